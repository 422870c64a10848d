import { type ReactNode, useEffect, useLayoutEffect, useState } from 'react';
import type { Rummage } from '../../app';
import { Notices } from '../parts/notices';
import { keepAddressesPrivate } from '../parts/route';
import { useAppState, useRummage } from '../parts/rummage-context';
import { keepListsIn, keepListsPlain, readListAgain } from '../parts/stored-list';
import { UnlockScreen } from './unlock-screen';

type Lists = 'plain' | 'sealed';

/** Shows what it holds once the library is open: with a lock, after the passphrase. */
export function LockGate({ children }: { children: ReactNode }) {
  const rummage = useRummage();
  const phase = useAppState(({ lock }) => lock.phase);
  const hasTrouble = useAppState(({ trouble }) => trouble.phase !== 'none');
  const lists = useLists(rummage, phase);
  // A screen that is shown writes its address at once.
  useLayoutEffect(() => {
    if (phase !== 'unknown') keepAddressesPrivate(phase !== 'none');
  }, [phase]);
  const isLocked = phase === 'locked';
  if (!isLocked && phase !== 'unknown' && lists) return children;
  // A blank page for a moment says less than one that shows what is not unlocked yet; one that
  // does not open at all has to say why.
  return (
    <div className="flex h-dvh flex-col">
      {hasTrouble && <Notices />}
      {isLocked && <UnlockScreen />}
    </div>
  );
}

/** Keeps remembered lists where the lock wants them; undefined while they are on their way. */
function useLists(rummage: Rummage, phase: string): Lists | undefined {
  const { lock } = rummage;
  const [lists, setLists] = useState<Lists | undefined>(lock.wasLocked ? undefined : 'plain');
  const isSealed = phase === 'unlocked' || phase === 'sealing' || phase === 'opening';
  const wanted: Lists | undefined = isSealed ? 'sealed' : phase === 'none' ? 'plain' : undefined;
  useEffect(() => {
    if (!wanted || wanted === lists) return;
    const keeper = {
      load: (name: string) => lock.loadList(name),
      save: (name: string, items: readonly unknown[]) => lock.saveList(name, items),
    };
    lock.watchLists((name) => void readListAgain(name).catch(console.error));
    const moving = wanted === 'sealed' ? keepListsIn(keeper) : keepListsPlain(keeper);
    // Without a list one can go on; without the page one cannot.
    void moving
      .then(() => lock.listsSettled())
      .catch(console.error)
      .finally(() => setLists(wanted));
  }, [lock, wanted, lists]);
  return lists;
}
