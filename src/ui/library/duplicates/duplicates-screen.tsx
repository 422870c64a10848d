import { useEffect, useMemo } from 'react';
import { Button } from '../../parts/button';
import { Icon } from '../../parts/icon';
import { useAppState, useRummage } from '../../parts/rummage-context';
import { useStoredList } from '../../parts/stored-list';
import { dismissals, isDismissed } from './dismissed';
import { GroupList } from './group-list';
import { RemovalBar } from './removal-bar';
import { type ReviewGroup, reviewGroups } from './review-groups';
import { cancelScan, readyOf, type ScanState, startScan, useScan } from './scan';
import { ScanProgress } from './scan-progress';
import { Summary } from './summary';

/** Near-identical documents, to look over; nothing is removed before a person says so. */
export function DuplicatesScreen() {
  const rummage = useRummage();
  const scan = useScan();
  const libraryPhase = useAppState(({ library }) => library.phase);
  const isIdle = scan.phase === 'idle';
  const lookAgain = () => void startScan(rummage);

  useEffect(() => {
    if (isIdle && libraryPhase === 'ready') void startScan(rummage);
  }, [rummage, libraryPhase, isIdle]);

  return (
    <div className="mx-auto flex h-full max-w-6xl flex-col gap-3 px-3 pt-4 sm:px-5 sm:pt-6">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <a
          href="#/library"
          className="flex items-center gap-1 rounded-sm text-sm text-quiet hover:text-ink"
        >
          <Icon name="left" className="size-4" />
          Back to the library
        </a>
        <h1 className="grow text-lg font-semibold">Duplicates</h1>
        {scan.phase === 'done' && (
          <Button look="quiet" icon="retry" onPress={lookAgain}>
            Look again
          </Button>
        )}
      </div>
      <Content scan={scan} onLookAgain={lookAgain} />
    </div>
  );
}

function Content({ scan, onLookAgain }: { scan: ScanState; onLookAgain: () => void }) {
  if (scan.phase === 'running') {
    return <ScanProgress progress={scan.progress} onCancel={cancelScan} />;
  }
  if (scan.phase === 'done') return <Found {...scan} />;
  if (scan.phase === 'idle') return null;
  return (
    <Notice title={scan.phase === 'failed' ? 'The search broke off' : 'The search was cancelled'}>
      <p>Nothing was changed.</p>
      <Button icon="retry" onPress={onLookAgain}>
        Look again
      </Button>
    </Notice>
  );
}

function Found({ groups: found, scanned }: Extract<ScanState, { phase: 'done' }>) {
  const documents = useAppState(({ library }) => library.documents);
  const dismissed = useStoredList(dismissals);
  const all = useMemo(() => reviewGroups(found, documents), [found, documents]);
  const groups = useMemo(() => all.filter(isOpenGiven(dismissed)), [all, dismissed]);
  const addedCount = useMemo(
    () => readyOf(documents).filter(({ id }) => !scanned.has(id)).length,
    [documents, scanned],
  );
  return (
    <>
      <Summary {...{ groups, addedCount }} dismissedCount={all.length - groups.length} />
      {groups.length === 0 ? (
        <Notice title="No duplicates">
          <p>
            {all.length > 0
              ? 'All that were found you have looked over and dismissed.'
              : 'Every document of your library is unlike all others, and each was added under one name.'}
          </p>
        </Notice>
      ) : (
        <GroupList groups={groups} />
      )}
      <RemovalBar groups={groups} />
    </>
  );
}

const isOpenGiven = (dismissed: readonly string[][]) => (group: ReviewGroup) =>
  !isDismissed(group, dismissed);

function Notice({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div className="mx-auto flex max-w-lg flex-col items-center gap-3 py-16 text-center text-quiet">
      <p className="text-lg font-semibold text-ink">{title}</p>
      {children}
    </div>
  );
}
