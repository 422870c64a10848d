/** Which number of 05/06/2024 is the day. */
export type DateOrder = 'day-first' | 'month-first';

const monthNames =
  'january february march april may june july august september october november december'.split(
    ' ',
  );

/** 1 to 12 by a month's name or its first three letters (also `sept`); undefined otherwise. */
export function monthOf(word: string): number | undefined {
  const lower = word.toLowerCase().replace(/\.$/, '');
  if (lower.length < 3) return undefined;
  if (lower === 'sept') return 9;
  const at = monthNames.findIndex((name) => name === lower || name.slice(0, 3) === lower);
  return at < 0 ? undefined : at + 1;
}

const time = String.raw`(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([ap]\.?m\.?)?\s*(?:Z|UTC|GMT|[-+]\d{2}:?\d{2})?)?`;
const weekday = String.raw`(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?`;
const yearFirst = new RegExp(String.raw`^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})${time}$`, 'i');
const yearMonth = /^(\d{4})[-/](\d{1,2})$/;
const numeric = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})${time}$`, 'i');
const dayName = new RegExp(
  String.raw`^${weekday}(\d{1,2})(?:st|nd|rd|th)?[-\s./]+(?:of\s+)?([a-z]{3,9})\.?[-\s./,]+(\d{4}|\d{2})${time}$`,
  'i',
);
const nameDay = new RegExp(
  String.raw`^${weekday}([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})${time}$`,
  'i',
);
const nameYear = /^([a-z]{3,9})\.?[-\s,/]+(\d{4})$/i;

/**
 * Reads the usual written forms of a date; undefined where a cell is none.
 *
 * @returns `2024-03-05` or `2024-03-05T14:30:00`: local time as written, a zone is left out; a
 *   month alone is its first day
 */
export function parseDateCell(cell: string, order: DateOrder): string | undefined {
  if (cell.length < 6 || cell.length > 40) return undefined;
  let m = yearFirst.exec(cell);
  if (m) return dateOf(m[1]!, Number(m[3]), Number(m[4]), m.slice(5));
  m = numeric.exec(cell);
  if (m) {
    // Points are written where the day comes first.
    const dayFirst = order === 'day-first' || m[2] === '.';
    const [day, month] = dayFirst ? [m[1], m[3]] : [m[3], m[1]];
    return dateOf(m[4]!, Number(month), Number(day), m.slice(5));
  }
  m = dayName.exec(cell);
  if (m) return dateOf(m[3]!, monthOf(m[2]!) ?? 0, Number(m[1]), m.slice(4));
  m = nameDay.exec(cell);
  if (m) return dateOf(m[3]!, monthOf(m[1]!) ?? 0, Number(m[2]), m.slice(4));
  m = yearMonth.exec(cell);
  if (m) return dateOf(m[1]!, Number(m[2]), 1, []);
  m = nameYear.exec(cell);
  return m ? dateOf(m[2]!, monthOf(m[1]!) ?? 0, 1, []) : undefined;
}

function dateOf(
  yearText: string,
  month: number,
  day: number,
  [hours, minutes, seconds, half]: (string | undefined)[],
): string | undefined {
  // POSIX: 69 to 99 are of the last century.
  const short = Number(yearText) + (Number(yearText) < 69 ? 2000 : 1900);
  const year = yearText.length === 2 ? short : Number(yearText);
  if (year < 1000 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month))
    return undefined;
  const iso = `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
  if (hours === undefined) return iso;
  let hour = Number(hours);
  if (half) hour = (hour % 12) + (/^p/i.test(half) ? 12 : 0);
  if (hour > 23 || Number(minutes) > 59) return undefined;
  return `${iso}T${pad(hour)}:${minutes}:${seconds ?? '00'}`;
}

export function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** What a cell with two small numbers says of their order; undefined where it says nothing. */
export function orderOf(cell: string): DateOrder | undefined {
  const m = numeric.exec(cell);
  if (!m || m[2] === '.') return undefined;
  if (Number(m[1]) > 12) return 'day-first';
  return Number(m[3]) > 12 ? 'month-first' : undefined;
}

/**
 * The days an ISO prefix stands for, from the first up to but without the last:
 * `2024-03` is `2024-03-01` to `2024-04-01`, `2024-Q1` the first three months.
 */
export function intervalOf(prefix: string): { start: string; end: string } {
  const [y, m, d] = prefix.split('-');
  const year = Number(y);
  const iso = (months: number, day = 1) =>
    new Date(Date.UTC(year, months, day)).toISOString().slice(0, 10);
  if (m === undefined) return { start: iso(0), end: iso(12) };
  if (m.startsWith('Q')) {
    const first = (Number(m.slice(1)) - 1) * 3;
    return { start: iso(first), end: iso(first + 3) };
  }
  if (d === undefined) return { start: iso(Number(m) - 1), end: iso(Number(m)) };
  return { start: prefix.slice(0, 10), end: iso(Number(m) - 1, Number(d.slice(0, 2)) + 1) };
}

export function pad(number: number, width = 2): string {
  return String(number).padStart(width, '0');
}
