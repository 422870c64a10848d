import type { ColumnMention, Draft } from './draft';
import { adjectives, comparators, gradable, negations } from './lexicon';
import type { ColumnInfo, FilterOperator } from './types';

export type Comparison = '<' | '<=' | '>' | '>=' | '=' | '!=';

export const opposite = {
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
  '=': '!=',
  '!=': '=',
  between: 'not between',
  'not between': 'between',
  in: 'not in',
  'not in': 'in',
  empty: 'not empty',
  'not empty': 'empty',
} as const satisfies Record<FilterOperator, FilterOperator>;

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

export function afterLiteral(
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

export function comparatorAt(draft: Draft, at: number): Comparator | undefined {
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

/** Whether a number is within what the column has. */
export function holds({ min, max }: ColumnInfo, value: number): boolean {
  return typeof min === 'number' && typeof max === 'number' && value >= min && value <= max;
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
  while (j < to + 2 && /^(of|in|on|the|a|[-–])$/.test(draft.word(j)) && !draft.mentionAt(j)) j += 1;
  const after = draft.mentionAt(j);
  if (isFitting(after) && after!.from === j) return keepFitting(after!, fits);
  return undefined;
}

/** The mention itself, with the columns that fit first. */
function keepFitting(mention: ColumnMention, fits: (column: ColumnInfo) => boolean): ColumnMention {
  mention.matches = mention.matches.filter(({ column }) => fits(column));
  return mention;
}
