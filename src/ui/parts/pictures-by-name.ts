import type { DocumentId, SourceDocument } from '../../core';

export const isReadyPicture = ({ kind, state }: SourceDocument): boolean =>
  kind === 'image' && state.phase === 'ready';

/** Pictures that are ready, by each of their names and paths. */
export function picturesByName(documents: readonly SourceDocument[]): Map<string, DocumentId> {
  const byName = new Map<string, DocumentId>();
  for (const { id, names } of documents.filter(isReadyPicture)) {
    for (const { name, path } of names) {
      byName.set(name, id);
      byName.set(path, id);
    }
  }
  return byName;
}
