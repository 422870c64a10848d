import { useRef, useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import {
  queriesOfHeadings,
  queriesOfRows,
  type Report,
  readQueries,
  type ScoredQuery,
} from '../../app';
import { Button } from '../parts/button';
import { countOf, formatCount } from '../parts/format';
import { useAppState, useRummage } from '../parts/rummage-context';
import { ReportTable } from './report-table';
import { allWeights } from './weights';

type Run =
  | { phase: 'idle' }
  | { phase: 'running'; done: number; total: number }
  | { phase: 'done'; reports: Report[]; from: string }
  | { phase: 'failed'; message: string };

/** How well search finds what it should, measured on the person's own library. */
export function ScoreScreen() {
  const rummage = useRummage();
  const [run, setRun] = useState<Run>({ phase: 'idle' });
  const controller = useRef<AbortController>(undefined);
  const hasAllWords = useAppState(({ library }) => library.hasAllWords);
  const isIndexing = useAppState(({ ingest }) => ingest.phase === 'running');
  const model = useAppState(({ encoder }) => (encoder.phase === 'ready' ? encoder.model : ''));

  const start = async (from: string, load: () => Promise<ScoredQuery[]>) => {
    controller.current?.abort();
    controller.current = new AbortController();
    const { signal } = controller.current;
    try {
      setRun({ phase: 'running', done: 0, total: 0 });
      const queries = await load();
      if (queries.length === 0) throw new Error('Your library has nothing to ask for in this way.');
      const report = (done: number, total: number) => {
        if (!signal.aborted) setRun({ phase: 'running', done, total });
      };
      const reports = await rummage.score(queries, allWeights, report, signal);
      setRun({ phase: 'done', reports, from });
    } catch (error) {
      if (signal.aborted) return;
      setRun({ phase: 'failed', message: error instanceof Error ? error.message : String(error) });
    }
  };
  const cancel = () => {
    controller.current?.abort();
    setRun({ phase: 'idle' });
  };
  const documents = () => rummage.store.getState().library.documents;
  const isBusy = run.phase === 'running' || isIndexing || !hasAllWords;

  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto flex max-w-4xl flex-col gap-5 px-4 pt-6 pb-12 sm:px-5">
        <h1 className="text-2xl font-semibold tracking-tight">Score my library</h1>
        <p className="max-w-[70ch] text-quiet">
          Asks your library many questions whose answers are known and counts how often the right
          one comes first, among the first five and among the first ten: by meaning alone, by words
          alone, and by both. Nothing leaves this browser.
        </p>
        <div className="flex flex-wrap gap-2">
          <FileTrigger
            acceptedFileTypes={['.csv', '.tsv', '.jsonl', '.txt']}
            onSelect={(files) => {
              const file = files?.[0];
              if (file) void start(file.name, async () => readQueries(await file.text()));
            }}
          >
            <Button look="primary" isDisabled={isBusy}>
              Ask from a file
            </Button>
          </FileTrigger>
          <Button
            isDisabled={isBusy}
            onPress={() =>
              void start('headings', () => queriesOfHeadings(documents(), rummage.chunks))
            }
          >
            Ask headings for their passages
          </Button>
          <Button
            isDisabled={isBusy}
            onPress={() => void start('rows', () => queriesOfRows(documents(), rummage.chunks))}
          >
            Ask rows by some of their cells
          </Button>
        </div>
        <p className="text-sm text-quiet">
          A file has a line for each pair, such as <code>beach.jpg,two dogs on a beach</code>, or
          JSON lines with <code>query</code> and <code>relevant</code>.
        </p>
        <div aria-live="polite">
          {run.phase === 'idle' && isBusy && (
            <p className="text-quiet">Your documents are still being read; then you can begin.</p>
          )}
          {run.phase === 'failed' && <p className="text-danger">{run.message}</p>}
          {run.phase === 'running' && (
            <p className="flex items-center gap-3 tabular-nums">
              {formatCount(run.done)} of {countOf(run.total, 'question')} asked
              <Button look="quiet" onPress={cancel}>
                Cancel
              </Button>
            </p>
          )}
        </div>
        {run.phase === 'done' && (
          <ReportTable reports={run.reports} from={run.from} model={model} />
        )}
      </div>
    </div>
  );
}
