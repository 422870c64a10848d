import type { DocumentId } from './document';
import type { Progress } from './progress';

/** What decides which of several near-identical documents is suggested to keep. */
export type KeepReason = 'most-pixels' | 'most-text' | 'largest' | 'oldest';

/** Near-identical documents. */
export interface DuplicateGroup {
  /** What was compared: the look of them, or their words. */
  by: 'picture' | 'text';
  /** At least two; the first is the one suggested to keep, and all others are like it. */
  ids: DocumentId[];
  reason: KeepReason;
  /**
   * How alike each is to the first, in the order of `ids`: of texts the share of three-word
   * sequences in common, of pictures the agreement of their structure; 0 to 1.
   */
  likeness: number[];
}

export type DuplicateProgress = Progress<'texts' | 'pictures' | 'pairs'>;
