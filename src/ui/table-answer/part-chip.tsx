import { Button as AriaButton, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { type ColumnInfo, partWords, type ReadingPart } from '../../core';
import { Button, IconButton } from '../parts/button';
import { PartForm } from './part-form';

interface Props {
  part: ReadingPart;
  columns: readonly ColumnInfo[];
  onChange: (part: ReadingPart) => void;
  onRemove: () => void;
}

/** One thing that was read out of the query; a press changes it. */
export function PartChip({ part, columns, onChange, onRemove }: Props) {
  const label = partWords(part, columns);
  return (
    <span className="flex h-8 max-w-full items-center rounded-full bg-accent-wash pl-3 text-sm">
      <DialogTrigger>
        <AriaButton
          aria-label={`Change ${label}`}
          className="max-w-72 min-w-0 truncate rounded-sm underline decoration-dotted underline-offset-4"
        >
          {label}
        </AriaButton>
        <Popover
          placement="bottom start"
          className="max-w-[calc(100vw-24px)] rounded-lg border border-line bg-raised shadow-lg"
        >
          <Dialog aria-label={`Change ${label}`} className="flex flex-col gap-3 p-4 outline-none">
            {({ close }) => {
              const apply = (next: ReadingPart) => {
                onChange(next);
                close();
              };
              return (
                <>
                  <PartForm part={part} columns={columns} onApply={apply} />
                  <Choices part={part} columns={columns} onChoose={apply} />
                </>
              );
            }}
          </Dialog>
        </Popover>
      </DialogTrigger>
      <IconButton icon="close" label={`Remove ${label}`} onPress={onRemove} />
    </span>
  );
}

interface ChoicesProps {
  part: ReadingPart;
  columns: readonly ColumnInfo[];
  onChoose: (part: ReadingPart) => void;
}

/** What the same words may mean instead. */
function Choices({ part, columns, onChoose }: ChoicesProps) {
  const choices = choicesOf(part).filter(
    (choice) => partWords(choice, columns) !== partWords(part, columns),
  );
  if (choices.length === 0) return null;
  return (
    <div className="flex flex-col items-start gap-1 text-sm">
      <p className="text-quiet">Or did you mean</p>
      {choices.map((choice) => (
        <Button key={partWords(choice, columns)} look="quiet" onPress={() => onChoose(choice)}>
          {partWords(choice, columns)}
        </Button>
      ))}
    </div>
  );
}

/** The part as each of its alternatives would have it. */
function choicesOf(part: ReadingPart): ReadingPart[] {
  if (part.type === 'limit') return [];
  return part.alternatives.map((choice) => ({ ...part, ...choice }) as ReadingPart);
}
