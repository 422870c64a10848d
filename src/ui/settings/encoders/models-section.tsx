import { useState } from 'react';
import { catalogue, type MoveState } from '../../../app';
import { FileInput } from '../../parts/add-files';
import { Button } from '../../parts/button';
import { sentence } from '../../parts/format';
import { useLatest } from '../../parts/hooks';
import { useAppState, useRummage } from '../../parts/rummage-context';
import { EncoderMove } from '../encoder-move';
import { Section } from '../section';
import { BringStatus } from './bring-status';
import { CatalogueItem } from './catalogue-item';
import { ModelRow } from './model-row';

const bundled = 'compact-clip';

/** Models for the encoder: the bundled one, those that were brought, and those worth bringing. */
export function ModelsSection() {
  const { encoders } = useRummage();
  const bringing = useAppState((state) => state.bringing);
  const move = useAppState((state) => state.move);
  const [version, setVersion] = useState(0);
  const [fault, setFault] = useState('');
  const brought =
    useLatest(
      () => encoders.list(),
      `${version} ${bringing.phase === 'done' ? bringing.name : bringing.phase === 'failed'}`,
    ) ?? [];
  const isBusy = bringing.phase === 'copying' || bringing.phase === 'measuring';
  const inUse = encoders.inUse();
  const failure = encoders.failure();
  const isTaken = (name: string) => inUse === name || movingWords(move, name) !== undefined;
  const known = new Set(brought.map(({ name }) => name));
  const remove = async (name: string) => {
    setFault('');
    try {
      await encoders.remove(name);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      setFault(`${name} could not be removed: ${sentence(reason)}`);
    }
    setVersion((v) => v + 1);
  };
  return (
    <Section title="Models">
      <p>
        A bigger encoder finds more, some also in other languages, and takes longer for each file.
        It first reads your library in the background, beside the one in use; then you compare both,
        and switch.
      </p>
      {failure && (
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <p role="alert" className="text-danger wrap-anywhere">
            {failure.name} could not be used: {sentence(failure.message)} {bundled} is in use
            instead.
          </p>
          <Button
            onPress={() => {
              encoders.dismissFailure();
              setVersion((v) => v + 1);
            }}
          >
            Dismiss
          </Button>
        </div>
      )}
      {fault && (
        <p role="alert" className="text-danger wrap-anywhere">
          {fault}
        </p>
      )}
      <EncoderMove />
      <ul aria-label="Models on this computer" className="flex flex-col divide-y divide-line">
        <ModelRow
          title={bundled}
          facts="Bundled, 31 MB, English"
          isInUse={inUse === undefined}
          moving={movingWords(move, bundled)}
          isBusy={isBusy}
          onUse={() => encoders.use(undefined)}
        />
        {brought.map((model) => (
          <ModelRow
            key={model.name}
            model={model}
            title={model.name}
            isInUse={inUse === model.name}
            moving={movingWords(move, model.name)}
            isBusy={isBusy}
            onUse={() => encoders.use(model.name)}
            onAdd={() => void encoders.addFromServer(model.name)}
            onCheck={() => void encoders.check(model.name)}
            onRemove={() => void remove(model.name)}
          />
        ))}
      </ul>
      <div className="flex flex-wrap items-center gap-3">
        <FileInput
          id="add-encoder-folder"
          label="Add a folder"
          icon="addFolder"
          isFolder
          isDisabled={isBusy}
          onFiles={(files) => void encoders.addFiles(files)}
        />
        <FileInput
          id="add-encoder-archive"
          label="Add a ZIP"
          icon="addFile"
          look="plain"
          isDisabled={isBusy}
          onFiles={(files) => void encoders.addFiles(files)}
        />
      </div>
      <BringStatus
        bringing={bringing}
        isTaken={bringing.phase === 'done' && isTaken(bringing.name)}
        onUse={(name) => encoders.use(name)}
      />
      <details className="text-sm">
        <summary className="cursor-pointer text-ink">Models that can be brought</summary>
        <p className="pt-3">
          Fetch one with the{' '}
          <a href="./download.html" className="text-accent underline underline-offset-2">
            download page
          </a>
          , which contacts huggingface.co and knows nothing of your library. Or drop the model’s
          folder or a ZIP of it on this page. Whoever serves Rummage can add one for everybody with{' '}
          <code>npm run model -- add NAME</code>.
        </p>
        <ul aria-label="Models that can be brought" className="flex flex-col gap-4 pt-4">
          {catalogue.map((entry) => (
            <CatalogueItem key={entry.name} entry={entry} isHere={known.has(entry.name)} />
          ))}
        </ul>
      </details>
    </Section>
  );
}

/** How far a model is on its way to take the place of the one in use. */
function movingWords(move: MoveState, name: string): string | undefined {
  if (move.phase === 'idle' || move.to !== name) return undefined;
  switch (move.phase) {
    case 'loading':
      return 'is being loaded';
    case 'running':
      return move.isOwn ? undefined : 'reads your library';
    case 'elsewhere':
      return 'reads your library';
    case 'ready':
      return 'ready to switch';
    case 'failed':
      return undefined;
  }
}
