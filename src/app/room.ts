import type { DocumentKind, SourceDocument } from '../core';

/** File of this origin's own that is never written; it is gone as soon as it was asked for. */
const probeFile = 'room';

/** What is kept of a document beside its original, as a share of that and for each file. */
const keptOf: Record<DocumentKind, { share: number; bytes: number }> = {
  image: { share: 0, bytes: 60_000 },
  pdf: { share: 0.5, bytes: 60_000 },
  table: { share: 3, bytes: 20_000 },
  text: { share: 4, bytes: 20_000 },
};

/** About what reading a document will add to the store; its original is there already. */
export function bytesToKeep({ kind, byteSize }: SourceDocument): number {
  const { share, bytes } = keptOf[kind];
  return Math.round(share * byteSize + bytes);
}

/**
 * Whether the browser would let the library grow by so many bytes. Its estimate does not tell: for
 * privacy, browsers name a limit that is not the real one. A file that is made that long and then
 * given up is refused just as the library would be, and nothing is written for it.
 */
export async function hasRoomFor(bytes: number): Promise<boolean> {
  try {
    const root = await navigator.storage.getDirectory();
    const file = await root.getFileHandle(probeFile, { create: true });
    const stream = await file.createWritable();
    try {
      await stream.truncate(bytes);
      return true;
    } finally {
      await stream.abort();
      await root.removeEntry(probeFile);
    }
  } catch (error) {
    // A browser that has no such files leaves it to the next attempt.
    return !(error instanceof Error && error.name === 'QuotaExceededError');
  }
}
