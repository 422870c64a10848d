import { useId } from 'react';
import type { Score } from '../../core';

interface Props {
  score: Score;
  /** Below the noise line. */
  isWeak: boolean;
  /** Set apart from the hit's own one, e.g. "Similarity, page 3". */
  label?: string;
  /** Smaller, and without the tooltip. */
  isCompact?: boolean;
}

/**
 * The bar of a hit with its number; the raw cosine is told on hover and focus. The tooltip is
 * plain CSS: there are as many as hits, and they must cost nothing while one types.
 */
export function Similarity({ score, isWeak, label = 'Similarity', isCompact = false }: Props) {
  const tipId = useId();
  const value = Math.round(10 * Math.max(0, Math.min(100, score.calibrated))) / 10;
  const shown = value < 1 ? '<1' : String(Math.round(value));
  return (
    <div className="above-stretched inline-flex shrink-0 has-[:hover,:focus-visible]:z-20">
      {/* biome-ignore lint/a11y/useSemanticElements: a native meter cannot be drawn this thin in every browser */}
      <div
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={value}
        aria-valuetext={`${shown} of 100`}
        aria-describedby={isCompact ? undefined : tipId}
        // Keyboards reach the tooltip by it.
        tabIndex={isCompact ? undefined : 0}
        className="peer flex items-center gap-2 rounded-sm"
      >
        <span className={`h-1 overflow-hidden rounded-full bg-line ${isCompact ? 'w-10' : 'w-14'}`}>
          <span
            className={`block h-full rounded-full ${isWeak ? 'bg-control' : 'bg-accent'}`}
            style={{ width: `${value}%` }}
          />
        </span>
        <span
          className={`tabular-nums ${isCompact ? 'w-5 text-xs' : 'w-6 text-sm font-semibold'} ${isWeak || isCompact ? 'text-quiet' : 'text-accent'}`}
        >
          {shown}
        </span>
      </div>
      {!isCompact && (
        <div
          role="tooltip"
          id={tipId}
          className="pointer-events-none invisible absolute top-full left-0 z-10 mt-1 w-56 rounded-md bg-ink px-2.5 py-1.5 text-xs text-canvas opacity-0 shadow-lg transition-opacity delay-150 duration-100 peer-hover:visible peer-hover:opacity-100 peer-focus-visible:visible peer-focus-visible:opacity-100"
        >
          <strong className="tabular-nums">{cosineWords(score)}</strong>
          <br />
          {meaningOf(isWeak)}
        </div>
      )}
    </div>
  );
}

const cosineWords = ({ cosine }: Score) =>
  cosine === undefined ? 'Found by its words' : `Cosine ${cosine.toFixed(3)}`;

export function meaningOf(isWeak: boolean): string {
  return isWeak
    ? 'As near as unrelated things usually are.'
    : 'The estimated chance, in a hundred, that this is what you mean.';
}
