import type { Activity } from '../../app';
import type { SourceDocument } from '../../core';

export type Status = 'waiting' | 'reading' | 'embedding' | 'ready' | 'failed';

export const statusWords: Record<Status, string> = {
  waiting: 'Waiting',
  reading: 'Reading',
  embedding: 'Embedding',
  ready: 'Ready',
  failed: 'Failed',
};

/** The stored state, or what is being done with the document right now. */
export function statusOf({ state }: SourceDocument, activity: Activity | undefined): Status {
  const isIngested = state.phase === 'waiting' && activity && activity.phase !== 'tabulating';
  return isIngested ? activity.phase : state.phase;
}

export type StatusFilter = 'all' | 'unfinished' | 'ready' | 'failed';

export function passes(document: SourceDocument, filter: StatusFilter): boolean {
  if (filter === 'all') return true;
  const { phase } = document.state;
  return filter === 'unfinished' ? phase === 'waiting' : phase === filter;
}
