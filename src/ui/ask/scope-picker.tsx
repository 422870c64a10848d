import { useState } from 'react';
import { Button as AriaButton, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { type DocumentId, type DocumentKind, displayName, type SearchFilter } from '../../core';
import { countOf, kindPlurals } from '../parts/format';
import { Icon } from '../parts/icon';
import { useAppState, useRummage } from '../parts/rummage-context';

const kinds: DocumentKind[] = ['image', 'pdf', 'table', 'text'];

/** Documents listed at a time; more are found by their name. */
const maxListed = 100;

/** Of what the next question is asked: everything, a kind, or chosen documents. */
export function ScopePicker() {
  const rummage = useRummage();
  const scope = useAppState(({ askScope }) => askScope);
  const documents = useAppState(({ library }) => library.documents);
  const [name, setName] = useState('');
  const chosen = new Set(scope.documents);
  const shown = documents
    .filter(({ state }) => state.phase === 'ready')
    .filter((one) => displayName(one).toLowerCase().includes(name.trim().toLowerCase()))
    .slice(0, maxListed);
  const set = (next: SearchFilter) => rummage.setAskScope(next);
  const toggle = (id: DocumentId) => {
    const rest = new Set(chosen);
    if (!rest.delete(id)) rest.add(id);
    const { documents: _, ...others } = scope;
    set(rest.size > 0 ? { ...others, documents: [...rest] } : others);
  };
  const chooseKind = (kind: DocumentKind | undefined) => {
    const { kinds: _, ...others } = scope;
    set(kind ? { ...others, kinds: [kind] } : others);
  };
  return (
    <DialogTrigger>
      <AriaButton className="inline-flex w-fit max-w-full items-center gap-1 rounded-sm text-xs text-quiet hover:text-ink">
        <span className="truncate">{scopeWords(scope)}</span>
        <Icon name="down" className="size-3.5" />
      </AriaButton>
      <Popover
        placement="top start"
        className="w-80 max-w-[92vw] rounded-xl border border-line bg-raised shadow-xl"
      >
        <Dialog aria-label="What to ask" className="flex flex-col gap-3 p-4 outline-none">
          <fieldset className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
            <legend className="pb-1 text-xs text-quiet">Ask of</legend>
            {[undefined, ...kinds].map((kind) => (
              <label key={kind ?? 'all'} className="flex items-center gap-1.5">
                <input
                  type="radio"
                  name="ask-kind"
                  checked={scope.kinds?.[0] === kind}
                  onChange={() => chooseKind(kind)}
                />
                {kind ? kindPlurals[kind] : 'everything'}
              </label>
            ))}
          </fieldset>
          <input
            type="search"
            aria-label="Find a document by its name"
            placeholder="Only these documents …"
            dir="auto"
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
            className="h-9 rounded-md border border-control bg-canvas px-3 text-sm"
          />
          <ul aria-label="Documents" className="flex max-h-56 flex-col overflow-y-auto text-sm">
            {shown.map((one) => (
              <li key={one.id}>
                <label className="flex items-center gap-2 rounded-sm py-1 hover:bg-sunken">
                  <input
                    type="checkbox"
                    checked={chosen.has(one.id)}
                    onChange={() => toggle(one.id)}
                  />
                  <span dir="auto" className="truncate">
                    {displayName(one)}
                  </span>
                </label>
              </li>
            ))}
          </ul>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function scopeWords({ documents, kinds: chosen }: SearchFilter): string {
  const kind = chosen?.[0] ? kindPlurals[chosen[0]] : undefined;
  if (documents) return `Asks ${countOf(documents.length, 'chosen document')}`;
  return kind ? `Asks all ${kind}` : 'Asks everything in the library';
}
