import { dot } from './vectors';

export interface Diverse {
  /** 0 to 1. */
  relevance: number;
  /** Unit length; absent where it has none. */
  vector?: Float32Array | undefined;
  /** Two of one group are alike by that alone, say those of one document. */
  group: string;
}

/** How much relevance counts beside newness. */
const lambda = 0.7;

/** What being of one document counts as likeness. */
const groupLikeness = 0.25;

/**
 * Maximal marginal relevance (Carbonell and Goldstein 1998): each time the one with the highest
 * λ · relevance − (1 − λ) · (highest likeness to one that is taken already).
 *
 * @returns `count` of them, in the order taken
 */
export function diversify<T extends Diverse>(candidates: readonly T[], count: number): T[] {
  const left = new Set(candidates);
  const taken: T[] = [];
  while (taken.length < count && left.size > 0) {
    let best: T | undefined;
    let highest = Number.NEGATIVE_INFINITY;
    for (const one of left) {
      const likeness = Math.max(0, ...taken.map((other) => likenessOf(one, other)));
      const value = lambda * one.relevance - (1 - lambda) * likeness;
      if (value > highest) [best, highest] = [one, value];
    }
    left.delete(best!);
    taken.push(best!);
  }
  return taken;
}

function likenessOf(a: Diverse, b: Diverse): number {
  const cosine = a.vector && b.vector ? Math.max(0, dot(a.vector, b.vector)) : 0;
  return Math.max(cosine, a.group === b.group ? groupLikeness : 0);
}
