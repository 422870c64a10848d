import { useEffect, useRef } from 'react';
import { Button } from '../../parts/button';
import { countOf, formatBytes } from '../../parts/format';
import { dismissals } from './dismissed';
import { chooseForRemoval, chooseNone, useRemovalChoice } from './removal-choice';
import { type AlikeGroup, freedBytes, type ReviewGroup } from './review-groups';

interface Props {
  groups: readonly ReviewGroup[];
  dismissedCount: number;
  /** Documents that came in since. */
  addedCount: number;
}

/** What was found in a line, and what concerns all groups. */
export function Summary({ groups, dismissedCount, addedCount }: Props) {
  const chosen = useRemovalChoice();
  const line = useRef<HTMLParagraphElement>(null);
  const count = groups.length;
  const counted = useRef(count);
  useEffect(() => {
    // A dismissed group takes the focus with it; this line says what is left.
    if (count < counted.current && document.activeElement === document.body) line.current?.focus();
    counted.current = count;
  }, [count]);

  const alike = groups.filter((group) => group.type === 'alike');
  const suggested = alike.flatMap(({ documents }) => documents.slice(1).map(({ id }) => id));
  const bytes = alike.reduce((sum, group) => sum + freedBytes(group), 0);
  return (
    <div className="flex flex-col gap-2 text-sm">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <p
          ref={line}
          tabIndex={-1}
          aria-live="polite"
          className="grow rounded-sm tabular-nums text-quiet"
        >
          {summaryWords(alike, groups.length - alike.length, suggested.length, bytes)}
        </p>
        {suggested.length > 0 && (
          <Button
            onPress={() => {
              chooseNone();
              chooseForRemoval(suggested, true);
            }}
          >
            Keep only the suggested ones
          </Button>
        )}
        {chosen.size > 0 && (
          <Button look="quiet" onPress={chooseNone}>
            Choose none
          </Button>
        )}
      </div>
      {addedCount > 0 && (
        <p className="text-warning">
          {countOf(addedCount, 'document')} came in since and {addedCount === 1 ? 'is' : 'are'} not
          compared yet.
        </p>
      )}
      {dismissedCount > 0 && (
        <p className="flex flex-wrap items-center gap-x-1 text-quiet">
          {countOf(dismissedCount, 'group')} dismissed.
          <Button look="quiet" onPress={() => dismissals.set([])}>
            Show dismissed
          </Button>
        </p>
      )}
    </div>
  );
}

function summaryWords(
  alike: readonly AlikeGroup[],
  namedCount: number,
  suggestedCount: number,
  bytes: number,
): string {
  const parts = [];
  if (alike.length > 0) {
    parts.push(
      `${countOf(alike.length, 'group')} of near-identical documents; ${countOf(suggestedCount, 'document')} of ${formatBytes(bytes)} could go`,
    );
  }
  if (namedCount > 0) parts.push(`${countOf(namedCount, 'file')} added under several names`);
  return parts.join(' · ');
}
