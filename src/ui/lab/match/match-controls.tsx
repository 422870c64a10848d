import { FileTrigger } from 'react-aria-components';
import { Button } from '../../parts/button';
import { countOf } from '../../parts/format';
import { ownTemplates, templateSets } from './templates';

/** What is to be matched, as it was typed and chosen. */
export interface MatchInput {
  /** Folder of the pictures; nothing: all. */
  folder: string;
  /** Part of their names. */
  name: string;
  /** One a line. */
  captions: string;
  /** Id of a set of templates, or of one's own. */
  template: string;
  /** One's own templates, one a line. */
  phrases: string;
}

interface Props {
  input: MatchInput;
  folders: readonly string[];
  pictureCount: number;
  isBusy: boolean;
  onChange: (input: Partial<MatchInput>) => void;
  onFile: (file: File) => void;
  onMatch: () => void;
}

const fieldLook = 'h-10 min-w-0 rounded-md border border-control bg-raised px-3';

export function MatchControls(props: Props) {
  const { input, folders, pictureCount, isBusy, onChange, onFile, onMatch } = props;
  const { folder, name, captions, template, phrases } = input;
  const canMatch = !isBusy && pictureCount > 0 && captions.trim() !== '';
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (canMatch) onMatch();
      }}
      className="grid gap-4 sm:grid-cols-2"
    >
      <div className="flex flex-col gap-3">
        <label className="flex flex-col gap-1 text-sm">
          Pictures
          <select
            value={folder}
            onChange={({ currentTarget }) => onChange({ folder: currentTarget.value })}
            className={fieldLook}
          >
            <option value="">All pictures of the library</option>
            {folders.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </label>
        <label className="flex flex-col gap-1 text-sm">
          Whose name has
          <input
            value={name}
            placeholder="any"
            onChange={({ currentTarget }) => onChange({ name: currentTarget.value })}
            className={fieldLook}
          />
        </label>
        <p role="status" className="text-sm text-quiet tabular-nums">
          {countOf(pictureCount, 'picture')}
        </p>
      </div>
      <div className="flex flex-col gap-3">
        <label className="flex flex-col gap-1 text-sm">
          Captions, one a line
          <textarea
            value={captions}
            rows={5}
            dir="auto"
            placeholder={'a cat\na cup of coffee\na page of handwriting'}
            onChange={({ currentTarget }) => onChange({ captions: currentTarget.value })}
            className="rounded-md border border-control bg-raised px-3 py-2"
          />
        </label>
        <label className="flex flex-col gap-1 text-sm">
          Each is read
          <select
            value={template}
            onChange={({ currentTarget }) => onChange({ template: currentTarget.value })}
            className={fieldLook}
          >
            {templateSets.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
            <option value={ownTemplates}>In phrases of your own</option>
          </select>
        </label>
        {template === ownTemplates && (
          <label className="flex flex-col gap-1 text-sm">
            Phrases, one a line, with {'{}'} for the caption
            <textarea
              value={phrases}
              rows={3}
              dir="auto"
              placeholder={'a photo of a {}\na drawing of a {}'}
              onChange={({ currentTarget }) => onChange({ phrases: currentTarget.value })}
              className="rounded-md border border-control bg-raised px-3 py-2"
            />
          </label>
        )}
        <div className="flex flex-wrap gap-2">
          <Button look="primary" type="submit" isDisabled={!canMatch}>
            Match
          </Button>
          <FileTrigger
            acceptedFileTypes={['.csv', '.tsv', '.txt']}
            onSelect={(files) => {
              const file = files?.[0];
              if (file) onFile(file);
            }}
          >
            <Button isDisabled={isBusy}>Captions from a file</Button>
          </FileTrigger>
        </div>
      </div>
    </form>
  );
}
