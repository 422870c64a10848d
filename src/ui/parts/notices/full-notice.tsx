import { Button } from '../button';
import { countOf, formatBytes } from '../format';
import { useAppState, useRummage } from '../rummage-context';
import { NoticeBar } from './notice-bar';

/** The browser gives no more room. */
export function FullNotice() {
  const rummage = useRummage();
  const ingest = useAppState((state) => state.ingest);
  const refusalCount = useAppState(({ refusals }) => refusals.length);
  if (ingest.phase !== 'full') return null;
  const { waiting, neededBytes } = ingest;
  const files = countOf(waiting, 'file that waits', 'files that wait');
  return (
    <NoticeBar
      title="Storage is full"
      actions={<Button onPress={() => rummage.tryStorageAgain()}>Try again</Button>}
    >
      {neededBytes > 0 && `About ${formatBytes(neededBytes)} more are needed`}
      {neededBytes > 0 && waiting > 0 && ` for the ${files}`}
      {neededBytes > 0 && '. '}
      Remove documents in the Library or free space on this device. Indexing goes on by itself then,
      and what is in your library can be searched meanwhile.
      {refusalCount > 0 && ' Files that were refused are listed in the Library.'}
    </NoticeBar>
  );
}
