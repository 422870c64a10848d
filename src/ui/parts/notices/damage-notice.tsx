import { useState } from 'react';
import type { LibraryDamage } from '../../../core';
import { type DocumentId, displayName } from '../../../core';
import { Button } from '../button';
import { countOf, sentence } from '../format';
import { useAppState, useRummage } from '../rummage-context';
import { NoticeBar } from './notice-bar';

/** Named at most; of more, how many there are. */
const maxNamed = 50;

/** Parts of the stored library are missing or broken. */
export function DamageNotice({ damage }: { damage: LibraryDamage }) {
  const { safety } = useRummage();
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState('');
  const { rebuildable, lost, withoutOriginal } = damage;
  const broken = rebuildable.length + lost.length;
  if (broken === 0) {
    return (
      <NoticeBar
        title={`The stored ${withoutOriginal.length === 1 ? 'copy' : 'copies'} of ${countOf(withoutOriginal.length, 'file')} ${withoutOriginal.length === 1 ? 'is' : 'are'} gone`}
        actions={<Button onPress={() => safety.dismiss()}>Not now</Button>}
      >
        They are found as before, but cannot be opened or read again. Add the files again to bring
        the copies back.
        <Names title="Which files" ids={withoutOriginal} />
      </NoticeBar>
    );
  }
  const rebuild = async () => {
    setBusy(true);
    setFault('');
    try {
      await safety.rebuild();
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
    }
    setBusy(false);
  };
  return (
    <NoticeBar
      title={`The index of ${countOf(broken, 'document')} is damaged`}
      actions={
        <>
          <Button look="primary" isDisabled={isBusy} onPress={() => void rebuild()}>
            {rebuildable.length > 0 ? 'Rebuild from the stored originals' : 'Mark as failed'}
          </Button>
          <Button isDisabled={isBusy} onPress={() => safety.dismiss()}>
            Not now
          </Button>
        </>
      }
    >
      Searches may miss what is in {broken === 1 ? 'it' : 'them'}.
      {rebuildable.length > 0 &&
        ` ${countOf(rebuildable.length, 'document')} can be read again from the stored originals; nothing of yours is lost.`}
      {lost.length > 0 &&
        ` Of ${countOf(lost.length, 'document')} the stored copy is gone as well: add the files again.`}
      <span role="status" className="font-medium text-danger">
        {fault && ` It could not be rebuilt: ${sentence(fault)} Reload the page, then try again.`}
      </span>
      <Names title="Which documents" ids={rebuildable} />
      <Names title="Which are to be added again" ids={lost} />
      <Names title="Stored copies that are gone" ids={withoutOriginal} />
    </NoticeBar>
  );
}

function Names({ title, ids }: { title: string; ids: readonly DocumentId[] }) {
  const documents = useAppState(({ library }) => library.documents);
  if (ids.length === 0) return null;
  const wanted = new Set(ids);
  const named = documents.filter(({ id }) => wanted.has(id)).slice(0, maxNamed);
  return (
    <details>
      <summary className="w-fit cursor-pointer">{title}</summary>
      <ul className="list-disc ps-5">
        {named.map((document) => (
          <li key={document.id}>
            <bdi>{displayName(document)}</bdi>
          </li>
        ))}
        {ids.length > named.length && <li>and {ids.length - named.length} more</li>}
      </ul>
    </details>
  );
}
