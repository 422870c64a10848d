import { useMemo } from 'react';
import { displayName, type SourceDocument } from '../../../core';
import { Facts } from '../../parts/facts';
import { mediaTypes } from '../../parts/format';
import { useLoaded, useObjectUrl } from '../../parts/hooks';
import { useRummage } from '../../parts/rummage-context';

/** The original, large and whole, with what is known of it. */
export function PreviewPicture({ document }: { document: SourceDocument }) {
  const rummage = useRummage();
  const { value: original, pending } = useLoaded(() => rummage.original(document.id), document.id);
  const { format } = document;
  // The type is told by the content: an SVG without one would not be drawn.
  const typed = useMemo(
    () => original && new Blob([original], { type: mediaTypes[format] }),
    [original, format],
  );
  const url = useObjectUrl(typed);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable by keyboard
    <section aria-label="Picture" tabIndex={0} className="h-full overflow-y-auto">
      <div className="flex min-h-64 items-center justify-center bg-sunken p-4">
        {url && <img src={url} alt={displayName(document)} className="max-h-[70vh] max-w-full" />}
        {!pending && !original && <p className="text-quiet">The original is no longer stored.</p>}
      </div>
      <div className="p-4">
        <Facts document={document} />
      </div>
    </section>
  );
}
