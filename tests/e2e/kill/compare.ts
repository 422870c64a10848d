import { cosineSimilarity } from '../../../src/clip/similarity';
import type { StoredDocument, StoredLibrary } from './stored-library';

/** What the Library showed of a document. */
export interface SeenDocument {
  path: string;
  isReady: boolean;
}

/** Documents that were shown and are not on the disk as they were shown. */
export function lostOf(seen: readonly SeenDocument[], stored: StoredLibrary): string[] {
  const byPath = new Map(stored.documents.map((document) => [document.path, document]));
  return seen.flatMap(({ path, isReady }) => {
    const document = byPath.get(path);
    if (!document) return [`${path} is gone`];
    if (document.originalBytes === 0) return [`the original of ${path} is gone`];
    if (isReady && document.phase !== 'ready') return [`${path} is ${document.phase}, not ready`];
    return [];
  });
}

/** Documents of which a part is kept without the rest. */
export function halfIndexedOf({ documents, orphans }: StoredLibrary): string[] {
  const halves = documents.flatMap(halfOf);
  return [...halves, ...new Set(orphans.map((id) => `something is left of ${id}`))];
}

function halfOf({ path, phase, chunkCount, chunks, vectors, thumbnailCount }: StoredDocument) {
  const vectorCount = Object.keys(vectors).length;
  if (phase !== 'ready') {
    const isBare = chunks.length + vectorCount + thumbnailCount === 0;
    return isBare ? [] : [`${path} is ${phase} and has parts already`];
  }
  const kept = chunks.filter((chunk) => chunk !== undefined).length;
  if (kept !== chunkCount) return [`${path} has ${kept} of ${chunkCount} chunks`];
  return vectorCount > 0 ? [] : [`${path} has no embeddings`];
}

/** Where an index is not that of a clean run. */
export function differencesOf(
  stored: StoredLibrary,
  clean: StoredLibrary,
): { differences: string[]; minCosine: number } {
  const differences: string[] = [];
  let minCosine = 1;
  const byPath = new Map(stored.documents.map((document) => [document.path, document]));
  if (byPath.size !== clean.documents.length) {
    differences.push(`${byPath.size} documents, not ${clean.documents.length}`);
  }
  for (const wanted of clean.documents) {
    const { path } = wanted;
    const document = byPath.get(path);
    if (!document) {
      differences.push(`${path} is not there`);
      continue;
    }
    for (const key of ['phase', 'chunkCount', 'thumbnailCount', 'originalBytes'] as const) {
      if (document[key] !== wanted[key]) {
        differences.push(`${path}: ${key} is ${document[key]}, not ${wanted[key]}`);
      }
    }
    if (document.chunks.join('\n') !== wanted.chunks.join('\n')) {
      differences.push(`${path} has other chunks`);
    }
    if (Object.keys(document.vectors).join() !== Object.keys(wanted.vectors).join()) {
      differences.push(`${path} has embeddings of other chunks`);
      continue;
    }
    for (const [ordinal, vector] of Object.entries(document.vectors)) {
      const cosine = cosineSimilarity(vector, wanted.vectors[Number(ordinal)]!);
      minCosine = Math.min(minCosine, cosine);
    }
  }
  return { differences, minCosine };
}
