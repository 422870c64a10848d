import { monthOf, pad, parseDateCell } from './dates';
import { scaleOf } from './numbers';
import type { Token } from './tokens';
import { unitOf } from './units';

export interface Quantity {
  value: number;
  unit?: string;
  /** What it may be instead: `1.2m` is metres or millions, pounds are money or mass. */
  or?: { value: number; unit?: string };
  /** Of `million`, `k`; already in the value. */
  scale?: number;
  next: number;
}

/** Days from the first to the last prefix, both included. */
export interface DateLiteral {
  from: string;
  to: string;
  isBareYear: boolean;
  next: number;
}

const smallNumbers = 'zero one two three four five six seven eight nine ten eleven twelve'.split(
  ' ',
);
const bigNumbers: Record<string, number> = {
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  hundred: 100,
  dozen: 12,
};

function wordNumber(word: string): number | undefined {
  const small = smallNumbers.indexOf(word);
  return small >= 0 ? small : bigNumbers[word];
}

/** A number with its scale and unit at a token; number words count as well. */
export function quantityAt(tokens: readonly Token[], at: number): Quantity | undefined {
  let i = at;
  const before = tokens[i] && currencyBefore(tokens, i);
  if (before) i += 1;
  if (/^an?$/.test(tokens[i]?.word ?? '') && scaleOrHundred(tokens[i + 1]?.word) && !before) i += 1;
  const token = tokens[i];
  if (!token) return undefined;
  let value = token.kind === 'number' ? token.value : undefined;
  if (value === undefined && token.kind === 'word')
    value = wordNumber(token.word) ?? scaleOf(token.word);
  if (value === undefined || (token.kind === 'word' && /^[a-z]{1,2}$/.test(token.word)))
    return undefined;
  i += 1;
  return { ...withUnit(tokens, i, value, before) };
}

function scaleOrHundred(word: string | undefined): boolean {
  return (
    word === 'hundred' || (word !== undefined && word.length > 3 && scaleOf(word) !== undefined)
  );
}

function currencyBefore(tokens: readonly Token[], at: number): string | undefined {
  const token = tokens[at]!;
  const isSign = token.kind === 'symbol' && /^\p{Sc}$/u.test(token.text);
  const isCode = token.kind === 'word' && /^[A-Za-z]{3}$/.test(token.text);
  const unit = isSign || isCode ? unitOf(token.text) : undefined;
  return unit && /^[A-Z]{3}$/.test(unit) && tokens[at + 1]?.kind === 'number' ? unit : undefined;
}

function withUnit(
  tokens: readonly Token[],
  at: number,
  value: number,
  currency: string | undefined,
): Quantity {
  let i = at;
  const token = tokens[i];
  const scale = token && scaleAt(token);
  const scaled = (factor: number) => Number((value * factor).toPrecision(15));
  let number = value;
  if (scale) {
    number = scaled(scale);
    i += 1;
  }
  const scaledBy = scale ? { scale } : {};
  if (currency) return { value: number, unit: currency, ...scaledBy, next: i };
  const unit = unitAt(tokens, i, scale !== undefined);
  if (scale && token!.word === 'm' && !unit) {
    return { value: number, or: { value, unit: 'm' }, ...scaledBy, next: i };
  }
  if (!unit) return { value: number, ...scaledBy, next: i };
  const next = unit.next;
  if (unit.symbol === 'GBP' && /^pounds?$/.test(tokens[i]!.word)) {
    return { value: number, unit: 'GBP', or: { value: number, unit: 'lb' }, next };
  }
  return { value: number, unit: unit.symbol, ...scaledBy, next };
}

function scaleAt(token: Token): number | undefined {
  if (token.kind !== 'word') return undefined;
  if (token.word === 'hundred') return 100;
  const factor = scaleOf(token.word);
  // "mm" after a number is a length in a query.
  return factor &&
    token.word !== 'mm' &&
    (token.word.length > 2 || token.isGlued || token.word === 'bn' || token.word === 'mn')
    ? factor
    : undefined;
}

const joined = /^(and|or|to|in|on|at|by|is|as|a|no)$/;

function unitAt(tokens: readonly Token[], at: number, isScaled: boolean) {
  const [first, second, third] = tokens.slice(at, at + 3);
  if (!first) return undefined;
  const phrases: [string | undefined, number][] = [
    [second && third && `${first.word} ${second.word} ${third.word}`, 3],
    [second && `${first.word} ${second.word}`, 2],
    [first.text, 1],
  ];
  for (const [phrase, length] of phrases) {
    const symbol = phrase && unitOf(phrase);
    if (!symbol) continue;
    const isShort = length === 1 && first.kind === 'word' && first.word.length === 1;
    if (length === 1 && joined.test(first.word) && !first.isGlued) continue;
    if (isShort && !first.isGlued && isScaled) continue;
    return { symbol, next: at + length };
  }
  return undefined;
}

const decade = /^(\d{2}|\d{4})$/;

/** A day, month, quarter, year, decade or a span up to today at a token. */
export function dateAt(tokens: readonly Token[], at: number, today: Date): DateLiteral | undefined {
  const token = tokens[at];
  if (!token) return undefined;
  return (
    writtenDate(token, at) ??
    dayMonth(tokens, at) ??
    monthYear(tokens, at) ??
    quarter(tokens, at) ??
    half(tokens, at) ??
    year(tokens, at) ??
    relative(tokens, at, today)
  );
}

function single(prefix: string, next: number, isBareYear = false): DateLiteral {
  return { from: prefix, to: prefix, isBareYear, next };
}

function writtenDate(token: Token, at: number): DateLiteral | undefined {
  if (token.kind !== 'date') return undefined;
  const isMonth = /^\d{4}[-/]\d{1,2}$/.test(token.text);
  // In a query 31/12/2024 tells its order; where both would do, the month is taken to come first.
  const iso = parseDateCell(token.text, 'month-first') ?? parseDateCell(token.text, 'day-first');
  return iso ? single(isMonth ? iso.slice(0, 7) : iso.slice(0, 10), at + 1) : undefined;
}

function yearValue(token: Token | undefined): number | undefined {
  if (token?.kind !== 'number' || !/^\d{4}$/.test(token.text)) return undefined;
  return token.value! >= 1500 && token.value! <= 2200 ? token.value : undefined;
}

function dayNumber(
  tokens: readonly Token[],
  at: number,
): { day: number; next: number } | undefined {
  const token = tokens[at];
  if (token?.kind !== 'number' || !/^\d{1,2}$/.test(token.text)) return undefined;
  const suffix = tokens[at + 1];
  const next = suffix?.isGlued && /^(st|nd|rd|th)$/.test(suffix.word) ? at + 2 : at + 1;
  return token.value! >= 1 && token.value! <= 31 ? { day: token.value!, next } : undefined;
}

/** 5 March 2024, the 5th of March 2024, March 5, 2024. */
function dayMonth(tokens: readonly Token[], at: number): DateLiteral | undefined {
  let i = tokens[at]!.word === 'the' ? at + 1 : at;
  let month = monthWord(tokens[i]);
  if (month) i += 1;
  const day = dayNumber(tokens, i);
  if (!day) return undefined;
  i = day.next;
  if (!month) {
    if (tokens[i]?.word === 'of') i += 1;
    month = monthWord(tokens[i]);
    i += 1;
  }
  if (tokens[i]?.text === ',') i += 1;
  const inYear = yearValue(tokens[i]);
  if (!month || !inYear) return undefined;
  return single(`${inYear}-${pad(month)}-${pad(day.day)}`, i + 1);
}

function monthWord(token: Token | undefined): number | undefined {
  return token?.kind === 'word' ? monthOf(token.word) : undefined;
}

function monthYear(tokens: readonly Token[], at: number): DateLiteral | undefined {
  const month = monthWord(tokens[at]);
  if (!month) return undefined;
  const skip = ['of', ','].includes(tokens[at + 1]?.word ?? '') ? 1 : 0;
  const inYear = yearValue(tokens[at + 1 + skip]);
  if (inYear) return single(`${inYear}-${pad(month)}`, at + 2 + skip);
  const word = tokens[at]!.word;
  // May, march and short forms are other words too: without a year only after a preposition.
  const isPlain = /^(in|during|of|since|until)$/.test(tokens[at - 1]?.word ?? '');
  return isPlain || (word.length > 5 && word !== 'march') ? single(pad(month), at + 1) : undefined;
}

const ordinals = [
  ['first', '1st'],
  ['second', '2nd'],
  ['third', '3rd'],
  ['fourth', '4th', 'last'],
];

/** Q2 2024, 2024 Q2, the second quarter of 2024, 2nd quarter 2024. */
function quarter(tokens: readonly Token[], at: number): DateLiteral | undefined {
  const before = yearValue(tokens[at]);
  const after = before && quarterAt(tokens, at + 1);
  if (after) return single(`${before}-Q${after.number}`, after.next);
  const found = quarterAt(tokens, at);
  if (!found) return undefined;
  const skip = /^(of|in|,)$/.test(tokens[found.next]?.word ?? '') ? 1 : 0;
  const inYear = yearValue(tokens[found.next + skip]);
  return inYear ? single(`${inYear}-Q${found.number}`, found.next + skip + 1) : undefined;
}

function quarterAt(
  tokens: readonly Token[],
  at: number,
): { number: number; next: number } | undefined {
  const short = /^q([1-4])$/.exec(tokens[at]?.word ?? '');
  if (short) return { number: Number(short[1]), next: at + 1 };
  let i = tokens[at]?.word === 'the' ? at + 1 : at;
  // 2nd is a number and an ending to the tokeniser.
  const isSplit = tokens[i]?.kind === 'number' && tokens[i + 1]?.isGlued === true;
  const word = isSplit ? `${tokens[i]!.text}${tokens[i + 1]!.word}` : tokens[i]?.word;
  i += isSplit ? 2 : 1;
  const number = ordinals.findIndex((words) => words.includes(word ?? '')) + 1;
  return number > 0 && tokens[i]?.word === 'quarter' ? { number, next: i + 1 } : undefined;
}

/** H1 2024, the second half of 2024. */
function half(tokens: readonly Token[], at: number): DateLiteral | undefined {
  const start = tokens[at]!.word === 'the' ? at + 1 : at;
  const short = /^h([12])$/.exec(tokens[start]?.word ?? '')?.[1];
  const named = ['first', 'second'].indexOf(tokens[start]?.word ?? '') + 1;
  const isNamed = named > 0 && tokens[start + 1]?.word === 'half';
  if (!short && !isNamed) return undefined;
  let i = start + (isNamed ? 2 : 1);
  if (/^(of|in)$/.test(tokens[i]?.word ?? '')) i += 1;
  const inYear = yearValue(tokens[i]);
  if (!inYear) return undefined;
  const [from, to] = (short ?? String(named)) === '1' ? ['01', '06'] : ['07', '12'];
  return { from: `${inYear}-${from}`, to: `${inYear}-${to}`, isBareYear: false, next: i + 1 };
}

function year(tokens: readonly Token[], at: number): DateLiteral | undefined {
  const start = tokens[at]!.word === 'the' ? at + 1 : at;
  const token = tokens[start];
  const suffix = tokens[start + 1];
  if (
    token?.kind === 'number' &&
    suffix?.isGlued &&
    suffix.word === 's' &&
    decade.test(token.text)
  ) {
    const short = token.text.length === 2;
    const first = short ? 1900 + token.value! + (token.value! < 30 ? 100 : 0) : token.value!;
    if (first % 10 === 0 && first >= 1500) {
      return { from: String(first), to: String(first + 9), isBareYear: false, next: start + 2 };
    }
  }
  const value = start === at ? yearValue(token) : undefined;
  return value === undefined ? undefined : single(String(value), at + 1, true);
}

const iso = (date: Date) => date.toISOString().slice(0, 10);

/** Today, last month, this year, the last 30 days. */
function relative(tokens: readonly Token[], at: number, today: Date): DateLiteral | undefined {
  let i = tokens[at]!.word === 'the' ? at + 1 : at;
  const word = tokens[i]?.word;
  if (word === 'today') return single(iso(today), i + 1);
  if (word === 'yesterday') return single(iso(shifted(today, 'day', -1)), i + 1);
  if (!/^(last|past|previous|this|current)$/.test(word ?? '')) return undefined;
  i += 1;
  const isThis = word === 'this' || word === 'current';
  const count = tokens[i]?.kind === 'number' ? tokens[i]!.value : undefined;
  if (count !== undefined) i += 1;
  const span = /^(day|week|month|year)s?$/.exec(tokens[i]?.word ?? '')?.[1] as Period | undefined;
  if (!span) return undefined;
  if (count !== undefined) {
    return {
      from: iso(shifted(today, span, -count)),
      to: iso(today),
      isBareYear: false,
      next: i + 1,
    };
  }
  const then = isThis ? today : shifted(today, span, -1);
  if (span === 'year') return single(iso(then).slice(0, 4), i + 1);
  if (span === 'month') return single(iso(then).slice(0, 7), i + 1);
  if (span === 'day') return single(iso(then), i + 1);
  const monday = shifted(then, 'day', -((then.getUTCDay() + 6) % 7));
  return { from: iso(monday), to: iso(shifted(monday, 'day', 6)), isBareYear: false, next: i + 1 };
}

type Period = 'day' | 'week' | 'month' | 'year';

function shifted(date: Date, by: Period, count: number): Date {
  const [y, m, d] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  if (by === 'day' || by === 'week')
    return new Date(Date.UTC(y, m, d + count * (by === 'week' ? 7 : 1)));
  const months = by === 'year' ? 12 * count : count;
  const last = new Date(Date.UTC(y, m + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(y, m + months, Math.min(d, last)));
}
