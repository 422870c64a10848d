import type { DocumentId, DuplicateGroup, KeepReason } from '../core';

/** What is known of a document when one of several like it is to be kept. */
export interface Candidate {
  id: DocumentId;
  /** Width by height; 0 where it is no picture. */
  pixels: number;
  /** Words of text; 0 where it is a picture. */
  words: number;
  byteSize: number;
  /** Milliseconds since the epoch. */
  addedAt: number;
}

/** Texts that differ by less than this share of their words have as much text. */
const wordTolerance = 0.01;

const comparisons: [KeepReason, (a: Candidate, b: Candidate) => number][] = [
  ['most-pixels', (a, b) => b.pixels - a.pixels],
  [
    'most-text',
    (a, b) => {
      const isAlike = Math.abs(a.words - b.words) <= wordTolerance * Math.max(a.words, b.words);
      return isAlike ? 0 : b.words - a.words;
    },
  ],
  ['largest', (a, b) => b.byteSize - a.byteSize],
  ['oldest', (a, b) => a.addedAt - b.addedAt],
];

/** Which of two is rather kept, negative for the first, and why. */
function preferred(a: Candidate, b: Candidate): [order: number, why: KeepReason] {
  for (const [reason, compare] of comparisons) {
    const order = compare(a, b);
    if (order !== 0) return [order, reason];
  }
  return [a.id < b.id ? -1 : 1, 'oldest'];
}

/** Tells how alike two documents are; undefined where they are no duplicates. */
export type Compare = (a: number, b: number) => number | undefined | Promise<number | undefined>;

/**
 * Groups of near-identical documents, each around the one to keep: the best document not yet
 * in a group takes all that are like it, itself. So whatever is suggested to be removed is
 * like what is kept, and not only like something that is like it.
 *
 * @param neighbours for each candidate the indices of those worth comparing with
 * @param compare asked once for a pair, the one to keep first
 * @returns a generator of groups, one step for each candidate
 */
export async function* groupsOf(
  by: DuplicateGroup['by'],
  candidates: readonly Candidate[],
  neighbours: readonly Iterable<number>[],
  compare: Compare,
): AsyncGenerator<DuplicateGroup | undefined> {
  const order = [...candidates.keys()].sort((a, b) => preferred(candidates[a]!, candidates[b]!)[0]);
  const rank = new Map(order.map((index, at) => [index, at]));
  const taken = new Set<number>();
  for (const keep of order) {
    const members: [index: number, likeness: number][] = [];
    if (!taken.has(keep)) {
      const free = [...neighbours[keep]!].filter((i) => i !== keep && !taken.has(i));
      // A better one that is free has been compared with this one already, and was not like it.
      for (const i of free.filter((i) => rank.get(i)! > rank.get(keep)!)) {
        const likeness = await compare(keep, i);
        if (likeness !== undefined) members.push([i, likeness]);
      }
    }
    if (members.length === 0) {
      yield undefined;
      continue;
    }
    members.sort(([a], [b]) => rank.get(a)! - rank.get(b)!);
    for (const [i] of members) taken.add(i);
    yield {
      by,
      ids: [keep, ...members.map(([i]) => i)].map((i) => candidates[i]!.id),
      reason: preferred(candidates[keep]!, candidates[members[0]![0]]!)[1],
      likeness: [1, ...members.map(([, likeness]) => likeness)],
    };
  }
}
