import type { SourceDocument } from '../../core';
import { Button } from '../parts/button';
import { Choice } from '../parts/choice';
import { countOf, formatCount } from '../parts/format';
import { navigate } from '../parts/route';
import { BulkActions } from './bulk-actions';
import type { StatusFilter } from './document-status';
import { LinkFolder } from './folders/link-folder';
import { FormatsHelp } from './formats-help';
import { ImportCaptions } from './import-captions';
import type { Selection } from './use-selection';
import type { ViewOptions } from './view-options';

interface Props {
  documents: readonly SourceDocument[];
  shown: readonly SourceDocument[];
  options: ViewOptions;
  selection: Selection;
  onOptions: (options: ViewOptions) => void;
}

export function LibraryToolbar({ documents, shown, options, selection, onOptions }: Props) {
  const counts = countPhases(documents);
  const filters: { id: StatusFilter; label: React.ReactNode }[] = [
    { id: 'all', label: <Counted word="All" count={documents.length} /> },
    { id: 'unfinished', label: <Counted word="In work" count={counts.waiting} /> },
    { id: 'ready', label: <Counted word="Ready" count={counts.ready} /> },
    { id: 'failed', label: <Counted word="Failed" count={counts.failed} /> },
  ];
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <input
          type="text"
          aria-label="Filter by name"
          placeholder="Filter by name"
          dir="auto"
          value={options.text}
          onChange={({ currentTarget }) => onOptions({ ...options, text: currentTarget.value })}
          className="h-9 min-w-48 grow rounded-md border border-control bg-raised px-3 text-sm placeholder:text-quiet sm:max-w-72"
        />
        <Choice
          label="Status"
          options={filters}
          value={options.status}
          onChange={(status) => onOptions({ ...options, status })}
        />
      </div>
      <div className="flex min-h-9 flex-wrap items-center gap-2 text-sm text-quiet">
        {selection.documents.length > 0 ? (
          <BulkActions selection={selection} />
        ) : (
          <>
            <span className="grow tabular-nums">{countOf(shown.length, 'document')}</span>
            <FormatsHelp />
            <LinkFolder look="quiet" />
            <ImportCaptions />
            <Button
              look="quiet"
              icon="like"
              onPress={() => navigate({ screen: 'library/duplicates', q: '' })}
            >
              Find duplicates
            </Button>
          </>
        )}
      </div>
    </div>
  );
}

function Counted({ word, count }: { word: string; count: number }) {
  return (
    <>
      {word}{' '}
      <span className="text-xs font-normal tabular-nums text-quiet">{formatCount(count)}</span>
    </>
  );
}

function countPhases(documents: readonly SourceDocument[]) {
  const counts = { waiting: 0, ready: 0, failed: 0 };
  for (const { state } of documents) counts[state.phase] += 1;
  return counts;
}
