import {
  type DocumentId,
  type DuplicateGroup,
  distinctNames,
  type KeepReason,
  type SourceDocument,
} from '../../../core';

/** What a person looks over at once. */
export type ReviewGroup = AlikeGroup | NamesGroup;

/** Near-identical documents. */
export interface AlikeGroup {
  type: 'alike';
  key: string;
  by: 'picture' | 'text';
  /** At least two; the first is the one suggested to keep. */
  documents: SourceDocument[];
  /** How alike each is to the first, 0 to 1; absent once the first of them is gone. */
  likeness: number[] | undefined;
  reason: KeepReason | undefined;
}

/** One document with several names: the same bytes are kept only once. */
export interface NamesGroup {
  type: 'names';
  key: string;
  document: SourceDocument;
}

/**
 * The groups as they stand in the library of now, those that free most first, then documents
 * with several names.
 */
export function reviewGroups(
  found: readonly DuplicateGroup[],
  documents: readonly SourceDocument[],
): ReviewGroup[] {
  const known = new Map(documents.map((document) => [document.id, document]));
  const alike = found
    .map((group) => asReview(group, known))
    .filter((group) => group.documents.length > 1)
    .sort((a, b) => freedBytes(b) - freedBytes(a));
  const named = documents
    .filter((document) => distinctNames(document).length > 1)
    .map((document): NamesGroup => ({ type: 'names', key: keyOf([document.id]), document }));
  return [...alike, ...named];
}

function asReview(
  { by, ids, likeness, reason }: DuplicateGroup,
  known: ReadonlyMap<DocumentId, SourceDocument>,
): AlikeGroup {
  const kept = ids.filter((id) => known.has(id));
  const hasFirst = kept[0] === ids[0];
  return {
    type: 'alike',
    key: keyOf(ids),
    by,
    documents: kept.map((id) => known.get(id)!),
    likeness: hasFirst ? kept.map((id) => likeness[ids.indexOf(id)]!) : undefined,
    reason: hasFirst ? reason : undefined,
  };
}

const keyOf = (ids: readonly DocumentId[]) => ids.join(' ');

/** What is left free when only the first is kept. */
export function freedBytes({ documents }: AlikeGroup): number {
  return documents.slice(1).reduce((sum, { byteSize }) => sum + byteSize, 0);
}
