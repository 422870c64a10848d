import { useEffect, useRef, useState } from 'react';
import { Button } from '../parts/button';
import { ConfirmDialog } from '../parts/confirm-dialog';
import { Icon } from '../parts/icon';
import { useRummage } from '../parts/rummage-context';
import { PassphraseField } from './passphrase-field';

type Unlocking = { phase: 'asking' } | { phase: 'trying' } | { phase: 'failed'; message: string };

/** All there is to see of a library that is locked. */
export function UnlockScreen() {
  const { lock, eraseEverything } = useRummage();
  const [passphrase, setPassphrase] = useState('');
  const [unlocking, setUnlocking] = useState<Unlocking>({ phase: 'asking' });
  const [isErasing, setErasing] = useState(false);
  const field = useRef<HTMLInputElement>(null);

  useEffect(() => {
    // The browser would leave this page for a file that is dropped on it.
    const stay = (event: DragEvent) => event.preventDefault();
    window.addEventListener('dragover', stay);
    window.addEventListener('drop', stay);
    return () => {
      window.removeEventListener('dragover', stay);
      window.removeEventListener('drop', stay);
    };
  }, []);

  const unlock = async () => {
    setUnlocking({ phase: 'trying' });
    try {
      if (await lock.unlock(passphrase)) return;
      setUnlocking({ phase: 'failed', message: 'That is not the passphrase. Try again.' });
      field.current?.focus();
      field.current?.select();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      setUnlocking({ phase: 'failed', message: `The library could not be opened: ${reason}` });
    }
  };

  return (
    <main className="flex min-h-0 grow overflow-y-auto p-4">
      {/* Centred by its margins: what is higher than the page can be scrolled to. */}
      <div className="m-auto flex w-full max-w-sm flex-col gap-6">
        <h1 className="flex items-center gap-3 text-2xl font-semibold tracking-tight">
          <Icon name="lock" className="size-7 text-accent" />
          Rummage is locked
        </h1>
        <form
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            if (passphrase !== '' && unlocking.phase !== 'trying') void unlock();
          }}
        >
          <PassphraseField
            label="Passphrase"
            kind="current"
            isFirst
            field={field}
            value={passphrase}
            onChange={setPassphrase}
          />
          <Button
            look="primary"
            type="submit"
            isDisabled={passphrase === '' || unlocking.phase === 'trying'}
          >
            {unlocking.phase === 'trying' ? 'Unlocking …' : 'Unlock'}
          </Button>
          <p role="alert" className="min-h-5 text-sm text-danger">
            {unlocking.phase === 'failed' && unlocking.message}
          </p>
        </form>
        <details className="text-sm text-quiet">
          <summary className="cursor-pointer text-ink">Forgot it?</summary>
          <div className="flex flex-col items-start gap-3 pt-2">
            <p>
              Nobody can open the library without its passphrase, and there is no other way in. You
              can erase it and start again with your own files, which stay as they are.
            </p>
            <Button look="danger" icon="trash" onPress={() => setErasing(true)}>
              Erase and start again
            </Button>
          </div>
        </details>
        <ConfirmDialog
          title="Erase the locked library?"
          action="Erase the library"
          isOpen={isErasing}
          onClose={() => setErasing(false)}
          onConfirm={() => eraseEverything()}
        >
          All documents, searches and answers in it are removed from this browser, and so are
          settings, models that you brought and the lock. Your own files stay as they are. This
          cannot be undone.
        </ConfirmDialog>
      </div>
    </main>
  );
}
