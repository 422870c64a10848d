import { useState } from 'react';
import type { Lesson } from '../../../app';
import { isStorageFull } from '../../../core';
import { Button } from '../../parts/button';
import { useRummage } from '../../parts/rummage-context';

/** Names the adapter that was taught and puts it to use. */
export function KeepForm({ lesson: { adapter } }: { lesson: Lesson }) {
  const { teaching, adapters } = useRummage();
  const [name, setName] = useState('My adapter');
  const [isKeeping, setKeeping] = useState(false);
  const [failure, setFailure] = useState('');
  return (
    <form
      className="flex flex-wrap items-end gap-2"
      onSubmit={async (event) => {
        event.preventDefault();
        setKeeping(true);
        try {
          await adapters.keep(adapter, name);
          teaching.discard();
        } catch (error) {
          // What was learned stays here, to be kept later.
          setKeeping(false);
          setFailure(failureWords(error));
        }
      }}
    >
      <label className="flex flex-col gap-1 text-sm">
        Name of the adapter
        <input
          dir="auto"
          maxLength={120}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          className="h-10 w-64 max-w-full rounded-md border border-control bg-raised px-3 text-base"
        />
      </label>
      <Button look="primary" type="submit" isDisabled={isKeeping || name.trim() === ''}>
        Keep and use it
      </Button>
      <Button look="quiet" isDisabled={isKeeping} onPress={() => teaching.discard()}>
        Discard
      </Button>
      <p role="alert" className="w-full text-sm text-danger empty:hidden">
        {failure}
      </p>
    </form>
  );
}

function failureWords(error: unknown): string {
  if (isStorageFull(error)) {
    return 'The browser gives Rummage no more room. Remove documents from your library or free space on the disk, then keep it.';
  }
  console.error(error);
  return 'It could not be kept. Try it again.';
}
