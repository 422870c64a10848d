import { Button, IconButton } from '../../parts/button';
import { countOf } from '../../parts/format';
import { Card, cardBorderPx, cardHeadPx } from './card';
import { dismiss } from './dismissed';
import { MemberRow, memberHeightPx } from './member-row';
import { chooseForRemoval, useRemovalChoice } from './removal-choice';
import type { AlikeGroup } from './review-groups';

export function alikeHeightPx({ documents }: AlikeGroup, isWide: boolean): number {
  return cardHeadPx + documents.length * memberHeightPx(isWide) + cardBorderPx;
}

/** Near-identical documents, with a tick for each that is to go. */
export function AlikeCard({ group, isWide }: { group: AlikeGroup; isWide: boolean }) {
  const chosen = useRemovalChoice();
  const ids = group.documents.map(({ id }) => id);
  const others = ids.slice(1);
  const isAllChosen = ids.every((id) => chosen.has(id));
  const isAsSuggested = !chosen.has(ids[0]!) && others.every((id) => chosen.has(id));
  const dismissGroup = () => {
    chooseForRemoval(ids, false);
    dismiss(group);
  };
  return (
    <Card
      title={titleOf(group)}
      remark={isAllChosen ? 'nothing of it would be left' : undefined}
      actions={
        <>
          <Button
            look="quiet"
            onPress={() => {
              chooseForRemoval(ids, false);
              if (!isAsSuggested) chooseForRemoval(others, true);
            }}
          >
            {isAsSuggested ? 'Keep all' : isWide ? 'Keep only the suggested' : 'Keep one'}
          </Button>
          {isWide ? (
            <Button look="quiet" onPress={dismissGroup}>
              Not duplicates
            </Button>
          ) : (
            <IconButton icon="close" label="Not duplicates" onPress={dismissGroup} />
          )}
        </>
      }
    >
      <ul>
        {group.documents.map((document, i) => (
          <MemberRow
            key={document.id}
            {...{ document, group, isWide }}
            position={i}
            isChosen={chosen.has(document.id)}
            onChoose={(isChosen) => chooseForRemoval([document.id], isChosen)}
          />
        ))}
      </ul>
    </Card>
  );
}

function titleOf({ by, documents }: AlikeGroup): string {
  const isPictures = documents.every(({ kind }) => kind === 'image');
  const what = by === 'text' ? 'Same text' : isPictures ? 'Same picture' : 'Same look';
  return `${what}, ${countOf(documents.length, 'file')}`;
}
