import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { Button } from '../../parts/button';
import { formatBytes, sentence } from '../../parts/format';
import { useAppState, useRummage } from '../../parts/rummage-context';
import { SwitchRow } from '../../parts/switch-row';
import { Section } from '../section';
import { remember, rememberedHere } from './remembered';
import { backupFile, embeddingsFile, fileName, saveTo } from './save-target';
import { WorkProgress } from './work-progress';
import { WorkResult } from './work-result';

/** The library as a file: out, in, and for other programs. */
export function BackupSection() {
  const { backup } = useRummage();
  const state = useAppState((app) => app.backup);
  const isEmpty = useAppState(({ library }) => library.documents.length === 0);
  const originalBytes = useAppState(({ library }) =>
    library.documents.reduce((sum, { byteSize }) => sum + byteSize, 0),
  );
  const [hasOriginals, setHasOriginals] = useState(true);
  const hasLock = useAppState(({ lock }) => lock.phase !== 'none');
  const [fault, setFault] = useState('');
  const isRunning = state.phase === 'running';

  const write = () =>
    saveTo(fileName('rummage-backup', backupFile, new Date()), backupFile, (target) =>
      backup.export(target, { hasOriginals, remembered: rememberedHere() }),
    );
  const writeEmbeddings = () =>
    saveTo(fileName('rummage-embeddings', embeddingsFile, new Date()), embeddingsFile, (target) =>
      backup.exportEmbeddings(target),
    );
  const restore = async (file: File | undefined) => {
    setFault('');
    const remembered = file && (await backup.restore(file));
    if (!remembered) return;
    try {
      await remember(remembered);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      setFault(`Saved searches and choices could not all be kept: ${sentence(reason)}`);
    }
  };

  return (
    <Section title="Backup and export">
      <p>
        One file with all documents, what was read from them and what was computed, for another
        browser or a bad day. It can be unpacked by any program for ZIP files.{' '}
        {hasLock ? (
          <>
            <strong className="font-semibold text-ink">
              The backup and the export are not encrypted
            </strong>
            , though your library is: keep them where nobody else can read them.
          </>
        ) : (
          <>
            <strong className="font-semibold text-ink">The backup is not encrypted</strong>: keep it
            where you would keep the files themselves.
          </>
        )}
      </p>
      <SwitchRow
        label="With the files themselves"
        hint={
          hasOriginals
            ? `They take ${formatBytes(originalBytes)} of it.`
            : 'Without them documents are found, but opened only once you have added their files again.'
        }
        isOn={hasOriginals}
        onChange={setHasOriginals}
      />
      <div className="flex flex-wrap gap-2">
        <Button icon="download" isDisabled={isRunning || isEmpty} onPress={() => void write()}>
          Download a backup
        </Button>
        <FileTrigger acceptedFileTypes={['.zip']} onSelect={(files) => void restore(files?.[0])}>
          <Button icon="retry" isDisabled={isRunning}>
            Restore from a backup
          </Button>
        </FileTrigger>
      </div>
      <p className="text-sm">
        Restoring adds to what is here: nothing is overwritten by something older.
      </p>
      <div>
        <Button
          icon="download"
          isDisabled={isRunning || isEmpty}
          onPress={() => void writeEmbeddings()}
        >
          Export embeddings (Parquet)
        </Button>
      </div>
      <p className="text-sm">
        For a vector database or a notebook: a row for each searchable part, with its text, its
        place and its vector.
      </p>
      {isRunning && <WorkProgress state={state} onCancel={() => backup.cancel()} />}
      <WorkResult state={state} />
      {fault && (
        <p role="alert" className="text-danger">
          {fault}
        </p>
      )}
    </Section>
  );
}
