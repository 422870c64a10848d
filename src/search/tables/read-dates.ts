import {
  afterLiteral,
  type Comparison,
  comparatorAt,
  holds,
  isDated,
  isNumeric,
  nearbyMention,
  negationBefore,
  opposite,
} from './comparisons';
import type { Draft } from './draft';
import { datePrepositions } from './lexicon';
import { type DateLiteral, dateAt } from './literals';
import { confidenceOf, ranked } from './match-column';
import type { ColumnInfo, FilterChoice, FilterOperator, SqlValue } from './types';
import { unitOf } from './units';

/** Finds dates and spans of dates. */
export function readDates(draft: Draft, today: Date): void {
  for (let i = 0; i < draft.tokens.length; i++) {
    if (draft.isExplained(i) || draft.valueAt(i)?.isUsed) continue;
    const next = dateBetween(draft, i, today) ?? datePhrase(draft, i, today);
    if (next !== undefined) i = next - 1;
  }
}

function dateBetween(draft: Draft, at: number, today: Date): number | undefined {
  const word = draft.word(at);
  const isBetween = word === 'between' || word === 'from';
  const start = isBetween ? at + 1 : at;
  const first = dateAt(draft.tokens, start, today);
  if (!first) return undefined;
  const joint = draft.word(first.next);
  const joints = word === 'between' ? /^(and|to|[-–—])$/ : /^(to|until|till|through|[-–—])$/;
  if (!joints.test(joint)) return undefined;
  const second = dateAt(draft.tokens, first.next + 1, today);
  if (!second) return undefined;
  const negation = negationBefore(draft, at);
  const literal = { ...first, to: second.to, isBareYear: first.isBareYear && second.isBareYear };
  const operator = negation === undefined ? 'between' : 'not between';
  const from = negation ?? at;
  const isAdded = addDate(draft, from, second.next, { ...literal, next: second.next }, operator);
  return isAdded ? second.next : undefined;
}

function datePhrase(draft: Draft, at: number, today: Date): number | undefined {
  const two = `${draft.word(at)} ${draft.word(at + 1)}`;
  const name = Object.hasOwn(datePrepositions, two) ? two : draft.word(at);
  let operator: FilterOperator | undefined = Object.hasOwn(datePrepositions, name)
    ? datePrepositions[name]
    : undefined;
  let start = operator ? at + name.split(' ').length : at;
  if (!operator) {
    const worded = comparatorAt(draft, at);
    const isComparing = worded && !worded.concepts;
    if (isComparing) [operator, start] = [worded.operator, worded.at];
  }
  const literal = dateAt(draft.tokens, start, today);
  if (!literal) return undefined;
  // "over 2000" is an amount first; "after 2000" a year.
  const isWorded = operator !== undefined && !Object.hasOwn(datePrepositions, name);
  if (isWorded && literal.isBareYear) return undefined;
  // Lighter than 1500 kg: what has a unit is no year.
  const isMeasured = draft.word(at - 1) === 'than' || isUnit(draft, literal.next);
  if (literal.isBareYear && !operator && isMeasured) return undefined;
  const isOpenEnd = /^(on|onward|onwards)$/.test(draft.word(literal.next));
  const after: ReturnType<typeof afterLiteral> =
    name === 'from' && isOpenEnd
      ? { operator: '>=', next: literal.next + 1 }
      : afterLiteral(draft, literal.next);
  if (after && /^(<=|>=)$/.test(after.operator)) operator = after.operator;
  const negation = negationBefore(draft, at);
  let meant = (operator ?? '=') as Comparison;
  if (negation !== undefined) meant = opposite[meant];
  const next = after?.next ?? literal.next;
  const isAdded = addDate(draft, negation ?? at, next, literal, meant, operator === undefined);
  return isAdded ? next : undefined;
}

function isUnit({ tokens }: Draft, at: number): boolean {
  const token = tokens[at];
  const isWord = token?.kind === 'word' && token.word.length > 1;
  return isWord && !/^(in|to|by)$/.test(token.word) && unitOf(token.word) !== undefined;
}

function addDate(
  draft: Draft,
  from: number,
  to: number,
  literal: DateLiteral,
  operator: FilterOperator,
  isBare = false,
): boolean {
  const named = nearbyMention(draft, from, to, isDated);
  const numeric = nearbyMention(draft, from, to, (column) => isNumeric(column) && !column.isYear);
  const isOpen = isBare || /between/.test(operator);
  const isBeside = literal.isBareYear && isOpen && !named && numeric?.to === from;
  const amount = isBeside ? numeric.matches[0] : undefined;
  if (amount && amount.score > 0.8 && holds(amount.column, Number(literal.from))) {
    // "price 2000" is an amount, though 2000 may be a year as well.
    if (draft.columns.some(({ info }) => isDated(info))) draft.doubts.add('value');
    return false;
  }
  const all = draft.columns
    .filter(({ info }) => isDated(info) && canHold(info, literal))
    .map(({ info }) => ({ column: info, score: 0.9 }));
  const matches = named
    ? ranked(named.matches.filter(({ column }) => isDated(column) && canHold(column, literal)))
    : ranked(all);
  const [best] = matches;
  if (!best) return false;
  if (named) draft.use(named);
  const choices = matches.map(({ column, score }) => dateChoice(column, literal, operator, score));
  const isOutside = !isPlausible(best.column, literal.from, literal.to);
  draft.explain(from, to, isOutside ? 0.6 : 1);
  const confidence = Math.min(confidenceOf(matches), isBare && literal.from.length < 3 ? 0.6 : 1);
  draft.add(from, to, {
    type: 'filter',
    ...choices[0]!,
    confidence,
    alternatives: choices.slice(1, 6),
  });
  return true;
}

function canHold({ isYear, precision }: ColumnInfo, { from, to }: DateLiteral): boolean {
  const isYears = /^\d{4}$/.test(from) && /^\d{4}$/.test(to);
  return isYears || !(isYear || precision === 'year');
}

function isPlausible({ min, max }: ColumnInfo, from: string, to: string): boolean {
  if (from.length === 2) return true;
  const [low, high] = [String(min ?? ''), String(max ?? '')];
  return to.slice(0, 4) >= low.slice(0, 4) && from.slice(0, 4) <= high.slice(0, 4);
}

function dateChoice(
  column: ColumnInfo,
  { from, to }: DateLiteral,
  operator: FilterOperator,
  confidence: number,
): FilterChoice {
  const value = (prefix: string) => (column.isYear ? Number(prefix) : prefix);
  const choice = (meant: FilterOperator, values: SqlValue[]) => ({
    column: column.name,
    operator: meant,
    values,
    confidence,
  });
  if (operator === 'between' || operator === 'not between') {
    return choice(operator, [value(from), value(to)]);
  }
  if (from !== to && operator === '=') return choice('between', [value(from), value(to)]);
  if (from !== to && operator === '!=') return choice('not between', [value(from), value(to)]);
  return choice(operator, [value(operator === '>' || operator === '<=' ? to : from)]);
}
