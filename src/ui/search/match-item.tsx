import type { CSSProperties } from 'react';
import { describeLocator, displayName, isPictured, type Match } from '../../core';
import { IconButton } from '../parts/button';
import { kindWords } from '../parts/format';
import { Icon, kindIcons } from '../parts/icon';
import { type HitKey, hitKey } from '../parts/route';
import { Similarity } from '../parts/similarity';
import { useRatio } from '../parts/thumbnail';
import { Copies } from './copies';
import { FurtherHits } from './further-hits';
import { HitBody, pictureKey, type View } from './hit-body';

export interface HitActions {
  /** The hit in the preview. */
  openKey: HitKey | undefined;
  onOpen: (key: HitKey) => void;
  onLike: (key: HitKey) => void;
}

interface Props extends HitActions {
  match: Match;
  view: View;
  query: string;
  isWeak: boolean;
  /** The line that says so stands before it, inside its item: a list may hold only items. */
  isFirstWeak: boolean;
}

/** A document with its best hit, and its further hits in short. */
export function MatchItem(props: Props) {
  const { match, view, query, isWeak, isFirstWeak, openKey, onOpen, onLike } = props;
  const { document } = match;
  const hit = match.hits[0]!;
  const key = hitKey(document.id, hit.chunk.ordinal);
  const isPicture = isPictured(hit.chunk.kind);
  const [ratio, onRatio] = useRatio(pictureKey(hit, document), document);
  const name = displayName(document);
  const isCell = view === 'grid' && isPicture;
  const cell = isCell ? 'picture-cell' : 'wide-cell';
  const style = { '--ratio': ratio, '--frame': '18px' } as CSSProperties;
  return (
    <li className={isFirstWeak ? 'contents' : cell} style={style}>
      {isFirstWeak && <NoiseLine />}
      <article
        className={`relative flex min-w-0 flex-col gap-2 rounded-lg border bg-raised p-2 transition-colors duration-100 ${
          openKey === key ? 'border-accent' : 'border-line hover:border-control'
        } ${isFirstWeak ? cell : 'h-full'} ${isCell ? '' : 'sm:p-3'}`}
      >
        <div className="flex min-w-0 items-center gap-x-3">
          <Similarity score={hit.score} isWeak={isWeak} />
          <div className={`flex min-w-0 grow ${isCell ? 'flex-col' : 'items-center gap-x-3'}`}>
            <h2 dir="auto" className="min-w-0 truncate text-sm font-semibold" title={name}>
              <button
                type="button"
                data-hit={key}
                className="stretched max-w-full truncate outline-none focus-visible:after:outline-2 focus-visible:after:outline-offset-1 focus-visible:after:outline-accent"
                onClick={() => onOpen(key)}
              >
                {name}
              </button>
            </h2>
            {!isCell && <Place match={match} />}
          </div>
          <div className="above-stretched -my-2 -mr-1">
            <IconButton icon="like" label="More like this" onPress={() => onLike(key)} />
          </div>
        </div>
        <div className="@container">
          <div className="flex flex-col gap-3 @4xl:flex-row @4xl:justify-between">
            <div className="min-w-0 grow">
              <HitBody {...{ hit, document, view, query, isWeak, ratio, onRatio }} />
            </div>
            <FurtherHits {...{ match, openKey, onOpen, isWeak, isBeside: !isCell }} />
          </div>
        </div>
        <Copies copies={hit.copies} onOpen={onOpen} />
        {isCell && <Place match={match} />}
      </article>
    </li>
  );
}

/** Where in what: "page 3 · PDF". */
function Place({ match }: { match: Match }) {
  const { document, hits } = match;
  const { kind } = document;
  return (
    <p className="flex shrink-0 items-center gap-1.5 text-xs text-quiet">
      <Icon name={kindIcons[kind]} className="size-3.5" />
      <span>
        {hits[0]!.chunk.locator.type === 'whole'
          ? kindWords[kind]
          : `${describeLocator(hits[0]!.chunk.locator)} · ${kindWords[kind]}`}
      </span>
    </p>
  );
}

function NoiseLine() {
  return (
    <div className="flex basis-full items-center gap-3 py-2 text-sm text-quiet">
      <span className="h-px grow bg-line" />
      Nothing below here is likely to match
      <span className="h-px grow bg-line" />
    </div>
  );
}
