import { isDated, isNumeric } from './comparisons';
import type { ColumnMention, Draft } from './draft';
import { adjectives, gradable, isAdditive } from './lexicon';
import { quantityAt } from './literals';
import { type ColumnMatch, confidenceOf, matchConcept } from './match-column';
import { addGroup, addMeasure, type Grouping, type Measure } from './read-measures';
import type { ColumnInfo } from './types';

/** What a superlative puts in order. */
interface Superlative {
  from: number;
  to: number;
  direction: 1 | -1;
  concepts: string[];
  /** Absent: one, with all that share its place. */
  count?: number;
  isAge: boolean;
  /** Most common, most frequent. */
  isCount: boolean;
}

/** Sorted by price, descending. */
export function readSorting(draft: Draft): void {
  const at = draft.tokens.findIndex(
    ({ word }, i) =>
      /^(sort|sorted|order|ordered|rank|ranked)$/.test(word) &&
      draft.word(i + 1) === 'by' &&
      // The biggest order by amount is a noun's.
      !adjectives.has(draft.word(i - 1)),
  );
  const mention = at < 0 ? undefined : draft.mentionAt(at + 2);
  if (!mention) return;
  draft.mark(at, at + 2);
  draft.use(mention);
  let to = mention.to;
  const isDown = /^(descending|desc|downwards)$/.test(draft.word(to));
  if (isDown || /^(ascending|asc|upwards)$/.test(draft.word(to))) {
    draft.mark(to, to + 1);
    to += 1;
  }
  addOrder(draft, at, to, mention.matches, isDown ? -1 : 1);
}

function addOrder(
  draft: Draft,
  from: number,
  to: number,
  matches: ColumnMatch[],
  direction: 1 | -1,
  confidence = confidenceOf(matches),
): void {
  const [best] = matches;
  draft.add(from, to, {
    type: 'order',
    ...(best && { column: best.column.name }),
    direction: direction > 0 ? 'ascending' : 'descending',
    confidence,
    alternatives: matches
      .slice(1, 5)
      .map(({ column, score }) => ({ column: column.name, confidence: score })),
  });
}

export function findSuperlative(draft: Draft): Superlative | undefined {
  for (let at = 0; at < draft.tokens.length; at++) {
    if (draft.isExplained(at) || draft.mentionAt(at)) continue;
    const found = superlativeAt(draft, at);
    if (!found) continue;
    const before = quantityAt(draft.tokens, found.from - 1);
    const after = quantityAt(draft.tokens, found.to);
    const isCount = (value: number) => Number.isInteger(value) && value >= 1 && value <= 1000;
    if (after && isCount(after.value) && after.next === found.to + 1) {
      // The top 3 heaviest: the adjective tells by what.
      const closer = superlativeAt(draft, after.next);
      const meant = closer ? { ...closer, from: found.from } : { ...found, to: after.next };
      return { ...meant, count: after.value };
    }
    if (
      before?.next === found.from &&
      isCount(before.value) &&
      !draft.isExplained(found.from - 1)
    ) {
      return { ...found, from: found.from - 1, count: before.value };
    }
    // "top of the mountain" is none without a number.
    if (/^(top|bottom)$/.test(draft.word(at)) && !draft.mentionAt(at + 1)) continue;
    return found;
  }
  return undefined;
}

function superlativeAt(draft: Draft, at: number): Superlative | undefined {
  const word = draft.word(at);
  const next = draft.word(at + 1);
  const plain = { from: at, isAge: false, isCount: false };
  if (word === 'most' || word === 'least') {
    const sign = word === 'most' ? 1 : -1;
    if (/^(common|frequent|often|popular)$/.test(next) && next !== 'popular') {
      return { ...plain, to: at + 2, direction: sign, concepts: [], isCount: true };
    }
    const quality = gradable[next];
    if (quality) {
      const direction = (quality.direction * sign) as 1 | -1;
      return { ...plain, to: at + 2, direction, concepts: quality.concepts };
    }
  }
  const adjective = adjectives.get(word);
  if (
    adjective?.form !== 'superlative' ||
    draft.follows(at - 1, 'at least') ||
    draft.follows(at - 1, 'at most')
  ) {
    return undefined;
  }
  const { direction, concepts } = adjective;
  return { ...plain, to: at + 1, direction, concepts, isAge: concepts.includes('age') };
}

/** Whose best is asked for: which country, species with the most, top 3 customers. */
export function findEntity(
  draft: Draft,
  { from, to, count }: Superlative,
): ColumnMention | undefined {
  const isEntity = (mention: ColumnMention | undefined) =>
    mention !== undefined &&
    !mention.isUsed &&
    mention.matches[0]!.column.type === 'text' &&
    mention.matches[0]!.score > 0.7;
  const asked = draft.tokens.findIndex(({ word }) => /^(which|what|who)$/.test(word));
  const which = asked >= 0 && asked < from ? draft.mentionAt(asked + 1) : undefined;
  if (isEntity(which)) return which;
  const right = draft.mentionAt(to);
  if ((count !== undefined || isCounting(draft, from)) && isEntity(right)) return right;
  let i = from - 1;
  while (i >= 0 && /^(with|the|has|had|having|that|of|by)$/.test(draft.word(i))) i -= 1;
  const left = i < from - 1 ? draft.mentionAt(i) : undefined;
  return isEntity(left) ? left : undefined;
}

function isCounting(draft: Draft, at: number): boolean {
  return /^(common|frequent|often)$/.test(draft.word(at + 1));
}

export function readSuperlative(
  draft: Draft,
  superlative: Superlative,
  grouping: Grouping | undefined,
  entity: ColumnMention | undefined,
  measure: Measure | undefined,
): void {
  const { from, to, count } = superlative;
  draft.mark(from, to);
  const finish = (matches: ColumnMatch[], confidence?: number) => {
    // Read late: the oldest by a date turns it.
    addOrder(draft, from, to, matches, superlative.direction > 0 ? -1 : 1, confidence);
    draft.add(from, to, {
      type: 'limit',
      count: count ?? 1,
      withTies: count === undefined,
      confidence: 1,
    });
  };
  const groupBy = (mention: ColumnMention) => {
    draft.use(mention);
    addGroup(draft, { matches: mention.matches, from: mention.from, to: mention.to });
  };
  // The most common species; the director with the most movies.
  const counts =
    superlative.isCount ||
    (/^(most|fewest|least)$/.test(draft.word(from)) && rowsFollow(draft, to));
  if (counts && entity) {
    addMeasure(draft, { function: 'count', matches: [], from, to, confidence: 0.95 });
    groupBy(entity);
    finish([], 0.95);
    return;
  }
  // The species with the highest average mass.
  if (measure && entity) {
    addMeasure(draft, measure);
    groupBy(entity);
    finish([], measure.confidence);
    return;
  }
  const byName = isOrdering(draft, superlative, grouping) ? grouping?.mention : undefined;
  const matches = byName ? grouping!.matches : orderColumns(draft, superlative);
  const [best] = matches;
  if (!best) {
    draft.doubts.add('column');
    return;
  }
  if (grouping && !byName) {
    const name = superlative.direction > 0 ? 'max' : 'min';
    const isAsked = measure && count === undefined;
    addMeasure(
      draft,
      isAsked ? measure : { function: name, matches, from, to, confidence: confidenceOf(matches) },
    );
    addGroup(draft, grouping);
    return;
  }
  if (measure && !entity) {
    addMeasure(draft, measure);
    draft.doubts.add('weak');
  }
  const isRepeated = entity && !isRowEntity(draft, entity);
  if (isRepeated && isNumeric(best.column) && isSummed(draft, best.column, superlative)) {
    const isAsked = count !== undefined;
    const confidence = Math.min(confidenceOf(matches), isAsked ? 1 : 0.7);
    addMeasure(draft, { function: 'sum', matches, from, to, confidence });
    groupBy(entity);
    finish([], confidence);
    return;
  }
  if (entity) {
    draft.use(entity);
    addShow(draft, entity);
    if (isRepeated && count !== undefined) draft.doubts.add('weak');
  }
  finish(matches);
}

function isMeasureOf({ matches }: ColumnMention): boolean {
  const { column } = matches[0]!;
  return (isNumeric(column) && !column.isYear) || column.type === 'date';
}

/** Top 5 by revenue orders; the highest revenue by year groups. */
export function isOrdering(
  draft: Draft,
  { to, concepts }: Superlative,
  grouping?: Grouping,
): boolean {
  // The biggest by amount; but the heaviest by cylinders is one of each.
  const isOpen = concepts.length === 0 || concepts.includes('size');
  if (!grouping?.mention || draft.word(grouping.from) !== 'by' || !isOpen) return false;
  return isMeasureOf(grouping.mention) && !isMeasureAt(draft, to);
}

function isMeasureAt(draft: Draft, at: number): boolean {
  const mention = draft.mentionAt(at);
  return mention !== undefined && isMeasureOf(mention);
}

function rowsFollow(draft: Draft, at: number): boolean {
  return draft.isRowWord[at] === 1 && !draft.mentionAt(at);
}

function isRowEntity(draft: Draft, { matches, from, to }: ColumnMention): boolean {
  const { distinct = Number.POSITIVE_INFINITY } = matches[0]!.column;
  const isRow = draft.isRowWord.slice(from, to).some((is) => is === 1);
  return isRow || distinct > draft.source.info.rowCount * 0.95;
}

function isSummed(draft: Draft, column: ColumnInfo, { concepts }: Superlative): boolean {
  return concepts.length === 0 && isAdditive(draft.column(column).words);
}

/** The column a superlative is about: named right after it, after `by`, or meant by it. */
function orderColumns(draft: Draft, superlative: Superlative): ColumnMatch[] {
  const { to, concepts, isAge } = superlative;
  let i = to;
  while (i < to + 3 && /^(of|the|in|all|any)$/.test(draft.word(i))) i += 1;
  const named = draft.mentionAt(i);
  const isOfTime = concepts.length === 0 || isAge || concepts.includes('date');
  const least = (named?.matches[0]?.score ?? 0) - 0.05;
  const fits = ({ column, score }: ColumnMatch) =>
    score >= least && (isNumeric(column) || (isOfTime && column.type === 'date'));
  if (named && !named.isUsed && named.matches.some(fits)) {
    draft.use(named);
    return named.matches.filter(fits);
  }
  if (concepts.length === 0) {
    const rest = draft.mentions.filter(
      (mention) => !mention.isUsed && mention.from >= to && mention.matches.some(fits),
    );
    if (rest.length !== 1) return [];
    draft.use(rest[0]!);
    return rest[0]!.matches.filter(fits);
  }
  const numeric = draft.columns.filter(({ info }) => isNumeric(info) && !info.isYear);
  const byMeaning = concepts.includes('date')
    ? []
    : matchConcept(numeric, concepts).filter(({ score }) => score >= 0.6);
  if (byMeaning.length > 0) return byMeaning;
  if (!isAge && !concepts.includes('date')) return [];
  // The oldest has the earliest date.
  if (isAge) superlative.direction = superlative.direction > 0 ? -1 : 1;
  return draft.columns
    .filter(({ info }) => isDated(info))
    .map(({ info }) => ({ column: info, score: 0.85 }));
}

export function addShow(draft: Draft, { matches, from, to }: ColumnMention): void {
  draft.add(from, to, {
    type: 'show',
    column: matches[0]!.column.name,
    confidence: confidenceOf(matches),
    alternatives: matches
      .slice(1, 5)
      .map(({ column, score }) => ({ column: column.name, confidence: score })),
  });
}
