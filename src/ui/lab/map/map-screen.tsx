import { useState } from 'react';
import type { MapContent } from '../../../core';
import { Button } from '../../parts/button';
import { Choice } from '../../parts/choice';
import { formatCount } from '../../parts/format';
import { useAppState, useRummage } from '../../parts/rummage-context';
import { LabHeader } from '../lab-header';
import { MapStage } from './map-stage';

const contents: readonly { id: MapContent; label: string }[] = [
  { id: 'pictures and texts', label: 'Pictures and texts' },
  { id: 'pictures', label: 'Pictures' },
  { id: 'texts', label: 'Texts' },
  { id: 'rows', label: 'Rows' },
];

const phaseWords = {
  reading: 'Reading embeddings',
  neighbours: 'Finding neighbours',
  graph: 'Joining neighbours',
  layout: 'Laying out',
};

/** The library as a map: near lies what is alike. */
export default function MapScreen() {
  const { mapping } = useRummage();
  const state = useAppState((all) => all.map);
  const isEmpty = useAppState(({ library }) => library.embeddingCount === 0);
  const shown = state.phase === 'done' || state.phase === 'running' ? state.map : undefined;
  const [content, setContent] = useState<MapContent>(shown?.content ?? 'pictures and texts');
  return (
    <div className="flex h-full flex-col gap-3 overflow-y-auto px-4 pt-6 pb-4 sm:px-5">
      <LabHeader title="Map" />
      <p className="max-w-[90ch] text-quiet">
        Every picture and every passage of your library is a point, and near it lies what the
        encoder finds alike. UMAP lays 384 dimensions out on two, so neighbours mean something and
        long ways across little. A group is called by the words that are nearest to it and far from
        the others.
      </p>
      <div className="flex flex-wrap items-center gap-3">
        <Choice
          label="What the map shows"
          options={contents}
          value={content}
          onChange={setContent}
        />
        <Button
          look={shown?.content === content ? 'plain' : 'primary'}
          isDisabled={state.phase === 'running' || isEmpty}
          onPress={() => void mapping.draw(content)}
        >
          {shown?.content === content ? 'Draw it anew' : 'Draw the map'}
        </Button>
        <div role="status" className="flex items-center gap-3 text-sm text-quiet tabular-nums">
          {isEmpty && 'There is nothing to map yet: add files first.'}
          {state.phase === 'failed' && <span className="text-danger">{state.message}</span>}
          {state.phase === 'running' && (
            <>
              {phaseWords[state.progress.phase]}
              {state.progress.total > 1 &&
                `, ${formatCount(state.progress.done)} of ${formatCount(state.progress.total)}`}
              <Button look="quiet" onPress={() => mapping.cancel()}>
                Cancel
              </Button>
            </>
          )}
          {shown && shown.total > shown.places.length && (
            <span>
              {formatCount(shown.places.length)} of {formatCount(shown.total)}, evenly taken
            </span>
          )}
        </div>
      </div>
      {shown && <MapStage map={shown} isLaidOut={state.phase === 'done'} />}
    </div>
  );
}
