import { useState } from 'react';
import { Button } from '../parts/button';
import { DialogFrame } from '../parts/confirm-dialog';
import { useRummage } from '../parts/rummage-context';
import { PassphraseField } from './passphrase-field';
import { minPassphraseLength, strengthWords } from './strength';

export type LockDialog = 'set' | 'change' | 'remove';

const words: Record<LockDialog, { title: string; action: string; text: string }> = {
  set: {
    title: 'Lock the library with a passphrase',
    action: 'Set the lock',
    text: 'All that Rummage keeps of your documents is encrypted in this browser. There is no way back in without the passphrase: nobody can recover it, so write it down and keep your own files.',
  },
  change: {
    title: 'Change the passphrase',
    action: 'Change it',
    text: 'The former passphrase no longer opens the library then. In copies that were made of this browser’s files before, it still does.',
  },
  remove: {
    title: 'Remove the lock',
    action: 'Remove the lock',
    text: 'The library is decrypted and kept as it was before: whoever can read this browser’s files can read it.',
  },
};

interface Props {
  dialog: LockDialog;
  onClose: () => void;
  /** It is done, and the dialog about to close. */
  onDone: () => void;
}

/** Asks for what setting, changing or removing the lock takes. */
export function PassphraseDialog({ dialog, onClose, onDone }: Props) {
  const { lock } = useRummage();
  const [former, setFormer] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [isWorking, setWorking] = useState(false);
  const [fault, setFault] = useState('');
  const { title, action, text } = words[dialog];
  const asksFormer = dialog !== 'set';
  const asksNext = dialog !== 'remove';

  const run = async (): Promise<boolean> => {
    if (dialog === 'change') return lock.change(former, next);
    if (dialog === 'remove') return lock.remove(former);
    await lock.set(next);
    return true;
  };
  const submit = async () => {
    const mistake = asksNext ? mistakeIn(next, again) : undefined;
    if (mistake) return setFault(mistake);
    setWorking(true);
    try {
      if (await run()) {
        onDone();
        return onClose();
      }
      setFault('That is not the present passphrase.');
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
    }
    setWorking(false);
  };

  return (
    <DialogFrame title={title} isOpen onClose={onClose}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isWorking) void submit();
        }}
      >
        <p className="text-sm text-quiet">{text}</p>
        {asksFormer && (
          <PassphraseField
            label="Present passphrase"
            kind="current"
            isFirst
            value={former}
            onChange={setFormer}
          />
        )}
        {asksNext && (
          <>
            <PassphraseField
              label="New passphrase"
              kind="new"
              isFirst={!asksFormer}
              hint={strengthWords(next)}
              value={next}
              onChange={setNext}
            />
            <PassphraseField
              label="New passphrase, once more"
              kind="new"
              value={again}
              onChange={setAgain}
            />
          </>
        )}
        <p role="alert" className="text-sm text-danger">
          {fault}
        </p>
        <div className="flex flex-wrap justify-end gap-2">
          <Button onPress={onClose}>Cancel</Button>
          <Button look="primary" type="submit" isDisabled={isWorking}>
            {isWorking ? 'One moment …' : action}
          </Button>
        </div>
      </form>
    </DialogFrame>
  );
}

function mistakeIn(next: string, again: string): string | undefined {
  if ([...next].length < minPassphraseLength) return strengthWords(next || ' ');
  return next === again ? undefined : 'The two passphrases are not the same.';
}
