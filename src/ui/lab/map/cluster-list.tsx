import type { NamedCluster } from '../../../app';
import { countOf } from '../../parts/format';

interface Props {
  clusters: readonly NamedCluster[];
  onChoose: (members: number[]) => void;
}

/** What lies together, in words: the map as a list. */
export function ClusterList({ clusters, onChoose }: Props) {
  return (
    <section aria-labelledby="groups" className="flex flex-col gap-2 text-sm">
      <h2 id="groups" className="text-base font-semibold">
        Groups
      </h2>
      <ol className="flex flex-col">
        {clusters.map(({ name, x, y, members }) => (
          <li key={`${x} ${y}`} className="border-t border-line first:border-t-0">
            <button
              type="button"
              onClick={() => onChoose(members)}
              className="flex w-full items-baseline justify-between gap-3 rounded-sm py-1 text-left hover:text-accent"
            >
              <span dir="auto" className="min-w-0 wrap-anywhere">
                {name || '…'}
              </span>
              <span className="shrink-0 text-xs text-quiet tabular-nums">
                {countOf(members.length, 'point')}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
