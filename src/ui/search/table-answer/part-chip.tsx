import { Button as AriaButton, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import type { FilterOperator, FilterPart, ReadingPart, SqlValue } from '../../../core';
import { Button, IconButton } from '../../parts/button';
import { filterWords, partWords } from './words';

interface Props {
  part: ReadingPart;
  onChange: (part: ReadingPart) => void;
  onRemove: () => void;
}

/** One thing that was read out of the query; a press changes it. */
export function PartChip({ part, onChange, onRemove }: Props) {
  const label = partWords(part);
  const choices = choicesOf(part);
  return (
    <span className="flex h-8 items-center rounded-full bg-accent-wash pl-3 text-sm">
      {part.type === 'filter' || choices.length > 0 ? (
        <DialogTrigger>
          <AriaButton aria-label={`Change ${label}`} className="max-w-72 truncate rounded-sm">
            {label}
          </AriaButton>
          <Popover
            placement="bottom start"
            className="rounded-lg border border-line bg-raised shadow-lg"
          >
            <Dialog aria-label={`Change ${label}`} className="flex flex-col gap-3 p-4 outline-none">
              {({ close }) => (
                <>
                  {part.type === 'filter' && (
                    <FilterForm
                      part={part}
                      onApply={(next) => {
                        onChange(next);
                        close();
                      }}
                    />
                  )}
                  {choices.length > 0 && (
                    <div className="flex flex-col items-start gap-1 text-sm">
                      <p className="text-quiet">Or did you mean</p>
                      {choices.map((choice) => (
                        <Button
                          key={partWords(choice)}
                          look="quiet"
                          onPress={() => {
                            onChange(choice);
                            close();
                          }}
                        >
                          {partWords(choice)}
                        </Button>
                      ))}
                    </div>
                  )}
                </>
              )}
            </Dialog>
          </Popover>
        </DialogTrigger>
      ) : (
        <span className="max-w-72 truncate">{label}</span>
      )}
      <IconButton icon="close" label={`Remove ${label}`} onPress={onRemove} />
    </span>
  );
}

/** The part as each of its alternatives would have it. */
function choicesOf(part: ReadingPart): ReadingPart[] {
  if (part.type === 'limit') return [];
  const choices = part.alternatives.map((choice) => ({ ...part, ...choice }) as ReadingPart);
  return choices.filter((choice) => partWords(choice) !== partWords(part));
}

const operators: FilterOperator[] = ['=', '!=', '<', '<=', '>', '>='];

function FilterForm({ part, onApply }: { part: FilterPart; onApply: (part: FilterPart) => void }) {
  const { values, operator } = part;
  const submit = (form: HTMLFormElement) => {
    const fields = new FormData(form);
    const read = (name: string, former: SqlValue): SqlValue => {
      const typed = String(fields.get(name) ?? '').trim();
      return typeof former === 'number' && typed !== '' && Number.isFinite(Number(typed))
        ? Number(typed)
        : typed;
    };
    const next = values.map((value, i) => read(`value-${i}`, value));
    const chosen = (fields.get('operator') ?? operator) as FilterOperator;
    onApply({ ...part, operator: chosen, values: next });
  };
  const look = 'h-9 rounded-md border border-control bg-canvas px-2 text-sm';
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        submit(event.currentTarget);
      }}
    >
      <p className="text-sm text-quiet">{filterWords(part)}</p>
      <div className="flex flex-wrap items-center gap-2">
        {operators.includes(operator) && values.length === 1 && (
          <select name="operator" aria-label="Comparison" defaultValue={operator} className={look}>
            {operators.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        )}
        {values.map((value, i) => (
          <input
            // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list
            key={i}
            name={`value-${i}`}
            aria-label={values.length > 1 ? `Value ${i + 1}` : 'Value'}
            defaultValue={value ?? ''}
            className={`${look} w-36`}
          />
        ))}
        <Button look="primary" type="submit">
          Apply
        </Button>
      </div>
    </form>
  );
}
