import { useState } from 'react';
import type { GeneratorChoice } from '../../app';
import { useLoaded } from '../parts/hooks';
import { RadioChoice } from '../parts/radio-choice';
import { useRummage } from '../parts/rummage-context';
import { LocalModels } from './local-models';
import { Section } from './section';
import { ServerFields } from './server-fields';

const kinds: { value: GeneratorChoice['kind']; label: string; hint: string }[] = [
  { value: 'none', label: 'None', hint: 'Answers are quoted from your documents' },
  {
    value: 'built-in',
    label: "This browser's own model",
    hint: 'It runs on this machine, where the browser has one',
  },
  {
    value: 'local',
    label: 'A model of your own',
    hint: 'From a folder on this machine; it runs in this tab',
  },
  {
    value: 'server',
    label: 'A server you run',
    hint: 'Ollama, llama.cpp, LM Studio and others that speak the OpenAI protocol',
  },
];

/** What a choice begins with. */
const firstChoice: Record<GeneratorChoice['kind'], GeneratorChoice> = {
  none: { kind: 'none' },
  'built-in': { kind: 'built-in' },
  local: { kind: 'local', model: '' },
  server: { kind: 'server', model: '', contextTokens: 4096 },
};

/** Who writes answers on the Ask screen. */
export function GeneratorSection() {
  const rummage = useRummage();
  const [choice, setChoice] = useState(() => rummage.generatorChoice());
  const options = useLoaded(() => rummage.generatorOptions(), 'options').value;
  const available = kinds.filter(
    ({ value }) =>
      value === choice.kind ||
      ((value !== 'built-in' || options?.hasBuiltIn) && (value !== 'server' || options?.server)),
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
        onChange={(kind) => choose(firstChoice[kind])}
      />
      {choice.kind === 'local' && (
        <LocalModels model={choice.model} onChange={(model) => choose({ kind: 'local', model })} />
      )}
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
