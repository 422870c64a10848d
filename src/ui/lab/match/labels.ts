import type { SourceDocument } from '../../../core';

/** What pictures truly show, by document; from a file or by hand. */
export type Labels = ReadonlyMap<string, string>;

/** A cell of the confusion table: pictures that truly are one and were taken for the other. */
export interface Confusion {
  /** True captions down, found captions across; `undefined` is "none of these". */
  counts: Map<string, Map<string | undefined, number>>;
  right: number;
  labelled: number;
}

export function confusionOf(
  documents: readonly SourceDocument[],
  labels: Labels,
  foundFor: (index: number) => string | undefined,
): Confusion {
  const counts = new Map<string, Map<string | undefined, number>>();
  let right = 0;
  let labelled = 0;
  for (const [i, { id }] of documents.entries()) {
    const label = labels.get(id);
    if (label === undefined) continue;
    const found = foundFor(i);
    labelled += 1;
    if (found === label) right += 1;
    const row = counts.get(label) ?? new Map<string | undefined, number>();
    row.set(found, (row.get(found) ?? 0) + 1);
    counts.set(label, row);
  }
  return { counts, right, labelled };
}

/** Labels that a file gives, by the names of its pictures. */
export function labelsOf(
  documents: readonly SourceDocument[],
  pairs: readonly { query: string; relevant: readonly { file: string }[] }[],
): Labels {
  const byFile = new Map(
    pairs.flatMap(({ query, relevant }) => relevant.map(({ file }) => [file, query] as const)),
  );
  const labels = new Map<string, string>();
  for (const { id, names } of documents) {
    const known = names.find(({ name, path }) => byFile.has(path) || byFile.has(name));
    const label = known && (byFile.get(known.path) ?? byFile.get(known.name));
    if (label !== undefined) labels.set(id, label);
  }
  return labels;
}
