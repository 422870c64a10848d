import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import type { AdapterSummary } from '../../../app';
import { Button, IconButton } from '../../parts/button';
import { ConfirmDialog } from '../../parts/confirm-dialog';
import { countOf, formatDate } from '../../parts/format';
import { RadioChoice } from '../../parts/radio-choice';
import { RenameDialog } from '../../parts/rename-dialog';
import { useAppState, useRummage } from '../../parts/rummage-context';
import { saveBlob } from '../../parts/save-file';

const nobody = '';

/** The adapters that are kept: which is on, and what else can be done with them. */
export function AdapterList() {
  const rummage = useRummage();
  const adapters = useAppState((state) => state.adapters);
  const [isChanging, setChanging] = useState(false);
  const [fault, setFault] = useState('');
  const [dialog, setDialog] = useState<{ kind: 'rename' | 'remove'; name: string }>();
  const on = adapters.find(({ isOn, isUsable }) => isOn && isUsable)?.name ?? nobody;

  const change = async (work: () => Promise<void>) => {
    setChanging(true);
    try {
      await work();
      setFault('');
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
    }
    setChanging(false);
  };
  const download = (name: string) =>
    change(async () => {
      const file = await rummage.adapters.file(name);
      if (file) saveBlob(file, `${name.replaceAll(/[\\/:*?"<>|]/g, '_')}.safetensors`);
    });
  const usable = adapters.filter(({ isUsable }) => isUsable);
  return (
    <section aria-labelledby="adapters" className="flex flex-col gap-3 border-t border-line pt-5">
      <h2 id="adapters" className="text-base font-semibold">
        Adapters
      </h2>
      {usable.length > 0 && (
        <RadioChoice
          label="Your library is ranked"
          options={[
            { value: nobody, label: 'as the encoder has it' },
            ...usable.map(({ name }) => ({ value: name, label: `with “${name}”` })),
          ]}
          value={on}
          onChange={(name) => void change(() => rummage.adapters.switchTo(name || undefined))}
        />
      )}
      {adapters.length > 0 && (
        <ul aria-label="Kept adapters" className="flex flex-col">
          {adapters.map((adapter) => (
            <li
              key={adapter.name}
              className="flex flex-wrap items-center gap-x-3 border-t border-line py-2 text-sm"
            >
              <div className="min-w-48 grow">
                <p dir="auto" className="font-medium wrap-anywhere">
                  {adapter.name}
                </p>
                <p className="text-quiet tabular-nums">{factsOf(adapter)}</p>
              </div>
              <IconButton
                icon="edit"
                label={`Rename ${adapter.name}`}
                onPress={() => setDialog({ kind: 'rename', name: adapter.name })}
              />
              <IconButton
                icon="download"
                label={`Export ${adapter.name}`}
                onPress={() => void download(adapter.name)}
              />
              <IconButton
                icon="trash"
                label={`Remove ${adapter.name}`}
                onPress={() => setDialog({ kind: 'remove', name: adapter.name })}
              />
            </li>
          ))}
        </ul>
      )}
      {adapters.length === 0 && <p className="text-sm text-quiet">None is kept yet.</p>}
      <div className="flex flex-wrap items-center gap-3">
        <FileTrigger
          acceptedFileTypes={['.safetensors']}
          onSelect={(files) => {
            const file = files?.[0];
            if (file) void change(() => rummage.adapters.import(file));
          }}
        >
          <Button isDisabled={isChanging}>Import an adapter</Button>
        </FileTrigger>
        <p role="status" className={`text-sm ${fault ? 'text-danger' : 'text-quiet'}`}>
          {isChanging ? 'Ranking anew …' : fault}
        </p>
      </div>
      {dialog?.kind === 'rename' && (
        <RenameDialog
          title="Rename the adapter"
          former={dialog.name}
          onClose={() => setDialog(undefined)}
          onRename={(name) => void change(() => rummage.adapters.rename(dialog.name, name))}
        />
      )}
      <ConfirmDialog
        title={`Remove “${dialog?.name ?? ''}”?`}
        isOpen={dialog?.kind === 'remove'}
        onClose={() => setDialog(undefined)}
        action="Remove the adapter"
        onConfirm={() => void change(() => rummage.adapters.remove(dialog!.name))}
      >
        Its pairs stay, so it can be taught again.
      </ConfirmDialog>
    </section>
  );
}

function factsOf({ pairCount, heldOut, general, createdAt, sides, isUsable }: AdapterSummary) {
  const percent = (share: number) => (Number.isNaN(share) ? '–' : (100 * share).toFixed(1));
  const words = [
    countOf(pairCount, 'pair'),
    sides.map((side) => (side === 'image' ? 'pictures' : 'texts')).join(' and '),
    `held-out R@10 ${percent(heldOut.before.r10)} → ${percent(heldOut.after.r10)} %`,
    `general ${percent(general.before.r10)} → ${percent(general.after.r10)} %`,
    createdAt > 0 && formatDate(createdAt),
    !isUsable && 'made for another model, so it cannot be used here',
  ];
  return words.filter(Boolean).join(' · ');
}
