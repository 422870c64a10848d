import type { DocumentKind } from '../../core';
import { Choice } from '../parts/choice';
import { formatCount, kindPlurals } from '../parts/format';
import { Icon } from '../parts/icon';
import { navigate, type Route } from '../parts/route';
import { useAppState } from '../parts/rummage-context';
import { Filters } from './filters';
import type { View } from './hit-body';

type KindChoice = DocumentKind | 'all';

const kindOptions: { id: KindChoice; label: string }[] = [
  { id: 'all', label: 'All' },
  { id: 'image', label: kindPlurals.image },
  { id: 'pdf', label: kindPlurals.pdf },
  { id: 'table', label: kindPlurals.table },
  { id: 'text', label: kindPlurals.text },
];

const viewOptions: { id: View; label: React.ReactNode; name: string }[] = [
  { id: 'grid', label: <Icon name="grid" />, name: 'Grid' },
  { id: 'list', label: <Icon name="list" />, name: 'List' },
];

interface Props {
  route: Route;
  view: View;
  onView: (view: View) => void;
}

export function Toolbar({ route, view, onView }: Props) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <Choice
        label="Kind"
        options={kindOptions}
        value={route.kind ?? 'all'}
        onChange={(kind) => navigate({ ...route, kind: kind === 'all' ? undefined : kind })}
      />
      <Filters route={route} />
      <div className="flex grow items-center justify-end gap-3">
        <Effort />
        <Choice label="View" options={viewOptions} value={view} onChange={onView} />
      </div>
    </div>
  );
}

/** How much was searched, and how long it took. */
function Effort() {
  const search = useAppState((state) => state.search);
  if (search.phase !== 'done') return null;
  const { result, embedMs } = search;
  const ms = Math.max(1, Math.round(embedMs + result.rankMs));
  return (
    <span className="text-xs tabular-nums text-quiet">
      searched {formatCount(result.searched)} in {formatCount(ms)} ms
    </span>
  );
}
