import { spaced } from './words';

/** Share of three-word sequences two texts have in common when one is a copy of the other. */
export const sameText = 0.85;

const wordsPerShingle = 3;

/** Every three words in a row, letters and digits only; the whole text where it has fewer. */
export function shinglesOf(text: string): Set<string> {
  const words = wordsOf(text);
  if (words.length < wordsPerShingle) return new Set([words.join(' ')]);
  return new Set(words.slice(2).map((word, i) => `${words[i]} ${words[i + 1]} ${word}`));
}

/** Lower-case words, told apart also where a script has no spaces between them. */
export function wordsOf(text: string): string[] {
  return spaced(text.toLowerCase()).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Elements in common as a share of the larger set, 0 to 1. */
export function sharedShare<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): number {
  const larger = Math.max(a.size, b.size);
  return larger === 0 ? 0 : a.intersection(b).size / larger;
}
