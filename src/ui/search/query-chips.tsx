import { useId } from 'react';
import { Button as AriaButton, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { displayName } from '../../core';
import { IconButton } from '../parts/button';
import { useObjectUrl } from '../parts/hooks';
import { queryFile } from '../parts/query-pictures';
import { currentRoute, navigate, type Route, type RoutePicture, splitHitKey } from '../parts/route';
import { useAppState } from '../parts/rummage-context';
import { Thumbnail } from '../parts/thumbnail';

/** The pictures and hits that are searched by, each with how much it counts. */
export function QueryChips({ route }: { route: Route }) {
  return (route.pictures ?? []).map((picture) => <QueryChip key={picture.key} picture={picture} />);
}

function QueryChip({ picture }: { picture: RoutePicture }) {
  const { key, weight } = picture;
  const label = useLabel(key);
  const change = (next: RoutePicture | undefined, how: 'push' | 'replace') => {
    const route = currentRoute();
    const pictures = (route.pictures ?? []).flatMap((one) =>
      one.key !== key ? [one] : next ? [next] : [],
    );
    navigate({ ...route, open: undefined, pictures }, how);
  };
  return (
    <span className="my-1.5 flex h-11 max-w-60 items-center gap-1 rounded-lg bg-sunken pl-1 text-sm">
      <DialogTrigger>
        <AriaButton
          aria-label={`${label}, counts ${weight}: change`}
          className="flex min-w-0 items-center gap-2 rounded-md text-left"
        >
          <ChipPicture pictureKey={key} />
          <span dir="auto" className={`truncate ${weight < 0 ? 'line-through' : ''}`}>
            {label}
          </span>
          {weight !== 1 && <span className="tabular-nums text-quiet">{weight}</span>}
        </AriaButton>
        <Popover
          className="rounded-lg border border-line bg-raised shadow-lg"
          placement="bottom start"
        >
          <Dialog aria-label="How much it counts" className="p-4 outline-none">
            <Weight value={weight} onChange={(next) => change({ key, weight: next }, 'replace')} />
          </Dialog>
        </Popover>
      </DialogTrigger>
      <IconButton
        icon="close"
        label={`Remove ${label}`}
        onPress={() => change(undefined, 'push')}
      />
    </span>
  );
}

/** From "not like it" to "very like it"; the middle would leave it out. */
function Weight({ value, onChange }: { value: number; onChange: (value: number) => void }) {
  const id = useId();
  return (
    <div className="flex w-64 flex-col gap-2 text-sm">
      <label htmlFor={id}>
        {value < 0 ? 'Less like it' : 'More like it'}: <span className="tabular-nums">{value}</span>
      </label>
      <input
        id={id}
        type="range"
        min={-1}
        max={1}
        step={0.1}
        value={value}
        onChange={({ currentTarget }) => onChange(Number(currentTarget.value) || 0.1)}
      />
      <p className="flex justify-between text-xs text-quiet">
        <span>not this</span>
        <span>as much as the words</span>
      </p>
    </div>
  );
}

function useLabel(key: string): string {
  const file = queryFile(key);
  const { documentId } = splitHitKey(key);
  const document = useAppState(({ library }) => library.documents.find((d) => d.id === documentId));
  if (file) return file.name;
  return document ? `Like ${displayName(document)}` : 'Like a chosen hit';
}

function ChipPicture({ pictureKey }: { pictureKey: string }) {
  const file = queryFile(pictureKey);
  const url = useObjectUrl(file);
  const { documentId } = splitHitKey(pictureKey);
  const document = useAppState(({ library }) => library.documents.find((d) => d.id === documentId));
  const className = 'size-9 shrink-0 rounded-md object-cover';
  if (url) return <img src={url} alt="" className={className} />;
  if (!document) return <span className="w-1" />;
  return <Thumbnail thumbnailKey={pictureKey} document={document} className={className} />;
}
