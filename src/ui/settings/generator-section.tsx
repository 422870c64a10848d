import { useState } from 'react';
import type { GeneratorChoice } from '../../app';
import { useLoaded } from '../parts/hooks';
import { useRummage } from '../parts/rummage-context';
import { RadioChoice } from './radio-choice';
import { Section } from './section';

/** Most local models take more; a server cuts what is longer than its own setting. */
const contextSizes = ['2048', '4096', '8192', '16384', '32768'];

const kinds: { value: GeneratorChoice['kind']; label: string; hint: string }[] = [
  { value: 'none', label: 'None', hint: 'Answers are quoted from your documents' },
  {
    value: 'built-in',
    label: "This browser's own model",
    hint: 'It runs on this machine, where the browser has one',
  },
  {
    value: 'server',
    label: 'A server you run',
    hint: 'Ollama, llama.cpp, LM Studio and others that speak the OpenAI protocol',
  },
];

/** Who writes answers on the Ask screen. */
export function GeneratorSection() {
  const rummage = useRummage();
  const [choice, setChoice] = useState(() => rummage.generatorChoice());
  const options = useLoaded(() => rummage.generatorOptions(), 'options').value;
  const available = kinds.filter(
    ({ value }) =>
      value === 'none' ||
      value === choice.kind ||
      (value === 'built-in' ? options?.hasBuiltIn : options?.server !== undefined),
  );
  const choose = (next: GeneratorChoice) => {
    setChoice(next);
    rummage.setGeneratorChoice(next);
  };
  return (
    <Section title="Language model">
      <p>
        Ask works without one. A model writes the answer from the sources that were found, and every
        sentence is compared with the sources it cites.
      </p>
      <RadioChoice
        label="Answers are written by"
        options={available}
        value={choice.kind}
        onChange={(kind) =>
          choose(kind === 'server' ? { kind, model: '', contextTokens: 4096 } : { kind })
        }
      />
      {choice.kind === 'server' && options?.server && (
        <ServerFields server={options.server} choice={choice} onChange={choose} />
      )}
      {options && !options.server && (
        <p className="text-sm">
          To use a server, start Rummage with its address:{' '}
          <code>npm start -- --model-server http://localhost:11434</code>. The page may then contact
          that address besides its own, and no other.
        </p>
      )}
    </Section>
  );
}

interface FieldsProps {
  server: string;
  choice: Extract<GeneratorChoice, { kind: 'server' }>;
  onChange: (choice: GeneratorChoice) => void;
}

function ServerFields({ server, choice, onChange }: FieldsProps) {
  const rummage = useRummage();
  const { value: models, pending } = useLoaded(
    () => rummage.modelsOfServer().catch(() => undefined),
    server,
  );
  return (
    <div className="flex flex-col gap-3 text-sm">
      <p className="text-warning">
        With this, each question and the passages found for it leave this tab and go to {server}.
        Nothing else does.
      </p>
      {!pending && !models && (
        <p className="text-danger">
          Nothing answers at {server}. Is the server running, and does it accept requests from this
          page (CORS)?
        </p>
      )}
      <label className="flex flex-col gap-1">
        Model
        <select
          value={choice.model}
          onChange={({ currentTarget }) => onChange({ ...choice, model: currentTarget.value })}
          className="h-10 rounded-md border border-control bg-raised px-3"
        >
          <option value="">Choose a model</option>
          {models?.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      <label className="flex flex-col gap-1">
        Tokens it can read at once
        <select
          value={String(choice.contextTokens)}
          onChange={({ currentTarget }) =>
            onChange({ ...choice, contextTokens: Number(currentTarget.value) })
          }
          className="h-10 rounded-md border border-control bg-raised px-3"
        >
          {contextSizes.map((size) => (
            <option key={size}>{size}</option>
          ))}
        </select>
      </label>
    </div>
  );
}
