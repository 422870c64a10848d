import { useState } from 'react';
import { ProgressBar } from 'react-aria-components';
import { type LockAfter, lockAfterChoices } from '../../app';
import { type LockDialog, PassphraseDialog } from '../lock/passphrase-dialogs';
import { Button } from '../parts/button';
import { formatCount } from '../parts/format';
import { RadioChoice } from '../parts/radio-choice';
import { useAppState, useRummage } from '../parts/rummage-context';
import { Section } from './section';

const wordsOf = (minutes: LockAfter) => {
  if (minutes === 0) return 'Never by itself';
  return minutes === 60 ? 'After an hour' : `After ${minutes} minutes`;
};

const idleOptions = lockAfterChoices.map((minutes) => ({
  value: String(minutes),
  label: wordsOf(minutes),
}));

/** The library sealed with a passphrase. */
export function LockSection() {
  const { lock } = useRummage();
  const state = useAppState((app) => app.lock);
  const [dialog, setDialog] = useState<LockDialog>();
  const [minutes, setMinutes] = useState(() => lock.lockAfter());
  return (
    <Section title="Lock">
      {state.phase === 'none' && (
        <>
          <p>
            With a lock, documents, searches and answers are encrypted on this computer, and opened
            with a passphrase whenever Rummage starts. Without it, whoever can read this browser’s
            files can read them.
          </p>
          <div>
            <Button icon="lock" onPress={() => setDialog('set')}>
              Set a passphrase
            </Button>
          </div>
        </>
      )}
      {(state.phase === 'sealing' || state.phase === 'opening') && <Changing {...state} />}
      {state.phase === 'unlocked' && (
        <>
          <p className="text-ink">The library is encrypted, and unlocked in this tab.</p>
          <div className="flex flex-wrap gap-2">
            <Button look="primary" icon="lock" onPress={() => lock.lockNow()}>
              Lock now
            </Button>
            <Button onPress={() => setDialog('change')}>Change the passphrase</Button>
            <Button onPress={() => setDialog('remove')}>Remove the lock</Button>
          </div>
          <RadioChoice
            label="Lock when nobody uses it"
            options={idleOptions}
            value={String(minutes)}
            onChange={(value) => {
              const next = Number(value) as LockAfter;
              setMinutes(next);
              lock.setLockAfter(next);
            }}
          />
          <p className="text-sm">While documents are being indexed it stays unlocked.</p>
        </>
      )}
      {dialog && <PassphraseDialog dialog={dialog} onClose={() => setDialog(undefined)} />}
    </Section>
  );
}

interface ChangingProps {
  phase: 'sealing' | 'opening';
  done: number;
  total: number;
}

function Changing({ phase, done, total }: ChangingProps) {
  const what = phase === 'sealing' ? 'Encrypting' : 'Decrypting';
  return (
    <>
      <p role="status" className="text-ink tabular-nums">
        {what} the library: {formatCount(done)} of {formatCount(total)} records …
      </p>
      <ProgressBar aria-label={`${what} the library`} value={done} maxValue={Math.max(1, total)}>
        {({ percentage }) => (
          <span className="block h-1 overflow-hidden rounded-full bg-line">
            <span
              className="block h-full rounded-full bg-accent"
              style={{ width: `${percentage}%` }}
            />
          </span>
        )}
      </ProgressBar>
      <p className="text-sm">
        You can go on searching. Should the tab be closed, this goes on after the next start.
      </p>
    </>
  );
}
