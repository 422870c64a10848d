import { isNumeric } from './comparisons';
import type { ColumnMention, Draft } from './draft';
import { aggregateWords, isAdditive } from './lexicon';
import { type ColumnMatch, confidenceOf } from './match-column';
import type { AggregateFunction, Granularity } from './types';

export interface Measure {
  function: AggregateFunction;
  matches: ColumnMatch[];
  from: number;
  to: number;
  confidence: number;
}

export interface Grouping {
  mention?: ColumnMention;
  matches: ColumnMatch[];
  granularity?: Granularity;
  from: number;
  to: number;
}

const skipped =
  /^(of|the|a|an|all|different|distinct|unique|total|in|for|me|is|are|was|were|my|our|their)$/;

function isDistinct(draft: Draft, from: number, to: number): boolean {
  for (let i = from; i < to; i++)
    if (/^(different|distinct|unique)$/.test(draft.word(i))) return true;
  return false;
}

/** How many, number of, count of. */
export function findCount(draft: Draft): Measure | undefined {
  const at = draft.tokens.findIndex(
    (_, i) =>
      draft.follows(i, 'how many') ||
      draft.follows(i, 'number of') ||
      draft.follows(i, 'count of') ||
      draft.follows(i, 'how often') ||
      (i === 0 && draft.follows(i, 'count')),
  );
  if (at < 0 || draft.isExplained(at)) return undefined;
  let to = at + (draft.follows(at, 'count') && draft.word(at + 1) !== 'of' ? 1 : 2);
  draft.mark(at, to);
  const start = to;
  while (skipped.test(draft.word(to))) to += 1;
  draft.mark(start, to);
  const before = at - 1;
  if (/^(total|overall)$/.test(draft.word(before))) draft.mark(before, at);
  const counted: Measure = {
    function: 'count',
    matches: [],
    from: at,
    to: start,
    confidence: 0.95,
  };
  const mention = draft.mentionAt(to);
  if (!mention || mention.isUsed || draft.isRowWord[to]) return counted;
  const [best] = mention.matches;
  const isMore = isDistinct(draft, start, to);
  if (best!.column.type === 'text' || best!.column.type === 'date' || isMore) {
    draft.use(mention);
    return {
      ...counted,
      function: 'distinct',
      matches: mention.matches,
      to: mention.to,
      confidence: confidenceOf(mention.matches),
    };
  }
  if (!isNumeric(best!.column)) return counted;
  draft.use(mention);
  // How many deaths: the sum is as likely meant as the rows.
  return { ...counted, function: 'sum', matches: mention.matches, to: mention.to, confidence: 0.6 };
}

/** Average, total, median with the column they are of. */
export function findAggregate(draft: Draft): Measure | undefined {
  const at = draft.tokens.findIndex(
    ({ word }, i) =>
      Object.hasOwn(aggregateWords, word) && !draft.isExplained(i) && !draft.mentionAt(i),
  );
  if (at < 0) return undefined;
  const name = aggregateWords[draft.word(at)]!;
  const isFree = (mention: ColumnMention) =>
    !mention.isUsed && mention.matches.some(({ column }) => isNumeric(column) && !column.isYear);
  const after = draft.mentions.find((mention) => mention.from > at && isFree(mention));
  const before = [...draft.mentions]
    .reverse()
    .find((mention) => mention.to <= at && isFree(mention));
  const mention = after ?? before;
  if (!mention) {
    if (name === 'sum' && draft.isRowWord[at + 1]) {
      draft.mark(at, at + 1);
      return { function: 'count', matches: [], from: at, to: at + 2, confidence: 0.9 };
    }
    return undefined;
  }
  draft.mark(at, at + 1);
  draft.use(mention);
  const matches = mention.matches.filter(({ column }) => isNumeric(column));
  const [from, to] = after ? [at, mention.to] : [mention.from, at + 1];
  return { function: name, matches, from, to, confidence: confidenceOf(matches) };
}

/** Revenue by region is a sum, orders by region a count, temperature by month a guess. */
export function defaultMeasure(draft: Draft, grouping: Grouping): Measure | undefined {
  const isFree = (mention: ColumnMention) =>
    !mention.isUsed && mention !== grouping.mention && isNumeric(mention.matches[0]!.column);
  const mention = draft.mentions.find(isFree);
  if (mention) {
    draft.use(mention);
    const { matches, from, to } = mention;
    // Revenue per employee is a ratio, which answers do not have.
    const isRatio = draft.word(grouping.from) === 'per' && isNumeric(grouping.matches[0]!.column);
    if (isRatio && !grouping.matches[0]!.column.isYear) draft.doubts.add('weak');
    const isSum = isAdditive(draft.column(matches[0]!.column).words);
    const confidence = confidenceOf(matches);
    return isSum
      ? { function: 'sum', matches, from, to, confidence }
      : { function: 'average', matches, from, to, confidence: Math.min(confidence, 0.65) };
  }
  const at = draft.isRowWord.findIndex((is, i) => is === 1 && i < grouping.from);
  if (at < 0) return undefined;
  return { function: 'count', matches: [], from: at, to: at + 1, confidence: 0.8 };
}

export function addMeasure(
  draft: Draft,
  { function: name, matches, from, to, confidence }: Measure,
): void {
  const [best] = matches;
  if (!best) {
    draft.add(from, to, { type: 'aggregate', function: 'count', confidence, alternatives: [] });
    return;
  }
  const { unit } = best.column;
  draft.add(from, to, {
    type: 'aggregate',
    function: name,
    column: best.column.name,
    ...(unit && name !== 'distinct' && { unit }),
    confidence,
    alternatives: matches
      .slice(1, 5)
      .map(({ column, score }) => ({ function: name, column: column.name, confidence: score })),
  });
}

const periods: Record<string, Granularity> = {
  year: 'year',
  quarter: 'quarter',
  month: 'month',
  day: 'day',
  date: 'day',
};

/** By region, per year, for each species. */
export function findGrouping(draft: Draft): Grouping | undefined {
  for (let at = 0; at < draft.tokens.length; at++) {
    if (!/^(by|per|each|every|across)$/.test(draft.word(at)) || draft.isExplained(at)) continue;
    let i = at + 1;
    while (/^(the|each|every)$/.test(draft.word(i))) i += 1;
    const mention = draft.mentionAt(i);
    const word = draft
      .word(i)
      .replace(/s$/, '')
      .replace(/^(month|year|dai|week)ly$/, '$1');
    const granularity = periods[word];
    const named = mention && !mention.isUsed ? mention : undefined;
    const dates = draft.columns.filter(({ info }) => info.type === 'date');
    const isPlain =
      named &&
      !(granularity && named.matches[0]!.column.type === 'date') &&
      named.matches[0]!.score > 0.8;
    if (isPlain) {
      draft.mark(at, i);
      draft.use(named);
      return { mention: named, matches: named.matches, from: at, to: named.to };
    }
    if (!granularity) continue;
    const matches = named?.matches.filter(({ column }) => column.type === 'date') ?? [];
    const all =
      matches.length > 0 ? matches : dates.map(({ info }) => ({ column: info, score: 0.9 }));
    if (all.length === 0) continue;
    draft.mark(at, i);
    draft.explain(i, i + 1, 1);
    if (named) named.isUsed = true;
    return { ...(named && { mention: named }), matches: all, granularity, from: at, to: i + 1 };
  }
  return undefined;
}

export function addGroup(draft: Draft, { matches, granularity, from, to }: Grouping): void {
  const [best] = matches;
  draft.add(from, to, {
    type: 'group',
    column: best!.column.name,
    ...(granularity && { granularity }),
    confidence: confidenceOf(matches),
    alternatives: matches
      .slice(1, 5)
      .map(({ column, score }) => ({ column: column.name, confidence: score })),
  });
}
