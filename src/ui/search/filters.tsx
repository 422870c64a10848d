import { useId, useState } from 'react';
import { Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { readQueryText, type SourceDocument, type TypedFilter } from '../../core';
import { Button, IconButton } from '../parts/button';
import { fieldNames } from '../parts/filter-names';
import { navigate, type Route } from '../parts/route';
import { useAppState } from '../parts/rummage-context';

/** The filters that stand in the box as words, each removable, and a form that adds to them. */
export function Filters({ route }: { route: Route }) {
  const { q } = route;
  const { filters } = readQueryText(q);
  const change = (next: string) =>
    navigate({ ...route, open: undefined, q: next.replace(/\s+/g, ' ').trim() });
  return (
    <ul aria-label="Filters" className="flex flex-wrap items-center gap-2">
      {filters.map((filter) => (
        <li key={filter.start}>
          <FilterChip
            filter={filter}
            onRemove={() => change(q.slice(0, filter.start) + q.slice(filter.end))}
          />
        </li>
      ))}
      <li>
        <DialogTrigger>
          <Button look="quiet">Add filter</Button>
          <Popover
            placement="bottom start"
            className="rounded-lg border border-line bg-raised shadow-lg"
          >
            <Dialog aria-label="Add filter" className="p-4 outline-none">
              {({ close }) => (
                <FilterForm
                  onAdd={(typed) => {
                    change(`${q} ${typed}`);
                    close();
                  }}
                />
              )}
            </Dialog>
          </Popover>
        </DialogTrigger>
      </li>
    </ul>
  );
}

function FilterChip({ filter, onRemove }: { filter: TypedFilter; onRemove: () => void }) {
  const { field, value, isUnderstood } = filter;
  const label = `${fieldNames[field]}: ${value}`;
  return (
    <span className="flex h-8 items-center rounded-full bg-accent-wash pl-3 text-sm">
      <span dir="auto" className="max-w-48 truncate">
        {label}
      </span>
      {!isUnderstood && <span className="pl-1 text-warning">(not understood)</span>}
      <IconButton icon="close" label={`Remove ${label}`} onPress={onRemove} />
    </span>
  );
}

/** What each field of the form is typed as. */
function FilterForm({ onAdd }: { onAdd: (typed: string) => void }) {
  const [folder, setFolder] = useState('');
  const [name, setName] = useState('');
  const [taken, setTaken] = useState({ from: '', to: '' });
  const [added, setAdded] = useState({ from: '', to: '' });
  const [page, setPage] = useState('');
  const typed = [
    typedAs('folder', folder),
    typedAs('name', name),
    typedAs('taken', rangeOf(taken)),
    typedAs('added', rangeOf(added)),
    typedAs('page', page),
  ].filter((part) => part !== '');
  return (
    <form
      className="flex w-80 max-w-[80vw] flex-col gap-3 text-sm"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.length > 0) onAdd(typed.join(' '));
      }}
    >
      <TextField label="Folder" value={folder} onChange={setFolder} list={useFolders()} />
      <TextField label="Name contains" value={name} onChange={setName} />
      <DateFields label="Taken or written" value={taken} onChange={setTaken} />
      <DateFields label="Added" value={added} onChange={setAdded} />
      <TextField
        label="Page, or pages as 3-5"
        value={page}
        onChange={setPage}
        pattern="\d+(-\d+)?"
      />
      <Button look="primary" type="submit" isDisabled={typed.length === 0}>
        Add
      </Button>
    </form>
  );
}

interface Dates {
  from: string;
  to: string;
}

const typedAs = (field: string, value: string) => {
  const plain = value.trim().replaceAll('"', '');
  if (plain === '') return '';
  return /\s/.test(plain) ? `${field}:"${plain}"` : `${field}:${plain}`;
};

const earliest = '0001-01-01';
const latest = '9999-12-31';
const rangeOf = ({ from, to }: Dates) =>
  from === '' && to === '' ? '' : `${from || earliest}..${to || latest}`;

interface FieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  list?: string[];
  pattern?: string;
}

const inputLook = 'h-9 min-w-0 rounded-md border border-control bg-canvas px-2';

function TextField({ label, value, onChange, list, pattern }: FieldProps) {
  const id = useId();
  return (
    <label className="flex flex-col gap-1">
      <span className="text-quiet">{label}</span>
      <input
        className={inputLook}
        value={value}
        pattern={pattern}
        list={list ? id : undefined}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
      {list && (
        <datalist id={id}>
          {list.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      )}
    </label>
  );
}

interface DateProps {
  label: string;
  value: Dates;
  onChange: (value: Dates) => void;
}

function DateFields({ label, value, onChange }: DateProps) {
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="pb-1 text-quiet">{label}</legend>
      <div className="grid grid-cols-2 gap-2">
        {(['from', 'to'] as const).map((end) => (
          <input
            key={end}
            type="date"
            aria-label={`${label}, ${end}`}
            className={`${inputLook} w-full`}
            value={value[end]}
            onChange={({ currentTarget }) => onChange({ ...value, [end]: currentTarget.value })}
          />
        ))}
      </div>
    </fieldset>
  );
}

const maxFolders = 200;

function useFolders(): string[] {
  const documents = useAppState(({ library }) => library.documents);
  return foldersOf(documents);
}

function foldersOf(documents: readonly SourceDocument[]): string[] {
  const folders = new Set<string>();
  for (const { names } of documents) {
    for (const { path } of names) {
      const slash = path.lastIndexOf('/');
      if (slash > 0) folders.add(path.slice(0, slash));
    }
    if (folders.size >= maxFolders) break;
  }
  return [...folders].sort();
}
