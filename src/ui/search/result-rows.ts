import { describeLocator, displayName, type SearchResult } from '../../core';

export const resultColumns = [
  'rank',
  'likely',
  'name',
  'path',
  'place',
  'kind',
  'probability',
  'cosine',
  'words',
  'text',
  'document',
  'ordinal',
] as const;

/**
 * A ranking as a table: a row a hit, those of a document under its rank.
 *
 * @returns rows in the order of {@link resultColumns}; '' where a hit has no such value
 */
export function resultRows({ matches, noiseFrom }: SearchResult): (string | number)[][] {
  return matches.flatMap(({ document, hits }, i) =>
    hits.map(({ chunk, score, evidence }) => [
      i + 1,
      i < noiseFrom ? 'yes' : 'no',
      displayName(document),
      document.names[0]?.path ?? '',
      describeLocator(chunk.locator),
      chunk.kind,
      (score.calibrated / 100).toFixed(4),
      score.cosine?.toFixed(4) ?? '',
      evidence.words?.matched.join(' ') ?? '',
      chunk.text,
      document.id,
      chunk.ordinal,
    ]),
  );
}
