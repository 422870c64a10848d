import { useEffect, useRef, useState } from 'react';
import { type Chunk, displayName, type SourceDocument } from '../../core';
import { Button } from '../parts/button';
import { useLoaded } from '../parts/hooks';
import { useRummage } from '../parts/rummage-context';
import { Thumbnail } from '../parts/thumbnail';

/** Passages shown around the hit, and added by each "Show more". */
const around = 15;

interface Props {
  document: SourceDocument;
  chunk: Chunk;
}

/**
 * The text as its passages, around the hit. The original is not shown: an HTML file would be
 * a page of its own, with scripts.
 */
export function PreviewText({ document, chunk: hit }: Props) {
  const { ordinal } = hit;
  const [shown, setShown] = useState({ before: around, after: around });
  const count = document.state.phase === 'ready' ? document.state.chunkCount : ordinal + 1;
  const from = Math.max(0, ordinal - shown.before);
  const to = Math.min(count, ordinal + shown.after);
  const passages = usePassages(document, from, to) ?? [hit];
  const marked = useRef<HTMLDivElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each hit, when it is drawn
  useEffect(() => {
    marked.current?.scrollIntoView({ block: 'center' });
  }, [ordinal, passages.length > 1]);

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable by keyboard
    <section aria-label="Text" tabIndex={0} className="h-full overflow-y-auto px-4 py-6">
      <div className="mx-auto flex max-w-[70ch] flex-col gap-1">
        {from > 0 && (
          <Button look="quiet" onPress={() => setShown({ ...shown, before: shown.before + 50 })}>
            Show earlier
          </Button>
        )}
        {passages.map((passage, i) => (
          <div
            key={passage.ordinal}
            ref={passage.ordinal === ordinal ? marked : undefined}
            dir="auto"
            aria-current={passage.ordinal === ordinal || undefined}
            className="border-s-2 border-transparent px-3 py-1 aria-[current]:border-accent aria-[current]:bg-accent-wash"
          >
            {passage.heading && passage.heading !== passages[i - 1]?.heading && (
              <h3 className="pt-3 font-semibold">{passage.heading}</h3>
            )}
            {passage.kind === 'figure' ? (
              <Thumbnail
                thumbnailKey={passage.thumbnail}
                document={document}
                alt={`Picture in ${displayName(document)}`}
                className="max-h-80 min-h-24 rounded-md"
              />
            ) : (
              <p className="whitespace-pre-line wrap-anywhere">{passage.text}</p>
            )}
          </div>
        ))}
        {to < count && (
          <Button look="quiet" onPress={() => setShown({ ...shown, after: shown.after + 50 })}>
            Show later
          </Button>
        )}
      </div>
    </section>
  );
}

/** While more is read, what is there stays. */
function usePassages(document: SourceDocument, from: number, to: number): Chunk[] | undefined {
  const rummage = useRummage();
  const last = useRef<Chunk[]>(undefined);
  const { value } = useLoaded(
    () => rummage.chunks(document.id, from, to),
    `${document.id} ${from} ${to}`,
  );
  useEffect(() => {
    if (value) last.current = value;
  }, [value]);
  return value ?? last.current;
}
