import { displayName, type SourceDocument } from '../../core';
import { IconButton } from '../parts/button';
import { useRummage } from '../parts/rummage-context';

/** Time the browser has to take the file before its address is revoked. */
const revokeAfterMs = 60_000;

/**
 * Saves the original. It is never opened as a page: an HTML or SVG file would run as part of
 * this app, which is why its type is not even told.
 */
export function DownloadButton({ document }: { document: SourceDocument }) {
  const rummage = useRummage();
  const download = async () => {
    const original = await rummage.original(document.id);
    if (!original) return;
    const blob = new Blob([original], { type: 'application/octet-stream' });
    const link = window.document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = displayName(document);
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), revokeAfterMs);
  };
  return <IconButton icon="download" label="Download original" onPress={download} />;
}
