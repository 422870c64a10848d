import { type CaptionMatches, logits, sigmoid, softmax } from '../../../app';

/** Which of the two is given, and which is to be found for it. */
export type Direction = 'captions' | 'pictures';

/** One candidate of a ranking. */
export interface Candidate {
  /** Its place among the captions, or among the pictures. */
  index: number;
  cosine: number;
  /** Cosine times the factor in use. */
  logit: number;
  /** Of the softmax over all candidates, or of the sigmoid where the model has that; 0 to 1. */
  probability: number;
  /** Calibrated, 0 to 100; by itself, not among the candidates. */
  chance: number;
}

export interface Ranking {
  /** Best first. */
  candidates: Candidate[];
  /** The best is not likely either: none of these. */
  isNone: boolean;
}

/**
 * Ranks all captions for a picture, or all pictures for a caption.
 *
 * @param given the place of the picture, or of the caption
 * @param logitScale ln of the factor
 */
export function rank(
  { cosines, chances, noiseFrom, captions, pictures, loss, logitBias }: CaptionMatches,
  direction: Direction,
  given: number,
  logitScale: number,
): Ranking {
  const width = captions.length;
  const isOfPicture = direction === 'captions';
  const places = Array.from({ length: isOfPicture ? width : pictures.length }, (_, i) =>
    isOfPicture ? given * width + i : i * width + given,
  );
  const line = places.map((at) => cosines[at]!);
  const scaled = logits(line, logitScale);
  const probabilities =
    loss === 'softmax'
      ? softmax(scaled)
      : Array.from(scaled, (logit) => sigmoid(logit + logitBias));
  const candidates = places.map((at, index) => ({
    index,
    cosine: line[index]!,
    logit: scaled[index]!,
    probability: probabilities[index]!,
    chance: chances[at]!,
  }));
  candidates.sort((a, b) => b.cosine - a.cosine);
  return { candidates, isNone: candidates.every(({ chance }) => chance < noiseFrom) };
}
