import { formatBytes } from '../format';
import { useAppState, useRummage } from '../rummage-context';

/** While the app saves itself for offline use, how far it is. */
export function SavingNote() {
  const offline = useAppState((state) => state.offline);
  if (offline.phase !== 'saving') return null;
  return (
    <span className="truncate text-xs tabular-nums text-quiet max-sm:hidden">
      Saving for offline use: {savedWords(offline)}
    </span>
  );
}

export function savedWords({ savedBytes, totalBytes }: { savedBytes: number; totalBytes: number }) {
  return `${formatBytes(savedBytes)} of ${formatBytes(totalBytes)}`;
}

/**
 * Says that a new version is there; nothing changes before it is pressed. A phone has no room for it
 * beside work: it stands in the settings as well.
 */
export function UpdateOffer({ isRunning }: { isRunning: boolean }) {
  const rummage = useRummage();
  const hasUpdate = useAppState((state) => state.hasUpdate);
  return (
    <output
      className={`shrink-0 text-xs whitespace-nowrap text-quiet empty:absolute ${isRunning ? 'max-sm:hidden' : ''}`}
    >
      {hasUpdate && (
        <>
          <span className="max-sm:sr-only">A new version is ready. </span>
          <button
            type="button"
            className="text-accent underline underline-offset-2"
            aria-label="Reload to get the new version"
            onClick={() => rummage.offline.update()}
          >
            <span className="sm:hidden">New version</span>
            <span className="max-sm:hidden">Reload</span>
          </button>
        </>
      )}
    </output>
  );
}
