import { useState } from 'react';
import { catalogue } from '../../../app';
import { FileInput } from '../../parts/add-files';
import { useLoaded } from '../../parts/hooks';
import { useAppState, useRummage } from '../../parts/rummage-context';
import { Section } from '../section';
import { BringStatus } from './bring-status';
import { CatalogueItem } from './catalogue-item';
import { ModelRow } from './model-row';

/** Models for the encoder: the bundled one, those that were brought, and those worth bringing. */
export function ModelsSection() {
  const { encoders } = useRummage();
  const bringing = useAppState((state) => state.bringing);
  const [version, setVersion] = useState(0);
  const { value: brought = [] } = useLoaded(
    () => encoders.list(),
    `${version} ${bringing.phase === 'done' ? bringing.name : bringing.phase === 'failed'}`,
  );
  const isBusy = bringing.phase === 'copying' || bringing.phase === 'measuring';
  const inUse = encoders.inUse();
  const failure = encoders.failure();
  const known = new Set(brought.map(({ name }) => name));
  return (
    <Section title="Models">
      <p>
        A bigger encoder finds more, in other languages as well, and takes longer for each file. It
        first reads your library in the background, beside the one in use; then you compare both,
        and switch.
      </p>
      {failure && (
        <p role="alert" className="text-danger">
          {failure.name} could not be used, so the bundled model is: {failure.message}
        </p>
      )}
      <ul aria-label="Models on this computer" className="flex flex-col divide-y divide-line">
        <ModelRow
          title="compact-clip"
          facts="Bundled, 31 MB, English"
          isInUse={inUse === undefined}
          onUse={() => encoders.use(undefined)}
        />
        {brought.map((model) => (
          <ModelRow
            key={model.name}
            model={model}
            title={model.name}
            isInUse={inUse === model.name}
            isBusy={isBusy}
            onUse={() => encoders.use(model.name)}
            onAdd={() => void encoders.addFromServer(model.name)}
            onCheck={() => void encoders.check(model.name)}
            onRemove={async () => {
              await encoders.remove(model.name);
              setVersion((v) => v + 1);
            }}
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
      <BringStatus bringing={bringing} onUse={(name) => encoders.use(name)} />
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
