import { memo, useState } from 'react';
import type { Activity } from '../../app';
import { type DocumentId, displayName, distinctNames, type SourceDocument } from '../../core';
import { IconButton } from '../parts/button';
import { formatBytes, formatCount, formatDate, kindWords } from '../parts/format';
import { Icon } from '../parts/icon';
import { useAppState, useRummage } from '../parts/rummage-context';
import { Thumbnail } from '../parts/thumbnail';
import { type Status, statusOf, statusWords } from './document-status';
import { RemoveDialog } from './remove-dialog';

export const rowHeightPx = 60;

interface Props {
  document: SourceDocument;
  /** Counted from 0. */
  index: number;
  isOpen: boolean;
  isSelected: boolean;
  onSelect: (id: DocumentId, extend: boolean) => void;
  onToggle: (id: DocumentId) => void;
}

/** Drawn again only when it changes: scrolling moves many of them at a time. */
export const DocumentRow = memo(function DocumentRow(props: Props) {
  const { document, index, isOpen, isSelected, onSelect, onToggle } = props;
  const activity = useAppState(({ library }) => library.activities.get(document.id));
  const name = displayName(document);
  const key = document.kind === 'image' || document.kind === 'pdf' ? `${document.id}/0` : undefined;
  return (
    <tr
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      style={{ height: rowHeightPx }}
      className={`group ${isSelected ? 'bg-accent-wash' : 'hover:bg-raised'} [&>td]:border-b [&>td]:border-line`}
    >
      <td className="pl-3 sm:pl-5">
        <input
          type="checkbox"
          aria-label={`Choose ${name}`}
          checked={isSelected}
          onChange={({ nativeEvent }) =>
            onSelect(document.id, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
          }
          className="size-4 align-middle"
        />
      </td>
      <td className="pr-3">
        <div className="flex items-center gap-3">
          <Thumbnail
            thumbnailKey={document.state.phase === 'ready' ? key : undefined}
            document={document}
            className="size-11 shrink-0 rounded-md max-sm:hidden"
          />
          <div className="min-w-0">
            <button
              type="button"
              aria-expanded={isOpen}
              className="flex max-w-full items-center gap-1 rounded-sm font-medium"
              title={name}
              onClick={() => onToggle(document.id)}
            >
              <span dir="auto" className="truncate">
                {name}
              </span>
              <Icon name={isOpen ? 'up' : 'down'} className="size-3.5 text-quiet" />
            </button>
            <Remark document={document} />
          </div>
        </div>
      </td>
      <td className="text-quiet max-md:hidden">{kindWords[document.kind]}</td>
      <td className="text-quiet tabular-nums max-md:hidden">{formatBytes(document.byteSize)}</td>
      <td className="text-quiet tabular-nums max-lg:hidden">{formatDate(document.addedAt)}</td>
      <td>
        <StatusCell status={statusOf(document, activity)} activity={activity} />
      </td>
      <td className="pr-1 sm:pr-3">
        <RowActions document={document} name={name} />
      </td>
    </tr>
  );
});

/** The one thing most worth saying under a name. */
function Remark({ document }: { document: SourceDocument }) {
  const { state } = document;
  if (state.phase === 'failed') {
    const { message, hint } = state.issue;
    return (
      <p className="truncate text-xs text-danger" title={`${message} ${hint}`}>
        {message} <span className="text-quiet">{hint}</span>
      </p>
    );
  }
  const [warning] = state.phase === 'ready' ? state.warnings : [];
  if (warning) {
    return (
      <p className="truncate text-xs text-warning" title={warning.message}>
        {warning.message}
      </p>
    );
  }
  const [first, ...others] = distinctNames(document);
  const also = others.map(({ path }) => path).join(', ');
  const words = also ? `also as ${also}` : first && first.path !== first.name ? first.path : '';
  return words ? <p className="truncate text-xs text-quiet">{words}</p> : null;
}

const statusLooks: Record<Status, string> = {
  waiting: 'text-quiet',
  reading: 'text-accent',
  embedding: 'text-accent',
  ready: 'text-ink',
  failed: 'font-semibold text-danger',
};

function StatusCell({ status, activity }: { status: Status; activity: Activity | undefined }) {
  return (
    <>
      <span className={statusLooks[status]}>{statusWords[status]}</span>
      {activity && activity.total > 1 && (
        <span className="block text-xs tabular-nums text-quiet">
          {formatCount(activity.done)} of {formatCount(activity.total)}
          {activity.phase === 'tabulating' && ' rows'}
        </span>
      )}
    </>
  );
}

/** Each button has a place of its own: a state that changes under the pointer changes no press. */
function RowActions({ document, name }: { document: SourceDocument; name: string }) {
  const rummage = useRummage();
  const [isAsking, setAsking] = useState(false);
  const { id, state } = document;
  return (
    <div className="flex justify-end">
      {state.phase === 'failed' && (
        <IconButton
          icon="retry"
          label={`Retry ${name}`}
          onPress={() => void rummage.retryDocuments([id])}
        />
      )}
      {/* A phone has no room for it; there Remove does the same, and asks. */}
      <div className="size-9 max-sm:hidden">
        {state.phase === 'waiting' && (
          <IconButton
            icon="close"
            label={`Cancel ${name}`}
            onPress={() => void rummage.cancelDocuments([id])}
          />
        )}
      </div>
      <IconButton icon="trash" label={`Remove ${name}`} onPress={() => setAsking(true)} />
      {isAsking && <RemoveDialog documents={[document]} isOpen onClose={() => setAsking(false)} />}
    </div>
  );
}
