import { useId, useMemo, useState } from 'react';
import type { CaptionMatches } from '../../../app';
import { displayName, type SourceDocument } from '../../../core';
import { Choice } from '../../parts/choice';
import { Temperature } from '../temperature';
import { CellFacts } from './cell-facts';
import { contrastOf, type View } from './contrast';
import { LossPanel } from './loss-panel';
import { type CellPlace, Matrix } from './matrix';
import { Mistakes } from './mistakes';

interface Props {
  matches: CaptionMatches;
  /** The pictures, in the order of their captions. */
  documents: SourceDocument[];
}

const views: readonly { id: View; label: string }[] = [
  { id: 'cosine', label: 'Cosine' },
  { id: 'row', label: 'Row softmax' },
  { id: 'column', label: 'Column softmax' },
  { id: 'sigmoid', label: 'Sigmoid' },
];

/** With which SigLIP's training begins (Zhai et al. 2023, section 3.2). */
const firstBias = -10;

export function ContrastView({ matches, documents }: Props) {
  const { captions, cosines } = matches;
  const isSigmoid = matches.loss === 'sigmoid';
  const [view, setView] = useState<View>(isSigmoid ? 'sigmoid' : 'row');
  const [logitScale, setLogitScale] = useState(matches.logitScale);
  const [bias, setBias] = useState(isSigmoid ? matches.logitBias : firstBias);
  const [cell, setCell] = useState<CellPlace>({ picture: 0, caption: 0 });
  const factsId = useId();
  const biasId = useId();
  const contrast = useMemo(
    () => contrastOf(cosines, captions.length, { logitScale, bias }),
    [cosines, captions, logitScale, bias],
  );
  const nameOf = (picture: number) => displayName(documents[picture]!);
  return (
    <div className="flex flex-col gap-5" data-contrast={captions.length}>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <Choice label="In each cell" options={views} value={view} onChange={setView} />
        <Temperature
          logitScale={logitScale}
          learned={matches.logitScale}
          onChange={setLogitScale}
        />
        {view === 'sigmoid' && (
          <div className="flex items-center gap-3 text-sm">
            <label htmlFor={biasId}>Bias</label>
            <input
              id={biasId}
              type="range"
              min={-20}
              max={0}
              step={0.1}
              value={bias}
              onChange={({ currentTarget }) => setBias(Number(currentTarget.value))}
            />
            <output className="text-quiet tabular-nums">{bias.toFixed(1)}</output>
          </div>
        )}
      </div>
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_16rem]">
        <Matrix
          {...{ contrast, view, documents, captions, cell }}
          describedBy={factsId}
          onCell={setCell}
        />
        <CellFacts
          id={factsId}
          {...{ contrast, cell }}
          document={documents[cell.picture]!}
          caption={captions[cell.caption]!}
        />
      </div>
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <LossPanel {...{ contrast, captions, nameOf }} />
        <div className="flex flex-col gap-5">
          <Mistakes {...{ contrast, captions, nameOf }} onCell={setCell} />
        </div>
      </div>
    </div>
  );
}
