import { formatBytes } from '../format';
import { useAppState, useRummage } from '../rummage-context';

/** While the app saves itself for offline use, how far it is. */
export function SavingNote() {
  const offline = useAppState((state) => state.offline);
  if (offline.phase !== 'saving') return null;
  return (
    <span className="text-xs tabular-nums text-quiet max-sm:hidden">
      Saving for offline use: {savedWords(offline)}
    </span>
  );
}

export function savedWords({ savedBytes, totalBytes }: { savedBytes: number; totalBytes: number }) {
  return `${formatBytes(savedBytes)} of ${formatBytes(totalBytes)}`;
}

/** Says that a new version is there; nothing changes before it is pressed. */
export function UpdateOffer() {
  const rummage = useRummage();
  const hasUpdate = useAppState((state) => state.hasUpdate);
  return (
    <output className="text-xs text-quiet empty:absolute">
      {hasUpdate && (
        <>
          <span className="max-sm:sr-only">A new version is ready. </span>
          <button
            type="button"
            className="text-accent underline underline-offset-2"
            onClick={() => rummage.offline.update()}
          >
            <span className="sm:hidden">New version: reload</span>
            <span className="max-sm:hidden">Reload</span>
          </button>
        </>
      )}
    </output>
  );
}
