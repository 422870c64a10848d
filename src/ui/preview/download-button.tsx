import { displayName, type SourceDocument } from '../../core';
import { IconButton } from '../parts/button';
import { useRummage } from '../parts/rummage-context';
import { saveBlob } from '../parts/save-file';

/**
 * Saves the original. It is never opened as a page: an HTML or SVG file would run as part of
 * this app, which is why its type is not even told.
 */
export function DownloadButton({ document }: { document: SourceDocument }) {
  const rummage = useRummage();
  const download = async () => {
    const original = await rummage.original(document.id);
    if (!original) return;
    saveBlob(new Blob([original], { type: 'application/octet-stream' }), displayName(document));
  };
  return <IconButton icon="download" label="Download original" onPress={download} />;
}
