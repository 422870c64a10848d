import type { ReactNode } from 'react';
import { percent } from '../match/candidate-list';
import { type Contrast, confusions, worstPairs } from './contrast';
import type { CellPlace } from './matrix';

interface Props {
  contrast: Contrast;
  captions: readonly string[];
  nameOf: (picture: number) => string;
  onCell: (cell: CellPlace) => void;
}

const listed = 5;

/** The pairs that cost most, and what is taken for what. */
export function Mistakes({ contrast, captions, nameOf, onCell }: Props) {
  const confused = confusions(contrast, listed);
  return (
    <>
      <section aria-labelledby="worst" className="flex flex-col gap-2 text-sm">
        <h2 id="worst" className="text-base font-semibold">
          Worst pairs
        </h2>
        <ol className="flex flex-col gap-1">
          {worstPairs(contrast, listed).map(({ pair, loss }) => (
            <li key={pair}>
              <CellLink onPress={() => onCell({ picture: pair, caption: pair })}>
                {nameOf(pair)}, “{captions[pair]}”
              </CellLink>{' '}
              <span className="text-quiet tabular-nums">{loss.toFixed(3)}</span>
            </li>
          ))}
        </ol>
      </section>
      <section aria-labelledby="confusions" className="flex flex-col gap-2 text-sm">
        <h2 id="confusions" className="text-base font-semibold">
          Taken for each other
        </h2>
        {confused.length === 0 && (
          <p className="text-quiet">Nothing, at this temperature: no wrong cell reaches 10 %.</p>
        )}
        <ol className="flex flex-col gap-1">
          {confused.map(({ picture, caption, row, column }) => (
            <li key={`${picture}-${caption}`}>
              <CellLink onPress={() => onCell({ picture, caption })}>
                {nameOf(picture)}, “{captions[caption]}”
              </CellLink>{' '}
              <span className="text-quiet tabular-nums">
                {percent(row)} of its row, {percent(column)} of its column
              </span>
            </li>
          ))}
        </ol>
      </section>
    </>
  );
}

function CellLink({ onPress, children }: { onPress: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      onClick={onPress}
      className="text-left wrap-anywhere underline decoration-line underline-offset-2 hover:decoration-ink"
    >
      {children}
    </button>
  );
}
