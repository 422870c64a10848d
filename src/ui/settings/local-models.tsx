import { useState } from 'react';
import type { IncomingFile } from '../../app';
import { FileInput } from '../parts/add-files';
import { Button } from '../parts/button';
import { formatBytes } from '../parts/format';
import { useLoaded } from '../parts/hooks';
import { RadioChoice } from '../parts/radio-choice';
import { useRummage } from '../parts/rummage-context';

interface Props {
  /** Name of the one that is chosen, or nothing. */
  model: string;
  onChange: (model: string) => void;
}

type Adding =
  | { phase: 'no' }
  | { phase: 'loading'; words: string }
  | { phase: 'failed'; message: string };

/** The language models that the person brought: choose, add, remove. */
export function LocalModels({ model, onChange }: Props) {
  const rummage = useRummage();
  const [version, setVersion] = useState(0);
  const [adding, setAdding] = useState<Adding>({ phase: 'no' });
  const { value: models = [] } = useLoaded(() => rummage.languageModels(), `${version}`);

  const add = async (files: IncomingFile[]) => {
    setAdding({ phase: 'loading', words: 'Looking through the folder …' });
    try {
      const { name } = await rummage.addLanguageModel(files, ({ done, total }) => {
        const words =
          done < total
            ? `Reading ${formatBytes(done)} of ${formatBytes(total)} …`
            : 'Trying it out …';
        setAdding({ phase: 'loading', words });
      });
      setAdding({ phase: 'no' });
      onChange(name);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      setAdding({ phase: 'failed', message });
    }
    setVersion((v) => v + 1);
  };
  const remove = async (name: string) => {
    await rummage.removeLanguageModel(name);
    if (name === model) onChange('');
    setVersion((v) => v + 1);
  };

  const options = models.map(({ name, byteSize, contextTokens }) => ({
    value: name,
    label: name,
    hint: `${formatBytes(byteSize)}, reads ${contextTokens.toLocaleString('en')} tokens at once`,
  }));
  return (
    <div className="flex flex-col gap-3 text-sm">
      {options.length > 0 && (
        <div className="flex flex-wrap items-end justify-between gap-3">
          <RadioChoice label="Model" options={options} value={model} onChange={onChange} />
          {model !== '' && (
            <Button look="quiet" icon="trash" onPress={() => void remove(model)}>
              Remove {model}
            </Button>
          )}
        </div>
      )}
      <p>
        Choose the folder of a model that writes text in the ONNX layout: <code>config.json</code>,{' '}
        <code>tokenizer.json</code> and <code>onnx/model_q4.onnx</code> or another precision, as the
        hubs of models offer for transformers.js. The folder is copied into this browser; nothing is
        sent.
      </p>
      <div className="flex flex-wrap items-center gap-3">
        <FileInput
          id="add-language-model"
          label="Add a model folder"
          icon="addFolder"
          isFolder
          isDisabled={adding.phase === 'loading'}
          onFiles={(files) => void add(files)}
        />
        <p role="status" className={adding.phase === 'failed' ? 'text-danger' : 'tabular-nums'}>
          {adding.phase === 'loading' && adding.words}
          {adding.phase === 'failed' && adding.message}
        </p>
      </div>
    </div>
  );
}
