import {
  afterLiteral,
  comparatorAt,
  holds,
  isNumeric,
  nearbyMention,
  negationBefore,
  opposite,
} from './comparisons';
import type { ColumnMention, Draft } from './draft';
import { adjectives } from './lexicon';
import { type Quantity, quantityAt } from './literals';
import { type ColumnMatch, confidenceOf, matchConcept, ranked, tieMargin } from './match-column';
import type { ColumnInfo, FilterOperator } from './types';
import { convert, dimensionOf, isCurrency } from './units';

/** Finds comparisons with numbers, and numbers that stand beside a column's name. */
export function readNumbers(draft: Draft): void {
  for (let i = 0; i < draft.tokens.length; i++) {
    if (draft.isExplained(i)) continue;
    const next =
      numberBetween(draft, i) ??
      numberCompared(draft, i) ??
      numberBeside(draft, i) ??
      signOf(draft, i);
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
  // "between 2 and 3 kg": the unit is both's, and so is the million of "1 and 2 million".
  const unit = second.unit && !first.unit ? { unit: second.unit } : {};
  const isScaled = second.scale !== undefined && !first.scale && first.value < second.value;
  const scaled = isScaled ? { value: first.value * second.scale! } : {};
  const negation = negationBefore(draft, at);
  const from = negation ?? at;
  const operator = negation === undefined ? 'between' : 'not between';
  const isAdded = addNumber(draft, {
    from,
    to: second.next,
    operator,
    literals: [{ ...first, ...unit, ...scaled }, second],
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
  const list = listFrom(draft, literal);
  const last = list.at(-1)!;
  const after = list.length === 1 ? afterLiteral(draft, literal.next) : undefined;
  if (!after && adjectives.has(draft.word(literal.next))) return undefined;
  const next = after?.next ?? last.next;
  const negation = negationBefore(draft, at);
  const operator = list.length > 1 ? 'in' : (after?.operator ?? '=');
  const slot: NumberSlot = {
    from: negation ?? at,
    to: next,
    operator: negation === undefined ? operator : opposite[operator],
    literals: list,
    isBare: !after,
  };
  return addNumber(draft, slot) ? next : undefined;
}

/** `2, 4 or 6`: numbers joined by commas and a last `or`; the first alone where it is no list. */
function listFrom(draft: Draft, first: Quantity): Quantity[] {
  const list = [first];
  let isJoined = false;
  for (let at = first.next; ; ) {
    const word = draft.word(at);
    const skip = word === ',' && /^(or|and)$/.test(draft.word(at + 1)) ? 2 : 1;
    const next = /^(,|or)$/.test(word) || (word === 'and' && list.length > 1);
    const literal = next && !draft.valueAt(at + skip) && quantityAt(draft.tokens, at + skip);
    if (!literal) break;
    isJoined ||= word !== ',' || skip === 2;
    list.push(literal);
    at = literal.next;
  }
  return isJoined ? list : [first];
}

/** `negative margin`, `balance is negative`. */
function signOf(draft: Draft, at: number): number | undefined {
  const word = draft.word(at);
  if (!/^(negative|positive)$/.test(word) || draft.valueAt(at)) return undefined;
  const mention = nearbyMention(draft, at, at + 1, isNumeric);
  if (!mention) return undefined;
  const operator = word === 'negative' ? '<' : '>';
  const literals = [{ value: 0, next: at + 1 }];
  return addNumber(draft, { from: at, to: at + 1, operator, literals }) ? at + 1 : undefined;
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
  const { from, to, literals } = slot;
  const mention = nearbyMention(draft, from, to, isNumeric);
  const matches = scored(draft, candidates(draft, slot, mention), slot);
  const [best] = matches;
  if (!best || (slot.isBare && best.score < 0.7)) return false;
  const isNamed = mention?.matches.some(({ column }) => column === best.column) ?? false;
  if (isNamed) draft.use(mention!);
  // "not with quantity 2": the column stands between.
  const negation = mention && mention.from < from ? negationBefore(draft, mention.from) : undefined;
  if (negation !== undefined) draft.mark(negation, negation + 1);
  const operator = negation === undefined ? slot.operator : opposite[slot.operator];
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
