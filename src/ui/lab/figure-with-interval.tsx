import type { Estimate } from '../../app';

/** A share as percent, or a dash where there is none. */
export const percentOf = (share: number) => (Number.isNaN(share) ? '–' : (100 * share).toFixed(1));

/** A share with the interval that holds 95 of 100 such samples, and a bar from 0 to 100. */
export function FigureWithInterval({ mean, low, high }: Estimate) {
  return (
    <>
      <span className="font-semibold">{percentOf(mean)}</span>{' '}
      <span className="pl-1 text-xs text-quiet">
        {percentOf(low)}–{percentOf(high)}
      </span>
      <span aria-hidden="true" className="relative mt-1 block h-1 rounded-full bg-line">
        <span
          className="absolute h-full rounded-full bg-accent"
          style={{ width: `${100 * (mean || 0)}%` }}
        />
        <span
          className="absolute top-[-2px] h-2 border-x border-ink"
          style={{ left: `${100 * (low || 0)}%`, width: `${100 * ((high || 0) - (low || 0))}%` }}
        />
      </span>
    </>
  );
}
