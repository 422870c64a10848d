import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Rummage } from '../../../app';
import type { DocumentId, DuplicateGroup, DuplicateProgress, SourceDocument } from '../../../core';

export type ScanState =
  | { phase: 'idle' }
  | { phase: 'running'; progress: DuplicateProgress | undefined }
  | {
      phase: 'done';
      groups: readonly DuplicateGroup[];
      /** Documents that were ready when it began. */
      scanned: ReadonlySet<DocumentId>;
    }
  | { phase: 'cancelled' }
  | { phase: 'failed' };

/** Kept while the tab lives: what was found is still there when one comes back to it. */
const scan = createStore<ScanState>(() => ({ phase: 'idle' }));
let controller: AbortController | undefined;

export const useScan = (): ScanState => useStore(scan);

export async function startScan(rummage: Rummage): Promise<void> {
  controller?.abort();
  const own = new AbortController();
  controller = own;
  const isCurrent = () => controller === own && !own.signal.aborted;
  scan.setState({ phase: 'running', progress: undefined }, true);
  const scanned = new Set(readyOf(rummage.store.getState().library.documents).map(({ id }) => id));
  try {
    const groups = await rummage.findDuplicates((progress) => {
      if (isCurrent()) scan.setState({ phase: 'running', progress }, true);
    }, own.signal);
    if (!isCurrent()) return;
    // Progress comes by another channel and may come late.
    controller = undefined;
    scan.setState({ phase: 'done', groups, scanned }, true);
  } catch (error) {
    if (!isCurrent()) return;
    controller = undefined;
    console.error(error);
    scan.setState({ phase: 'failed' }, true);
  }
}

export function cancelScan(): void {
  controller?.abort();
  scan.setState({ phase: 'cancelled' }, true);
}

export const readyOf = (documents: readonly SourceDocument[]) =>
  documents.filter(({ state }) => state.phase === 'ready');
