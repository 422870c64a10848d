import { useState } from 'react';
import { ProgressBar } from 'react-aria-components';
import { useStore } from 'zustand';
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
  const fault = useStore(lock.fault, ({ message }) => message);
  const [isChanged, setChanged] = useState(false);
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
      {(state.phase === 'sealing' || state.phase === 'opening') && (
        <Changing {...state} isStill={fault !== undefined} />
      )}
      {fault !== undefined && (
        <div className="flex flex-wrap items-center gap-3">
          <p role="alert" className="text-danger">
            The lock could not be changed to the end: {fault}
          </p>
          <Button onPress={() => void lock.finish()}>Go on</Button>
        </div>
      )}
      {state.phase === 'unlocked' && (
        <>
          <p className="text-ink">The library is encrypted, and unlocked in this tab.</p>
          <div className="flex flex-wrap gap-2">
            <Button look="primary" icon="lock" onPress={() => lock.lockNow()}>
              Lock now
            </Button>
            <Button
              onPress={() => {
                setChanged(false);
                setDialog('change');
              }}
            >
              Change the passphrase
            </Button>
            <Button onPress={() => setDialog('remove')}>Remove the lock</Button>
          </div>
          <p role="status" className="text-sm text-ink empty:hidden">
            {isChanged && 'The passphrase is changed.'}
          </p>
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
          <p className="text-sm">
            It stays unlocked while documents are indexed, a backup is written or restored, or an
            encoder is added.
          </p>
        </>
      )}
      {dialog && (
        <PassphraseDialog
          dialog={dialog}
          onClose={() => setDialog(undefined)}
          onDone={() => setChanged(dialog === 'change')}
        />
      )}
    </Section>
  );
}

interface ChangingProps {
  phase: 'sealing' | 'opening';
  done: number;
  total: number;
  /** It does not go on by itself. */
  isStill: boolean;
}

function Changing({ phase, done, total, isStill }: ChangingProps) {
  const what = phase === 'sealing' ? 'Encrypting' : 'Decrypting';
  return (
    <>
      {/* Counts are for the eye: said aloud they would not end. */}
      <p className="text-ink tabular-nums">
        <span role="status">{what} the library</span>: {formatCount(done)} of {formatCount(total)}{' '}
        records{isStill ? '.' : ' …'}
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
