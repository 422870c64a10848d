import { useMemo, useRef } from 'react';
import { useMediaQuery } from '../../parts/hooks';
import { useWindowedBlocks } from '../../parts/use-windowed-blocks';
import { AlikeCard, alikeHeightPx } from './alike-card';
import { NamesCard, namesHeightPx } from './names-card';
import type { ReviewGroup } from './review-groups';

const gapPx = 12;

/** Draws the groups in view only: there may be hundreds. */
export function GroupList({ groups }: { groups: readonly ReviewGroup[] }) {
  const scroller = useRef<HTMLElement>(null);
  const isWide = useMediaQuery('(min-width: 640px)');
  const heights = useMemo(
    () => groups.map((group) => gapPx + heightOf(group, isWide)),
    [groups, isWide],
  );
  const { from, to, abovePx, belowPx } = useWindowedBlocks(scroller, heights);
  return (
    <section
      ref={scroller}
      aria-label="Groups of duplicates"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable by keyboard
      tabIndex={0}
      className="-mx-3 min-h-0 grow overflow-y-auto px-3 sm:-mx-5 sm:px-5"
    >
      <ul style={{ paddingTop: abovePx, paddingBottom: belowPx }}>
        {groups.slice(from, to).map((group, i) => (
          <li
            key={group.key}
            aria-posinset={from + i + 1}
            aria-setsize={groups.length}
            style={{ height: heights[from + i], paddingBottom: gapPx }}
          >
            {group.type === 'alike' ? (
              <AlikeCard group={group} isWide={isWide} />
            ) : (
              <NamesCard group={group} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function heightOf(group: ReviewGroup, isWide: boolean): number {
  return group.type === 'alike' ? alikeHeightPx(group, isWide) : namesHeightPx(group);
}
