import { Button } from '../button';
import { useAppState } from '../rummage-context';
import { DamageNotice } from './damage-notice';
import { FullNotice } from './full-notice';
import { NoticeBar } from './notice-bar';
import { UnreadableNotice } from './unreadable-notice';

/** What is wrong with the stored library, above every screen; nothing while all is well. */
export function Notices() {
  return (
    <>
      <TroubleNotice />
      <FullNotice />
    </>
  );
}

function TroubleNotice() {
  const trouble = useAppState((state) => state.trouble);
  switch (trouble.phase) {
    case 'none':
      return null;
    case 'damaged':
      return <DamageNotice damage={trouble.damage} />;
    case 'unreadable':
      return <UnreadableNotice />;
    case 'blocked':
      return (
        <NoticeBar title="Close other Rummage tabs">
          One of them runs an older version and keeps the library open. This tab goes on as soon as
          it is closed or reloaded.
        </NoticeBar>
      );
    case 'outdated':
      return (
        <NoticeBar
          title="A newer Rummage is open in another tab"
          actions={
            <Button look="primary" onPress={() => location.reload()}>
              Reload this tab
            </Button>
          }
        >
          Reload this one to go on. Nothing is lost: your library is kept, and what was waiting is
          read in the other tab. Until then nothing can be added or changed here.
        </NoticeBar>
      );
    case 'newer':
      return (
        <NoticeBar
          title="This library was written by a newer Rummage"
          actions={<Button onPress={() => location.reload()}>Reload</Button>}
        >
          The version in this tab cannot read it. Reload to get the newer one; the library stays as
          it is meanwhile.
        </NoticeBar>
      );
  }
}
