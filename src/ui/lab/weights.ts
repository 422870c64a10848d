import type { FusionWeights } from '../../core';

/** What is compared: each list alone, both alike, and two mixtures between. */
export const allWeights: FusionWeights[] = [
  { meaning: 1, words: 1 },
  { meaning: 1, words: 0 },
  { meaning: 0, words: 1 },
  { meaning: 1, words: 0.5 },
  { meaning: 0.5, words: 1 },
];

export function weightWords({ meaning, words }: FusionWeights): string {
  if (words === 0) return 'meaning only';
  if (meaning === 0) return 'words only';
  if (meaning === words) return 'both alike';
  return meaning > words ? 'more by meaning' : 'more by words';
}
