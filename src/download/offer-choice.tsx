import { useState } from 'react';
import type { WeightPrecision } from '../core';
import { megabytes } from './format';
import type { Offer } from './plan';

export const buttonClass =
  'inline-flex h-9 items-center justify-center rounded-md border border-control bg-raised px-3 text-sm font-medium hover:border-ink disabled:opacity-50';

interface Props {
  offer: Offer;
  onBegin: (offer: Offer, wanted: WeightPrecision[]) => void;
}

const words: Partial<Record<WeightPrecision, string>> = {
  q8: '8 bits, for processors',
  fp16: '16 bits, for graphics cards',
  fp32: '32 bits, the full weights',
};

/** In which precisions a model is fetched. */
export function OfferChoice({ offer, onBegin }: Props) {
  const there = offer.precisions.map(({ precision }) => precision);
  const [wanted, setWanted] = useState(() => usualOf(there));
  const flip = (precision: WeightPrecision) =>
    setWanted((all) =>
      all.includes(precision) ? all.filter((one) => one !== precision) : [...all, precision],
    );
  return (
    <fieldset className="flex flex-col gap-2 rounded-lg border border-line bg-raised p-4">
      <legend className="px-1 font-medium">{offer.repo}</legend>
      {offer.precisions.map(({ precision, bytes }) => (
        <label key={precision} className="flex items-center gap-3">
          <input
            type="checkbox"
            checked={wanted.includes(precision)}
            onChange={() => flip(precision)}
          />
          <span>
            {words[precision] ?? precision}, {megabytes(bytes)}
          </span>
        </label>
      ))}
      <div className="pt-2">
        <button
          type="button"
          className={buttonClass}
          disabled={wanted.length === 0}
          onClick={() => onBegin(offer, wanted)}
        >
          Download
        </button>
      </div>
    </fieldset>
  );
}

/** The smallest that a processor runs well, and with a graphics card what that runs well. */
function usualOf(there: readonly WeightPrecision[]): WeightPrecision[] {
  const usual: WeightPrecision[] = 'gpu' in navigator ? ['q8', 'fp16'] : ['q8'];
  const chosen = usual.filter((precision) => there.includes(precision));
  return chosen.length > 0 ? chosen : there.slice(-1);
}
