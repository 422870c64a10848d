import { useEffect, useRef, useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { IconButton } from '../parts/button';
import { queryDropZone } from '../parts/drop-target';
import { Icon } from '../parts/icon';
import { picturesOf, searchByPictures } from '../parts/query-pictures';
import { currentRoute, navigate, type Route } from '../parts/route';
import { useRummage } from '../parts/rummage-context';
import { searchBoxId } from '../parts/shortcuts';
import { QueryChips } from './query-chips';

/** Browsers allow about three changes of the address a second. */
const addressDelayMs = 300;
/** A pause this long between letters begins a new stop for the Back button. */
const newStopMs = 1500;

export function SearchBox({ route }: { route: Route }) {
  const rummage = useRummage();
  const [text, setText] = useState(route.q);
  const input = useRef<HTMLInputElement>(null);
  const pending = useRef<number>(undefined);
  const lastTyped = useRef(0);
  const { pictures } = route;
  const hasPicture = pictures !== undefined && pictures.length > 0;

  // Back, forward and links change the address; what is being typed does not wait for it.
  useEffect(() => {
    clearTimeout(pending.current);
    setText(route.q);
  }, [route.q]);
  useEffect(() => () => clearTimeout(pending.current), []);
  useEffect(() => {
    // On a touch screen the focus would open the keyboard over everything.
    if (matchMedia('(pointer: fine)').matches) input.current?.focus();
  }, []);

  const change = (typed: string) => {
    setText(typed);
    rummage.search(typed, picturesOf(route, rummage.store.getState().library.documents));
    const isNewStop = performance.now() - lastTyped.current > newStopMs;
    lastTyped.current = performance.now();
    clearTimeout(pending.current);
    const write = () => {
      // Pictures that came since this was typed stay.
      const { kind, pictures, open } = currentRoute();
      const next: Route = { screen: 'search', q: typed.trim(), kind, pictures };
      // A hit opened since this was typed stays open; one opened before belongs to other words.
      navigate(open === route.open ? next : { ...next, open }, isNewStop ? 'push' : 'replace');
    };
    // The first letter makes the stop at once, so that the next ones may replace it.
    if (isNewStop) write();
    else pending.current = window.setTimeout(write, addressDelayMs);
  };

  return (
    <search
      {...queryDropZone}
      className="flex min-h-14 flex-wrap items-center gap-x-2 rounded-xl border border-control bg-raised pr-2 pl-4 shadow-sm has-[input:focus-visible]:border-accent has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-accent"
    >
      <Icon name="search" className="size-5 text-quiet" />
      <QueryChips route={route} />
      <input
        ref={input}
        id={searchBoxId}
        type="search"
        aria-label="Search"
        aria-keyshortcuts="/"
        autoComplete="off"
        spellCheck={false}
        dir="auto"
        value={text}
        placeholder={
          hasPicture ? 'add words, such as at night' : 'Describe what you are looking for'
        }
        onChange={({ currentTarget }) => change(currentTarget.value)}
        className="h-14 min-w-40 grow bg-transparent text-lg outline-none placeholder:text-quiet"
      />
      {text !== '' && (
        <IconButton
          icon="close"
          label="Empty the box"
          onPress={() => {
            change('');
            input.current?.focus();
          }}
        />
      )}
      <FileTrigger
        acceptedFileTypes={['image/*']}
        allowsMultiple
        onSelect={(files) => files && searchByPictures([...files])}
      >
        <IconButton icon="camera" label="Search by pictures" />
      </FileTrigger>
    </search>
  );
}
