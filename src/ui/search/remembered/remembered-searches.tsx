import { type ReactNode, useId, useState } from 'react';
import { Button, IconButton } from '../../parts/button';
import { Icon, type IconName } from '../../parts/icon';
import { wordsOfAddress } from '../../parts/remembered/address';
import { forgetRecent, recentSearches } from '../../parts/remembered/recent-searches';
import {
  deleteSaved,
  type SavedSearch,
  savedSearches,
} from '../../parts/remembered/saved-searches';
import { useStoredList } from '../../parts/stored-list';
import { NameDialog } from './name-dialog';

/** Searches to go back to: those saved, then those of late. Nothing while there are none. */
export function RememberedSearches() {
  const saved = useStoredList(savedSearches);
  const recent = useStoredList(recentSearches);
  const [renamed, setRenamed] = useState<SavedSearch>();
  return (
    <>
      {saved.length > 0 && (
        <SearchList title="Saved searches">
          {saved.map((search) => (
            <SearchItem key={search.address} icon="starred" {...search}>
              <IconButton
                icon="edit"
                label={`Rename ${search.name}`}
                onPress={() => setRenamed(search)}
              />
              <IconButton
                icon="close"
                label={`Delete ${search.name}`}
                onPress={() => deleteSaved(search.address)}
              />
            </SearchItem>
          ))}
        </SearchList>
      )}
      {recent.length > 0 && (
        <SearchList
          title="Recent searches"
          action={
            <Button look="quiet" onPress={() => recentSearches.set([])}>
              Clear
            </Button>
          }
        >
          {recent.map(({ address }) => (
            <SearchItem key={address} icon="search" address={address}>
              <IconButton
                icon="close"
                label={`Forget ${wordsOfAddress(address).words}`}
                onPress={() => forgetRecent(address)}
              />
            </SearchItem>
          ))}
        </SearchList>
      )}
      {renamed && <NameDialog search={renamed} isSaved onClose={() => setRenamed(undefined)} />}
    </>
  );
}

interface ListProps {
  title: string;
  action?: ReactNode;
  children: ReactNode;
}

function SearchList({ title, action, children }: ListProps) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <div className="flex h-9 items-center gap-2">
        <h2 id={id} className="text-sm font-semibold">
          {title}
        </h2>
        {action}
      </div>
      <ul aria-labelledby={id} className="flex flex-wrap gap-2 pt-1">
        {children}
      </ul>
    </section>
  );
}

interface ItemProps {
  icon: IconName;
  address: string;
  /** Given by a person; the words else. */
  name?: string;
  children: ReactNode;
}

function SearchItem({ icon, address, name, children }: ItemProps) {
  const { words, kind } = wordsOfAddress(address);
  const shown = name ?? words;
  return (
    <li className="flex h-9 max-w-full items-center rounded-md border border-line bg-raised text-sm hover:border-control">
      <a
        href={address}
        title={name && name !== words ? `${name}: ${words}` : shown}
        className="flex h-full min-w-0 items-center gap-2 rounded-md pl-3 text-ink"
      >
        <Icon name={icon} className="size-4 text-quiet" />
        <span dir="auto" className="max-w-80 truncate">
          {shown}
        </span>
        {kind && <span className="shrink-0 text-xs text-quiet">{kind}</span>}
      </a>
      <span className="flex shrink-0">{children}</span>
    </li>
  );
}
