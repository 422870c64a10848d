import type { ColumnMention, Draft } from './draft';
import { adjectives, comparators, datePrepositions, gradable, negations } from './lexicon';
import { type DateLiteral, dateAt, type Quantity, quantityAt } from './literals';
import { type ColumnMatch, confidenceOf, matchConcept, ranked, tieMargin } from './match-column';
import type { ColumnInfo, FilterChoice, FilterOperator, SqlValue } from './types';
import { convert, dimensionOf, isCurrency } from './units';

type Comparison = '<' | '<=' | '>' | '>=' | '=' | '!=';

const opposite: Record<Comparison, Comparison> = {
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
  '=': '!=',
  '!=': '=',
};

/** A comparison found in the query: the words from `from` up to the literal at `at`. */
interface Comparator {
  from: number;
  at: number;
  operator: Comparison;
  /** Meanings of an adjective: cheaper than. */
  concepts?: string[];
  /** `older than` is less in years. */
  isAge?: boolean;
}

export function isNumeric({ type }: ColumnInfo): boolean {
  return type === 'number';
}

export function isDated({ type, isYear }: ColumnInfo): boolean {
  return type === 'date' || isYear;
}

/** Whether a `not` stands before a token, with small words between; the token it stands at. */
export function negationBefore(draft: Draft, at: number): number | undefined {
  for (let i = at - 1; i >= 0 && i >= at - 4; i--) {
    const word = draft.word(i);
    if (negations.has(word)) return i;
    if (word === 'than' && draft.word(i - 1) === 'other') return i - 1;
    if (word === 'from' && draft.word(i - 1) === 'apart') return i - 1;
    if (
      !/^(in|on|at|from|by|of|the|a|an|is|are|was|were|t|be|for|with|rated|equal|to|those|these|ones)$/.test(
        word,
      )
    )
      return undefined;
  }
  return undefined;
}

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

/** Finds comparisons with numbers, and numbers that stand beside a column's name. */
export function readNumbers(draft: Draft): void {
  for (let i = 0; i < draft.tokens.length; i++) {
    if (draft.isExplained(i)) continue;
    const next = numberBetween(draft, i) ?? numberCompared(draft, i) ?? numberBeside(draft, i);
    if (next !== undefined) i = next - 1;
  }
}

function numberBetween(draft: Draft, at: number): number | undefined {
  const word = draft.word(at);
  const isBetween = word === 'between' || word === 'from';
  const first = quantityAt(draft.tokens, isBetween ? at + 1 : at);
  if (!first || draft.valueAt(at)) return undefined;
  const joints = word === 'between' ? /^(and|to|[-–—])$/ : /^(to|[-–—])$/;
  if (!joints.test(draft.word(first.next))) return undefined;
  const second = quantityAt(draft.tokens, first.next + 1);
  if (!second) return undefined;
  // "between 2 and 3 kg": the unit is both's.
  const unit = second.unit && !first.unit ? { unit: second.unit } : {};
  const negation = negationBefore(draft, at);
  const from = negation ?? at;
  const operator = negation === undefined ? 'between' : 'not between';
  const isAdded = addNumber(draft, {
    from,
    to: second.next,
    operator,
    literals: [{ ...first, ...unit }, second],
  });
  return isAdded ? second.next : undefined;
}

function numberCompared(draft: Draft, at: number): number | undefined {
  const comparator = comparatorAt(draft, at);
  if (!comparator) return undefined;
  const literal = quantityAt(draft.tokens, comparator.at);
  if (!literal) return undefined;
  const negation = negationBefore(draft, at);
  const operator = negation === undefined ? comparator.operator : opposite[comparator.operator];
  const from = negation ?? at;
  const slot: NumberSlot = { from, to: literal.next, operator, literals: [literal] };
  if (comparator.concepts) slot.concepts = comparator.concepts;
  if (addNumber(draft, slot)) return literal.next;
  draft.doubts.add('column');
  return literal.next;
}

/** `6 cylinders`, `rating 8`, `3 kg or more`. */
function numberBeside(draft: Draft, at: number): number | undefined {
  const token = draft.tokens[at]!;
  const isSign = token.kind === 'symbol' && /^\p{Sc}$/u.test(token.text);
  if ((token.kind !== 'number' && !isSign) || draft.valueAt(at)) return undefined;
  const literal = quantityAt(draft.tokens, at);
  if (!literal) return undefined;
  const after = afterLiteral(draft, literal.next);
  if (!after && adjectives.has(draft.word(literal.next))) return undefined;
  const next = after?.next ?? literal.next;
  const operator = after?.operator ?? '=';
  const negation = negationBefore(draft, at);
  const meant = negation === undefined ? operator : opposite[operator];
  const slot: NumberSlot = { from: negation ?? at, to: next, operator: meant, literals: [literal] };
  slot.isBare = !after;
  return addNumber(draft, slot) ? next : undefined;
}

function afterLiteral(
  draft: Draft,
  at: number,
): { operator: Comparison; next: number } | undefined {
  if (draft.word(at) === '+') return { operator: '>=', next: at + 1 };
  if (!/^(or|and)$/.test(draft.word(at))) return undefined;
  const word = draft.word(at + 1);
  if (
    /^(more|above|over|higher|greater|later|newer|up|longer|heavier|older|larger|bigger)$/.test(
      word,
    )
  ) {
    return { operator: '>=', next: at + 2 };
  }
  const isLess = /^(less|below|under|lower|fewer|earlier|older|shorter|lighter|cheaper|smaller)$/;
  return isLess.test(word) ? { operator: '<=', next: at + 2 } : undefined;
}

function comparatorAt(draft: Draft, at: number): Comparator | undefined {
  for (const [words, operator] of comparators) {
    if (!draft.follows(at, words)) continue;
    return { from: at, at: at + words.split(' ').length, operator };
  }
  const word = draft.word(at);
  const isMore = word === 'more' || word === 'less';
  const quality = isMore && gradable[draft.word(at + 1)];
  if (quality && draft.word(at + 2) === 'than') {
    const direction = quality.direction * (word === 'more' ? 1 : -1);
    return {
      from: at,
      at: at + 3,
      operator: direction > 0 ? '>' : '<',
      concepts: quality.concepts,
    };
  }
  const adjective = adjectives.get(word);
  if (adjective?.form !== 'comparative' || draft.word(at + 1) !== 'than') return undefined;
  const found = { from: at, at: at + 2, operator: adjective.direction > 0 ? '>' : '<' } as const;
  return adjective.isGeneric ? found : { ...found, concepts: adjective.concepts };
}

interface NumberSlot {
  from: number;
  to: number;
  operator: FilterOperator;
  literals: Quantity[];
  concepts?: string[];
  /** No word of comparison: the column must stand right beside. */
  isBare?: boolean;
}

function addNumber(draft: Draft, slot: NumberSlot): boolean {
  const { from, to, operator, literals } = slot;
  const mention = nearbyMention(draft, from, to, isNumeric);
  const matches = scored(draft, candidates(draft, slot, mention), slot);
  const [best] = matches;
  if (!best || (slot.isBare && best.score < 0.7)) return false;
  const isNamed = mention?.matches.some(({ column }) => column === best.column) ?? false;
  if (isNamed) draft.use(mention!);
  const choices = matches.map(({ column, score }) => ({
    column: column.name,
    operator,
    values: literals.map((literal) => inUnit(literal, column)!.value),
    ...(column.unit && { unit: column.unit }),
    confidence: score,
  }));
  draft.explain(from, to, Math.min(1, best.score + 0.1));
  const confidence = confidenceOf(matches);
  draft.add(from, to, {
    type: 'filter',
    ...choices[0]!,
    confidence,
    alternatives: choices.slice(1, 6),
  });
  return true;
}

function candidates(
  draft: Draft,
  slot: NumberSlot,
  mention: ColumnMention | undefined,
): ColumnMatch[] {
  const numeric = draft.columns.filter(({ info }) => isNumeric(info));
  if (slot.concepts && !mention)
    return matchConcept(numeric, slot.concepts).filter(({ score }) => score >= 0.6);
  if (mention) return mention.matches.filter(({ column }) => isNumeric(column));
  const dimension = dimensionOf(slot.literals[0]!.unit);
  if (dimension) {
    const measured = numeric.filter(({ info }) => dimensionOf(info.unit) === dimension);
    if (measured.length > 0) return measured.map(({ info }) => ({ column: info, score: 0.88 }));
    const isMoney = dimension.startsWith('currency');
    return isMoney ? matchConcept(numeric, ['price', 'sales', 'pay']) : [];
  }
  if (slot.isBare) return [];
  // A number of something that is no column is not about this table.
  const after = draft.tokens[slot.to];
  const isOther = after?.kind === 'word' && !draft.isRowWord[slot.to] && !isJoint(after.word);
  if (isOther && !draft.valueAt(slot.to) && !draft.mentionAt(slot.to)) return [];
  return numeric
    .filter(({ info, words }) => !info.isYear && !words.includes('id') && !words.includes('index'))
    .map(({ info }) => ({ column: info, score: 0.5 }));
}

function isJoint(word: string): boolean {
  return /^(in|on|at|by|from|and|or|for|of|with|per|sorted|during|since|before|after|to)$/.test(
    word,
  );
}

/** Weighs candidates by unit and by whether the number can be in the column at all. */
function scored(draft: Draft, matches: ColumnMatch[], { literals }: NumberSlot): ColumnMatch[] {
  const weighed = matches.flatMap(({ column, score }) => {
    let weight = score;
    for (const literal of literals) {
      const value = inUnit(literal, column);
      if (!value) return [];
      weight *= value.fit;
      if (!holds(column, value.value)) weight *= 0.86;
    }
    // Of two amounts the row's own is meant before that of a single piece.
    if (draft.column(column).words.includes('unit')) weight -= 0.01;
    return [{ column, score: weight }];
  });
  const order = ranked(weighed);
  if (order.length > 1 && order[0]!.score - order[1]!.score < tieMargin) {
    const words = draft.column(order[0]!.column).words;
    if (!words.includes('total')) draft.doubts.add('column');
  }
  return order;
}

/** Whether a number is within what the column has. */
function holds({ min, max }: ColumnInfo, value: number): boolean {
  return typeof min === 'number' && typeof max === 'number' && value >= min && value <= max;
}

/** A literal in a column's unit and how well the units agree; undefined where they do not. */
function inUnit(literal: Quantity, column: ColumnInfo): { value: number; fit: number } | undefined {
  const { value, unit, or } = literal;
  if (or && column.unit && dimensionOf(or.unit) === dimensionOf(column.unit)) {
    const converted = or.unit ? convert(or.value, or.unit, column.unit) : or.value;
    return converted === undefined ? undefined : { value: converted, fit: 1 };
  }
  if (!unit || unit === column.unit) return { value, fit: 1 };
  if (column.unit) {
    const converted = convert(value, unit, column.unit);
    return converted === undefined ? undefined : { value: converted, fit: 1 };
  }
  if (unit === '%') {
    const isShare = typeof column.max === 'number' && column.max <= 1;
    return isShare
      ? { value: Number((value / 100).toPrecision(15)), fit: 0.95 }
      : { value, fit: 0.9 };
  }
  if (unit === 'yr') return { value, fit: 0.95 };
  return { value, fit: isCurrency(unit) ? 0.95 : 0.7 };
}

const between =
  /^(is|are|was|were|of|with|a|an|the|that|has|have|had|at|in|to|=|:|for|costs?|be|being|value|values|not|isn|t)$/;

/** A column named right before or right after a stretch of tokens, before first. */
export function nearbyMention(
  draft: Draft,
  from: number,
  to: number,
  fits: (column: ColumnInfo) => boolean,
): ColumnMention | undefined {
  const isFitting = (mention: ColumnMention | undefined) =>
    mention?.matches.some(({ column }) => fits(column)) === true && !mention.isUsed;
  let i = from - 1;
  while (i >= 0 && i >= from - 4 && between.test(draft.word(i)) && !draft.mentionAt(i)) i -= 1;
  const before = draft.mentionAt(i);
  const right = draft.mentionAt(to);
  // "displacement of 4 cylinder cars": what stands closer is meant.
  const isCloser = i < from - 1 && right?.from === to && !comparatorAt(draft, right.to);
  if (isFitting(before) && !(isCloser && isFitting(right))) return keepFitting(before!, fits);
  let j = to;
  while (j < to + 2 && /^(of|in|on|the|a)$/.test(draft.word(j)) && !draft.mentionAt(j)) j += 1;
  const after = draft.mentionAt(j);
  if (isFitting(after) && after!.from === j) return keepFitting(after!, fits);
  return undefined;
}

/** The mention itself, with the columns that fit first. */
function keepFitting(mention: ColumnMention, fits: (column: ColumnInfo) => boolean): ColumnMention {
  mention.matches = mention.matches.filter(({ column }) => fits(column));
  return mention;
}
