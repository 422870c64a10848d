import { useRef, useState } from 'react';
import { Button } from '../parts/button';
import { countOf, formatCount } from '../parts/format';
import { useAppState } from '../parts/rummage-context';

type OnProgress = (done: number, total: number) => void;

type RunState<Result> =
  | { phase: 'idle' }
  | { phase: 'running'; done: number; total: number }
  | { phase: 'done'; result: Result }
  | { phase: 'failed'; message: string };

export interface Run<Result> {
  state: RunState<Result>;
  /** The library is not ready yet, or a run is under way. */
  isBusy: boolean;
  start: (work: (onProgress: OnProgress, signal: AbortSignal) => Promise<Result>) => Promise<void>;
  cancel: () => void;
}

/** Many questions asked of the whole library, one run at a time, each of which can be cancelled. */
export function useRun<Result>(): Run<Result> {
  const [state, setState] = useState<RunState<Result>>({ phase: 'idle' });
  const controller = useRef<AbortController>(undefined);
  const hasAllWords = useAppState(({ library }) => library.hasAllWords);
  const isIndexing = useAppState(({ ingest }) => ingest.phase === 'running');
  return {
    state,
    isBusy: state.phase === 'running' || isIndexing || !hasAllWords,
    async start(work) {
      controller.current?.abort();
      controller.current = new AbortController();
      const { signal } = controller.current;
      try {
        const onProgress: OnProgress = (done, total) => {
          if (!signal.aborted) setState({ phase: 'running', done, total });
        };
        onProgress(0, 0);
        const result = await work(onProgress, signal);
        if (!signal.aborted) setState({ phase: 'done', result });
      } catch (error) {
        if (signal.aborted) return;
        const message = error instanceof Error ? error.message : String(error);
        setState({ phase: 'failed', message });
      }
    },
    cancel() {
      controller.current?.abort();
      setState({ phase: 'idle' });
    },
  };
}

interface StatusProps {
  run: Omit<Run<unknown>, 'start'>;
  /** What is counted, and what was done with it. */
  unit?: string;
  done?: string;
}

/** What a run is doing, how far it is, or why it ended. */
export function RunStatus({ run, unit = 'question', done = 'asked' }: StatusProps) {
  const { state, isBusy, cancel } = run;
  return (
    <div aria-live="polite">
      {state.phase === 'idle' && isBusy && (
        <p className="text-quiet">Your documents are still being read; then you can begin.</p>
      )}
      {state.phase === 'failed' && <p className="text-danger">{state.message}</p>}
      {state.phase === 'running' && (
        <p className="flex items-center gap-3 tabular-nums">
          {formatCount(state.done)} of {countOf(state.total, unit)} {done}
          <Button look="quiet" onPress={cancel}>
            Cancel
          </Button>
        </p>
      )}
    </div>
  );
}
