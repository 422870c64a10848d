import { displayName, type KeepReason, type SourceDocument } from '../../../core';
import { formatBytes, formatDate } from '../../parts/format';
import { formatRoute, hitKey } from '../../parts/route';
import { Thumbnail } from '../../parts/thumbnail';
import type { AlikeGroup } from './review-groups';

export const memberHeightPx = (isWide: boolean): number => (isWide ? 96 : 116);

const reasonWords: Record<KeepReason, string> = {
  'most-pixels': 'most pixels',
  'most-text': 'most text',
  largest: 'largest file',
  oldest: 'added first',
};

interface Props {
  document: SourceDocument;
  group: AlikeGroup;
  /** In its group, from 0. */
  position: number;
  isWide: boolean;
  isChosen: boolean;
  onChoose: (isChosen: boolean) => void;
}

/** One of a group: what it is, and whether it is to go. */
export function MemberRow(props: Props) {
  const { document, group, position, isWide, isChosen, onChoose } = props;
  const { id, names } = document;
  const name = displayName(document);
  const path = names[0]?.path ?? '';
  const isSuggested = position === 0 && group.reason !== undefined;
  return (
    <li
      style={{ height: memberHeightPx(isWide) }}
      className={`flex items-center gap-3 border-line px-3 not-last:border-b sm:gap-4 sm:px-4 ${isChosen ? 'bg-danger-wash' : ''}`}
    >
      <label className="flex w-13 shrink-0 flex-col items-center gap-1 py-2 text-xs text-quiet">
        <input
          type="checkbox"
          aria-label={`Remove ${name}`}
          checked={isChosen}
          onChange={({ currentTarget }) => onChoose(currentTarget.checked)}
          className="size-4"
        />
        <span aria-hidden="true">Remove</span>
      </label>
      <Thumbnail
        thumbnailKey={hasThumbnail(document) ? hitKey(id, 0) : undefined}
        document={document}
        className={`size-20 shrink-0 rounded-md ${isChosen ? 'opacity-50' : ''}`}
      />
      <div className="min-w-0 grow text-sm">
        <a
          href={formatRoute({ screen: 'search', q: '', open: hitKey(id, 0) })}
          title={name}
          dir="auto"
          className="block truncate rounded-sm font-medium underline-offset-2 hover:underline"
        >
          {name}
        </a>
        {path !== name && (
          <p className="truncate text-xs text-quiet" title={path}>
            <bdi>{path}</bdi>
          </p>
        )}
        <p className="line-clamp-2 text-xs tabular-nums text-quiet">
          {factsOf(document).join(' · ')}
        </p>
        <p className="truncate text-xs text-quiet">
          {isSuggested ? (
            <span className="font-semibold text-accent">
              Keep this: {reasonWords[group.reason!]}
            </span>
          ) : (
            likenessWords(group, position)
          )}
        </p>
      </div>
    </li>
  );
}

const hasThumbnail = ({ kind }: SourceDocument) => kind === 'image' || kind === 'pdf';

/** Dimensions, size and dates, as far as they are known. */
function factsOf({ state, byteSize, addedAt, format }: SourceDocument): string[] {
  const { Width, Height, Pages, Rows, Taken } = state.phase === 'ready' ? state.metadata : {};
  return [
    Width && Height ? `${Width} × ${Height} pixels` : '',
    Pages ? `${Pages} ${Pages === 1 ? 'page' : 'pages'}` : '',
    Rows ? `${Rows} rows` : '',
    formatBytes(byteSize),
    format.toUpperCase(),
    Taken ? `taken ${Taken}` : '',
    `added ${formatDate(addedAt)}`,
  ].filter(Boolean);
}

function likenessWords({ by, likeness, documents }: AlikeGroup, position: number): string {
  const share = likeness?.[position];
  if (share === undefined || position === 0) return '';
  if (by === 'picture') return pixelWords(documents[0]!, documents[position]!);
  if (share === 1) return 'All its words are the same';
  return `${Math.min(99, Math.round(share * 100))} % of its words are the same`;
}

function pixelWords(first: SourceDocument, other: SourceDocument): string {
  const [most, pixels] = [pixelsOf(first), pixelsOf(other)];
  if (!most || !pixels) return '';
  if (most === pixels) return 'As many pixels';
  return `${Math.max(1, Math.min(99, Math.round((100 * pixels) / most)))} % of the pixels`;
}

function pixelsOf({ state }: SourceDocument): number {
  const { Width = 0, Height = 0 } = state.phase === 'ready' ? state.metadata : {};
  return Number(Width) * Number(Height);
}
