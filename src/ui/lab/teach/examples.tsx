import type { MeasuredPair } from '../../../app';
import { displayName } from '../../../core';
import { hitKey } from '../../parts/route';
import { useAppState } from '../../parts/rummage-context';
import { Thumbnail } from '../../parts/thumbnail';

const listed = 6;

/** Pairs held out whose picture moved most, up and down. */
export function Examples({ measured }: { measured: readonly MeasuredPair[] }) {
  const gain = ({ before, after }: MeasuredPair) => before - after;
  const byGain = measured.toSorted((a, b) => gain(b) - gain(a));
  const better = byGain.filter((pair) => gain(pair) > 0).slice(0, listed);
  const worse = byGain.filter((pair) => gain(pair) < 0).reverse();
  return (
    <div className="grid items-start gap-6 sm:grid-cols-2">
      <ExampleList title="Got better" pairs={better} none="No picture moved up." />
      <ExampleList title="Got worse" pairs={worse.slice(0, listed)} none="No picture moved down." />
    </div>
  );
}

interface ListProps {
  title: string;
  pairs: readonly MeasuredPair[];
  none: string;
}

function ExampleList({ title, pairs, none }: ListProps) {
  const documents = useAppState(({ library }) => library.documents);
  return (
    <section aria-label={title} className="flex flex-col gap-2 text-sm">
      <h2 className="text-base font-semibold">{title}</h2>
      {pairs.length === 0 && <p className="text-quiet">{none}</p>}
      <ul className="flex flex-col gap-2">
        {pairs.map(({ documentId, ordinal, caption, before, after }) => {
          const document = documents.find(({ id }) => id === documentId);
          if (!document) return null;
          const key = hitKey(documentId, ordinal);
          return (
            <li key={`${key} ${caption}`} className="flex items-center gap-3">
              <Thumbnail
                thumbnailKey={key}
                document={document}
                className="size-10 shrink-0 rounded-md"
              />
              <div className="min-w-0">
                <p dir="auto" className="truncate font-medium" title={caption}>
                  {caption}
                </p>
                <p className="truncate text-quiet tabular-nums">
                  {displayName(document)}: place {before}, now {after}
                </p>
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
