import { useEffect, useState } from 'react';
import type { Chunk, DocumentId, HeatMap, HeatMethod } from '../../../core';
import { useAppState, useRummage } from '../../parts/rummage-context';
import { useStoredSetting } from '../../parts/stored-setting';

export type HeatState =
  | { phase: 'off' }
  | { phase: 'working' }
  | { phase: 'done'; map: HeatMap }
  /** The query asks for nothing by meaning, or the picture is gone. */
  | { phase: 'nothing' }
  | { phase: 'failed' };

export interface Heat {
  state: HeatState;
  isOn: boolean;
  setOn: (isOn: boolean) => void;
  method: HeatMethod;
  setMethod: (method: HeatMethod) => void;
}

const switchChoices = ['off', 'on'] as const;
const methods = ['covering', 'parts'] as const satisfies readonly HeatMethod[];

/** The heat map of a picture for the present search, where a person wants to see one. */
export function useHeat(id: DocumentId, chunk: Chunk | undefined): Heat {
  const [onOff, setOnOff] = useStoredSetting('rummage.heat', switchChoices, 'off');
  const [method, setMethod] = useStoredSetting<HeatMethod>(
    'rummage.heat.method',
    methods,
    'covering',
  );
  const isOn = onOff === 'on';
  return {
    state: useHeatMap(id, chunk, isOn, method),
    isOn,
    setOn: (next) => setOnOff(next ? 'on' : 'off'),
    method,
    setMethod,
  };
}

function useHeatMap(
  id: DocumentId,
  chunk: Chunk | undefined,
  isOn: boolean,
  method: HeatMethod,
): HeatState {
  const rummage = useRummage();
  const query = useAppState(({ search }) =>
    search.phase === 'idle' ? '' : JSON.stringify(search.query),
  );
  const key = `${id}/${chunk?.ordinal} ${method} ${query}`;
  const [known, setKnown] = useState<{ key: string; state: HeatState }>();

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key names the chunk and the query
  useEffect(() => {
    if (!isOn || !chunk || query === '') return;
    const controller = new AbortController();
    const { signal } = controller;
    const tell = (state: HeatState) => !signal.aborted && setKnown({ key, state });
    rummage.heatMap(id, chunk, method, signal).then(
      (map) => tell(map ? { phase: 'done', map } : { phase: 'nothing' }),
      () => tell({ phase: 'failed' }),
    );
    return () => controller.abort();
  }, [rummage, isOn, key]);

  if (!isOn) return { phase: 'off' };
  if (query === '') return { phase: 'nothing' };
  return known?.key === key ? known.state : { phase: 'working' };
}
