import type { FolderPhase, FolderView } from '../../../app';
import { countOf, formatCount, formatMoment } from '../../parts/format';

/** Those that want something of the person. */
export const isWarning = ({ phase }: FolderPhase): boolean =>
  ['asking', 'needs-permission', 'denied', 'missing', 'full', 'failed'].includes(phase);

export const isBusy = ({ phase }: FolderPhase): boolean =>
  phase === 'queued' || phase === 'looking' || phase === 'adding';

/** What a folder is at, in a sentence. */
export function folderWords(folder: FolderView): string {
  const { work } = folder;
  switch (work.phase) {
    case 'idle':
      return restWords(folder);
    case 'queued':
      return 'Waiting to be looked at';
    case 'looking':
      return `Looking: ${countOf(work.seen, 'file')} seen`;
    case 'adding':
      return `${changeWords(work)}: ${formatCount(work.done)} of ${formatCount(work.added + work.changed)} taken in`;
    case 'stopped':
      return 'Stopped. Look again to go on.';
    case 'asking':
      return `${formatCount(work.gone)} of its files ${work.gone === 1 ? 'is' : 'are'} gone. Their documents are kept until you say what becomes of them.`;
    case 'forgetting':
      return 'Being forgotten …';
    case 'needs-permission':
      return 'Needs your permission again. Its documents are kept.';
    case 'denied':
      return 'The browser was told not to let this page read it. Allow it in the site settings beside the address, then look again. Its documents are kept.';
    case 'missing':
      return 'It is not where it was: moved, renamed, or its drive is not connected. Its documents are kept. Look again once it is back.';
    case 'full':
      return "The browser's storage is full. Make room, then look again.";
    case 'failed':
      return 'It could not be looked at. Its documents are kept. Look again.';
  }
}

function restWords({ fileCount, lastLook }: FolderView): string {
  const files = fileCount === undefined ? [] : [countOf(fileCount, 'file')];
  const look = lastLook
    ? [`looked at ${formatMoment(lastLook.at)}`, changeWords(lastLook) || 'nothing had changed']
    : [];
  return [...files, ...look].join(' · ');
}

/** "12 new, 3 changed"; '' where there is nothing. */
function changeWords(changes: {
  added: number;
  changed: number;
  removed: number;
  moved?: number;
}): string {
  const { added, changed, moved = 0, removed } = changes;
  const parts: [number, string][] = [
    [added, 'new'],
    [changed, 'changed'],
    [moved, 'moved'],
    [removed, 'gone'],
  ];
  return parts
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${formatCount(count)} ${word}`)
    .join(', ');
}
