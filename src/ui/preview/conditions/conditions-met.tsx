import type { Chunk, SourceDocument } from '../../../core';
import { useAppState } from '../../parts/rummage-context';
import { conditionsOf } from './conditions';
import { useRowConditions } from './use-row-conditions';

interface Props {
  document: SourceDocument;
  chunk: Chunk;
}

/** The conditions of the query that a hit meets, each with what meets it; nothing where it has none. */
export function ConditionsMet({ document, chunk }: Props) {
  const query = useAppState(({ search }) => (search.phase === 'idle' ? undefined : search.query));
  const filter = useAppState((state) => state.filter);
  const typed = query?.text ?? '';
  const chosen = query ? filter : {};
  const ofTable = useRowConditions(document.id, chunk, typed);
  const all = [...conditionsOf(typed, chosen, document, chunk), ...ofTable];
  if (all.length === 0) return null;
  return (
    <section aria-label="Conditions met" className="px-4 pb-3 text-xs text-quiet">
      <h3 className="pb-1 font-semibold">Conditions met</h3>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 tabular-nums">
        {all.map(([condition, metBy]) => (
          <div key={condition} className="contents">
            <dt dir="auto">{condition}</dt>
            <dd dir="auto" className="text-ink wrap-anywhere">
              {metBy}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
