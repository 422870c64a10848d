import { useEffect, useRef, useState } from 'react';
import type { SourceDocument, ThumbnailKey } from '../../core';
import { useSeen } from './hooks';
import { Icon, kindIcons } from './icon';
import { useThumbnails } from './rummage-context';

interface Props {
  thumbnailKey: ThumbnailKey | undefined;
  document: SourceDocument;
  /** Told when the picture's own proportions are known. */
  onRatio?: (ratio: number) => void;
  /** Width by height of its frame, where the class name does not set both. */
  ratio?: number;
  className?: string;
  alt?: string;
}

/** A small picture, loaded when it comes near the screen; an icon of the kind until then. */
export function Thumbnail({
  thumbnailKey,
  document,
  onRatio,
  ratio,
  className = '',
  alt = '',
}: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const thumbnails = useThumbnails();
  const seen = useSeen(frame);
  const [url, setUrl] = useState<string>();

  useEffect(() => {
    if (!seen || !thumbnailKey) return;
    let current = true;
    thumbnails.acquire(thumbnailKey).then((known) => current && setUrl(known));
    return () => {
      current = false;
      setUrl(undefined);
      thumbnails.release(thumbnailKey);
    };
  }, [seen, thumbnailKey, thumbnails]);

  return (
    <div
      ref={frame}
      style={{ aspectRatio: ratio }}
      className={`flex items-center justify-center overflow-hidden bg-sunken text-quiet ${className}`}
    >
      {url ? (
        <img
          src={url}
          alt={alt}
          draggable={false}
          decoding="async"
          className="size-full object-contain"
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => {
            const ratio = naturalWidth / Math.max(1, naturalHeight);
            thumbnails.ratios.set(thumbnailKey!, ratio);
            onRatio?.(ratio);
          }}
        />
      ) : (
        <Icon name={kindIcons[document.kind]} />
      )}
    </div>
  );
}

const fallbackRatio = 4 / 3;

/** Width by height of a thumbnail: measured, else told by the file's metadata, else guessed. */
export function useRatio(
  key: ThumbnailKey | undefined,
  document: SourceDocument,
): [number, (ratio: number) => void] {
  const { ratios } = useThumbnails();
  const [, setMeasured] = useState<number>();
  const known = key === undefined ? undefined : ratios.get(key);
  return [clampRatio(known ?? ratioOf(document) ?? fallbackRatio), setMeasured];
}

// A panorama or a receipt keeps its own proportions but not a whole row or screen.
const clampRatio = (ratio: number) => Math.max(0.4, Math.min(3.5, ratio));

function ratioOf({ kind, state }: SourceDocument): number | undefined {
  if (kind !== 'image' || state.phase !== 'ready') return undefined;
  for (const value of Object.values(state.metadata)) {
    const [, width, height] = /^(\d+)\s*[×x]\s*(\d+)/.exec(String(value)) ?? [];
    if (width && height) return Number(width) / Number(height);
  }
  return undefined;
}
