import { describeLocator, displayName, isPictured } from '../../core';
import { IconButton } from '../parts/button';
import { kindWords } from '../parts/format';
import type { HitKey } from '../parts/route';
import { ConditionsMet } from './conditions/conditions-met';
import { DownloadButton } from './download-button';
import { MarkHit } from './mark-hit';
import type { PreviewActions } from './preview';
import { PreviewPage } from './preview-page';
import { PreviewPicture } from './preview-picture';
import { PreviewTable } from './preview-table';
import { PreviewText } from './preview-text';
import type { OpenHit } from './use-open-hit';
import { Why } from './why';

interface Props extends PreviewActions {
  openKey: HitKey;
  open: OpenHit;
}

export function PreviewContent({ openKey, open, onOpen, onClose, onLike }: Props) {
  const { document, chunk, hit, isWeak } = open;
  const step = (by: number) => {
    const key = neighbour(openKey, by);
    if (key) onOpen(key);
  };
  return (
    <div className="flex h-full flex-col">
      <header className="flex shrink-0 items-start gap-2 border-b border-line py-2 pr-2 pl-4">
        <div className="min-w-0 grow py-1">
          <h2 dir="auto" className="line-clamp-2 text-sm font-semibold wrap-anywhere">
            {document ? displayName(document) : 'Preview'}
          </h2>
          {document && chunk && (
            <p className="text-xs text-quiet">
              {chunk.locator.type !== 'whole' && `${describeLocator(chunk.locator)} · `}
              {kindWords[document.kind]}
            </p>
          )}
        </div>
        <div className="flex">
          <IconButton icon="up" label="Previous hit" onPress={() => step(-1)} />
          <IconButton icon="down" label="Next hit" onPress={() => step(1)} />
          {chunk && (
            <IconButton icon="like" label="Find more like it" onPress={() => onLike(openKey)} />
          )}
          {document && <DownloadButton document={document} />}
          <IconButton icon="close" label="Close preview" onPress={onClose} />
        </div>
      </header>
      {hit && document && (
        <Why
          key={openKey}
          document={document}
          chunk={hit.chunk}
          score={hit.score}
          evidence={hit.evidence}
          isWeak={isWeak}
        />
      )}
      {hit && document && isPictured(hit.chunk.kind) && (
        <MarkHit document={document} chunk={hit.chunk} />
      )}
      {!hit && document && chunk?.kind === 'row' && (
        <ConditionsMet key={openKey} document={document} chunk={chunk} />
      )}
      <div className="min-h-0 grow">
        <Body open={open} />
      </div>
    </div>
  );
}

function Body({ open: { document, chunk, hit } }: { open: OpenHit }) {
  if (!document)
    return <p className="p-4 text-quiet">This document is no longer in the library.</p>;
  if (document.kind === 'image') return <PreviewPicture {...{ document, chunk, hit }} />;
  if (!chunk) return null;
  if (document.kind === 'pdf') return <PreviewPage {...{ document, chunk, hit }} />;
  if (document.kind === 'table') return <PreviewTable document={document} chunk={chunk} />;
  return <PreviewText document={document} chunk={chunk} />;
}

/** The hit before or after, as the results stand on the screen. */
function neighbour(key: HitKey, by: number): HitKey | undefined {
  const keys = Array.from(
    window.document.querySelectorAll<HTMLElement>('[data-results] [data-hit]'),
    (element) => element.dataset.hit!,
  );
  const at = keys.indexOf(key);
  return at < 0 ? keys[0] : keys[at + by];
}
