import type { DocumentId, DocumentKind } from './document';

/** From `from` to before `to`, in milliseconds since the epoch, local time. */
export interface DateRange {
  from: number;
  to: number;
}

/** Which of a document's dates is meant; `any`: the one it was made, else the one it was added. */
export type DateOf = 'taken' | 'added' | 'any';

/** What a search is narrowed to; what is absent narrows nothing, all that is there must hold. */
export interface SearchFilter {
  kinds?: DocumentKind[];
  /** Parts of the path, in lower case. */
  folders?: string[];
  /** Parts of the file name, in lower case. */
  names?: string[];
  dates?: { of: DateOf; range: DateRange }[];
  /** First and last page, both counted from 1. */
  pages?: { from: number; to: number };
  /** These alone. */
  documents?: DocumentId[];
}

/** Both must hold. */
export function joinFilters(a: SearchFilter, b: SearchFilter): SearchFilter {
  const kinds = a.kinds && b.kinds ? a.kinds.filter((k) => b.kinds!.includes(k)) : undefined;
  const both = <T>(x: T[] | undefined, y: T[] | undefined) => [...(x ?? []), ...(y ?? [])];
  return {
    ...a,
    ...b,
    ...(kinds && { kinds }),
    folders: both(a.folders, b.folders),
    names: both(a.names, b.names),
    dates: both(a.dates, b.dates),
  };
}

const kindNames: Record<string, DocumentKind> = {
  image: 'image',
  images: 'image',
  picture: 'image',
  photo: 'image',
  pdf: 'pdf',
  table: 'table',
  csv: 'table',
  text: 'text',
};

const fields: Record<string, (value: string) => SearchFilter | undefined> = {
  kind: (value) => {
    const kind = kindNames[value.toLowerCase()];
    return kind && { kinds: [kind] };
  },
  folder: (value) => ({ folders: [value.toLowerCase()] }),
  name: (value) => ({ names: [value.toLowerCase()] }),
  page: (value) => {
    const pages = /^(\d{1,6})(?:(?:-|\.\.)(\d{1,6}))?$/.exec(value);
    return pages
      ? { pages: { from: Number(pages[1]), to: Number(pages[2] ?? pages[1]) } }
      : undefined;
  },
  date: (value) => within('any', value),
  taken: (value) => within('taken', value),
  added: (value) => within('added', value),
  before: (value) => {
    const range = readDates(value);
    return range && datesOf('any', { from: Number.NEGATIVE_INFINITY, to: range.from });
  },
  after: (value) => {
    const range = readDates(value);
    return range && datesOf('any', { from: range.to, to: Number.POSITIVE_INFINITY });
  },
};

export const filterFields: readonly string[] = Object.keys(fields);

/** Undefined where the value says nothing for that field. */
export function readFilter(field: string, value: string): SearchFilter | undefined {
  return fields[field.toLowerCase()]?.(value);
}

const datesOf = (of: DateOf, range: DateRange): SearchFilter => ({ dates: [{ of, range }] });

function within(of: DateOf, value: string): SearchFilter | undefined {
  const range = readDates(value);
  return range && datesOf(of, range);
}

/** `2024`, `2024-05`, `2024-05-17`, or two of them as `2023..2024-05`, both included. */
function readDates(value: string): DateRange | undefined {
  const [first = '', last = first] = value.split('..');
  const from = readDate(first)?.from;
  const to = readDate(last)?.to;
  return from === undefined || to === undefined || to <= from ? undefined : { from, to };
}

function readDate(value: string): DateRange | undefined {
  const match = /^(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?$/.exec(value);
  if (!match) return undefined;
  const [, year = '', month, day] = match;
  const at = (addYear: number, addMonth: number, addDay: number) =>
    new Date(
      Number(year) + addYear,
      Number(month ?? 1) - 1 + addMonth,
      Number(day ?? 1) + addDay,
    ).getTime();
  if (Number(month ?? 1) > 12 || Number(day ?? 1) > 31) return undefined;
  const end = day ? at(0, 0, 1) : month ? at(0, 1, 0) : at(1, 0, 0);
  return { from: at(0, 0, 0), to: end };
}
