import { displayName, distinctNames } from '../../../core';
import { Button } from '../../parts/button';
import { countOf, formatBytes, formatDate } from '../../parts/format';
import { Card, cardBorderPx, cardHeadPx } from './card';
import { dismiss } from './dismissed';
import type { NamesGroup } from './review-groups';

const nameHeightPx = 28;
const paddingPx = 16;
const maxNames = 8;

export function namesHeightPx({ document }: NamesGroup): number {
  const lines = Math.min(maxNames, distinctNames(document).length) + 1;
  return cardHeadPx + lines * nameHeightPx + paddingPx + cardBorderPx;
}

/** The same bytes under several names: they are kept once, so there is nothing to remove. */
export function NamesCard({ group }: { group: NamesGroup }) {
  const { byteSize } = group.document;
  const names = distinctNames(group.document);
  const hidden = names.length - maxNames;
  return (
    <Card
      title={`Same file under ${names.length} names`}
      actions={
        <Button
          look="quiet"
          aria-label={`Dismiss ${displayName(group.document)}`}
          onPress={() => dismiss(group)}
        >
          Dismiss
        </Button>
      }
    >
      <ul style={{ paddingBlock: paddingPx / 2 }} className="px-3 text-sm sm:px-4">
        {names.slice(0, maxNames).map(({ path, addedAt }) => (
          <li
            key={path}
            style={{ height: nameHeightPx }}
            className="flex items-center gap-3"
            title={path}
          >
            <bdi className="min-w-0 truncate">{path}</bdi>
            <span className="shrink-0 text-xs text-quiet">added {formatDate(addedAt)}</span>
          </li>
        ))}
        <li style={{ height: nameHeightPx }} className="flex items-center text-xs text-quiet">
          <span className="truncate">
            {hidden > 0 && `and ${countOf(hidden, 'more name', 'more names')}. `}
            Rummage keeps one copy of {formatBytes(byteSize)} for all of them.
          </span>
        </li>
      </ul>
    </Card>
  );
}
