import type { GeneratorChoice } from '../../app';
import { useLoaded } from '../parts/hooks';
import { useRummage } from '../parts/rummage-context';

/** Most local models take more; a server cuts what is longer than its own setting. */
const contextSizes = ['2048', '4096', '8192', '16384', '32768'];

interface FieldsProps {
  server: string;
  choice: Extract<GeneratorChoice, { kind: 'server' }>;
  onChange: (choice: GeneratorChoice) => void;
}

export function ServerFields({ server, choice, onChange }: FieldsProps) {
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
