import type { OfflineState } from '../../app';
import { Button } from '../parts/button';
import { formatBytes } from '../parts/format';
import { savedWords } from '../parts/offline/offline-notes';
import { useAppState, useRummage } from '../parts/rummage-context';
import { Section } from './section';

/** Whether the app works without network and server, and whether a newer one is there. */
export function OfflineSection() {
  const { offline: actions } = useRummage();
  const offline = useAppState((state) => state.offline);
  const hasUpdate = useAppState((state) => state.hasUpdate);
  const { short, long } = wordsOf(offline);
  return (
    <Section title="Offline and updates">
      <div className="flex flex-col gap-1">
        <p className="text-ink tabular-nums">{short}</p>
        <p className="text-sm">{long}</p>
      </div>
      {offline.phase === 'stopped' && (
        <div>
          <Button icon="retry" onPress={() => void actions.save()}>
            Try again
          </Button>
        </div>
      )}
      {hasUpdate ? (
        <div className="flex flex-wrap items-center gap-3">
          <p className="text-sm text-ink">A new version is ready. It is shown when you reload.</p>
          <Button icon="retry" onPress={() => actions.update()}>
            Reload
          </Button>
        </div>
      ) : (
        offline.phase !== 'unavailable' && (
          <p className="text-sm">
            New versions are fetched in the background and offered; nothing changes before you say
            so.
          </p>
        )
      )}
    </Section>
  );
}

const faultWords: Record<Extract<OfflineState, { phase: 'stopped' }>['reason'], string> = {
  unreachable: 'The server could not be reached. It goes on when the network is back.',
  broken: 'The server sent a file that differs from the one that was built. Reload the page.',
  full: 'The storage of this browser is full. Make room, then try again.',
  'no-answer': 'The part of the browser that saves it gave no answer.',
};

function wordsOf(offline: OfflineState): { short: string; long: string } {
  switch (offline.phase) {
    case 'waiting':
      return {
        short: 'Not yet saved for offline use.',
        long: 'That begins a few seconds after the app is ready to search.',
      };
    case 'saving':
      return {
        short: `Saving for offline use: ${offline.savedFiles} of ${offline.totalFiles} files, ${savedWords(offline)}.`,
        long: 'Search and adding files work meanwhile.',
      };
    case 'ready':
      return {
        short: `Works offline. ${formatBytes(offline.totalBytes)} are kept in this browser.`,
        long: 'The app, its encoder and all readers of files need neither network nor server. Many browsers can install it as a program of its own that opens files.',
      };
    case 'stopped':
      return { short: 'Not yet saved for offline use.', long: faultWords[offline.reason] };
    case 'unavailable':
      return {
        short: 'Does not work offline here.',
        long: `The app cannot keep itself in this browser: ${offline.reason}. An open tab goes on without a network; a new one needs the server. Private windows and plain http addresses often are the cause.`,
      };
  }
}
