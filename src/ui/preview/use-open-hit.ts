import { useRef } from 'react';
import type { Chunk, Hit, SourceDocument } from '../../core';
import { useLoaded } from '../parts/hooks';
import { type HitKey, splitHitKey } from '../parts/route';
import { useAppState, useRummage } from '../parts/rummage-context';
import { shownResult } from '../parts/shown-result';

export interface OpenHit {
  document: SourceDocument | undefined;
  /** Undefined while it is read, or when it is gone. */
  chunk: Chunk | undefined;
  /** Where the hit is one of the present results. */
  hit: Hit | undefined;
  isWeak: boolean;
}

/** The document and chunk of a key, which need not be among the results any more. */
export function useOpenHit(key: HitKey): OpenHit {
  const rummage = useRummage();
  const { documentId, ordinal } = splitHitKey(key);
  const isReady = useAppState(({ library }) => library.phase === 'ready');
  const document = useAppState(({ library }) => library.documents.find((d) => d.id === documentId));
  const result = useAppState(({ search }) => shownResult(search));
  const loaded = useLoaded(
    () => rummage.chunks(documentId, ordinal, ordinal + 1),
    `${key} ${isReady} ${document?.state.phase}`,
  );
  const at = result?.matches.findIndex((match) => match.document.id === documentId) ?? -1;
  const hit = result?.matches[at]?.hits.find(({ chunk }) => chunk.ordinal === ordinal);

  // An answer that comes anew brings an equal chunk as a new object: the same one is kept.
  const known = useRef<{ key: HitKey; chunk: Chunk }>(undefined);
  const chunk = hit?.chunk ?? loaded.value?.[0];
  if (chunk && known.current?.key !== key) known.current = { key, chunk };
  return {
    document,
    chunk: chunk && known.current?.chunk,
    hit,
    isWeak: result !== undefined && at >= result.noiseFrom,
  };
}
