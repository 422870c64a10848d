import { displayName } from '../../core';
import { IconButton } from '../parts/button';
import { useObjectUrl } from '../parts/hooks';
import { queryPicture } from '../parts/query-pictures';
import { navigate, type Route, splitHitKey } from '../parts/route';
import { useAppState } from '../parts/rummage-context';
import { Thumbnail } from '../parts/thumbnail';

/** The picture or hit that is searched by, where it is not words. */
export function QueryChip({ route }: { route: Route }) {
  const { picture, like, kind } = route;
  const known = picture === undefined ? undefined : queryPicture(picture);
  if (!known && !like) return null;
  return (
    <span className="flex h-11 max-w-60 items-center gap-2 rounded-lg bg-sunken pl-1 text-sm">
      {known ? <PictureLabel file={known.file} label={known.label} /> : <LikeLabel like={like!} />}
      <IconButton
        icon="close"
        label="Remove the picture"
        onPress={() => navigate({ screen: 'search', q: '', kind })}
      />
    </span>
  );
}

function PictureLabel({ file, label }: { file: File; label: string }) {
  const url = useObjectUrl(file);
  return (
    <>
      {url && <img src={url} alt="" className="size-9 shrink-0 rounded-md object-cover" />}
      <span dir="auto" className="truncate">
        {label}
      </span>
    </>
  );
}

function LikeLabel({ like }: { like: string }) {
  const { documentId } = splitHitKey(like);
  const document = useAppState(({ library }) => library.documents.find((d) => d.id === documentId));
  if (!document) return <span className="truncate pl-2">Like a chosen hit</span>;
  return (
    <>
      <Thumbnail thumbnailKey={like} document={document} className="size-9 shrink-0 rounded-md" />
      <span dir="auto" className="truncate">
        Like {displayName(document)}
      </span>
    </>
  );
}
