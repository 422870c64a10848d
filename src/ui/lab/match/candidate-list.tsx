import { useState } from 'react';
import { Button } from '../../parts/button';
import { formatCount } from '../../parts/format';
import type { Ranking } from './ranked';

interface Props {
  ranking: Ranking;
  /** What is ranked, for whom: "Captions for IMG_2041.jpg". */
  label: string;
  nameOf: (index: number) => string;
}

/** A few are shown whole, of more only the best: there may be many pictures. */
const few = 4;
const shownOfMore = 3;

/** Candidates with cosine, logit and probability, the winner marked. */
export function CandidateList({ ranking, label, nameOf }: Props) {
  const [isWhole, setWhole] = useState(false);
  const { candidates, isNone } = ranking;
  const isShort = isWhole || candidates.length <= few;
  const shown = isShort ? candidates : candidates.slice(0, shownOfMore);
  const hidden = candidates.length - shown.length;
  return (
    <div className="flex min-w-0 grow flex-col gap-1.5">
      {isNone && (
        <p className="text-sm text-warning" data-none="">
          Probably none of these: the best has a chance of {chanceText(candidates[0]?.chance ?? 0)}.
        </p>
      )}
      <ol aria-label={label} className="flex flex-col gap-1.5">
        {shown.map(({ index, cosine, logit, probability, chance }, i) => {
          const isWinner = i === 0 && !isNone;
          return (
            <li key={index} data-winner={isWinner ? '' : undefined} className="text-sm">
              <span className="flex items-baseline justify-between gap-3">
                <span
                  dir="auto"
                  className={`min-w-0 wrap-anywhere ${isWinner ? 'font-semibold text-accent' : ''}`}
                >
                  {nameOf(index)}
                  {isWinner && <span className="sr-only"> (winner)</span>}
                </span>
                <span className="shrink-0 font-medium tabular-nums" data-probability="">
                  {percent(probability)}
                </span>
              </span>
              <span className="mt-0.5 block h-1 overflow-hidden rounded-full bg-line">
                <span
                  className={`block h-full rounded-full ${isWinner ? 'bg-accent' : 'bg-control'}`}
                  style={{ width: `${100 * probability}%` }}
                />
              </span>
              <span className="text-xs text-quiet tabular-nums">
                cosine {cosine.toFixed(3)} · logit {logit.toFixed(2)} · chance {chanceText(chance)}
              </span>
            </li>
          );
        })}
      </ol>
      {hidden > 0 && (
        <div>
          <Button look="quiet" onPress={() => setWhole(true)}>
            {formatCount(hidden)} more
          </Button>
        </div>
      )}
    </div>
  );
}

/** "12.3 %". */
export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

const chanceText = (chance: number): string =>
  chance < 1 ? 'under 1 in 100' : `${Math.round(chance)} in 100`;
