import type { AppState } from '../state';

type Working = Pick<AppState, 'ingest' | 'backup' | 'bringing' | 'move' | 'teach'>;

/** Whether there is work that a lock would break off, and that somebody waits for. */
export function isBusy({ ingest, backup, bringing, move, teach }: Working): boolean {
  return (
    (ingest.phase === 'running' && !ingest.paused) ||
    backup.phase === 'running' ||
    bringing.phase === 'copying' ||
    bringing.phase === 'measuring' ||
    (move.phase === 'running' && !move.isPaused) ||
    teach.phase === 'reading' ||
    teach.phase === 'teaching'
  );
}
