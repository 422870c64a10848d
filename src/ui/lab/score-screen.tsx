import { FileTrigger } from 'react-aria-components';
import {
  queriesOfHeadings,
  queriesOfRows,
  type Report,
  readQueries,
  type ScoredQuery,
} from '../../app';
import { Button } from '../parts/button';
import { useAppState, useRummage } from '../parts/rummage-context';
import { LabHeader } from './lab-header';
import { ReportTable } from './report-table';
import { RunStatus, useRun } from './run';
import { allWeights } from './weights';

interface Scored {
  reports: Report[];
  from: string;
}

/** How well search finds what it should, measured on the person's own library. */
export function ScoreScreen() {
  const rummage = useRummage();
  const run = useRun<Scored>();
  const model = useAppState(({ encoder }) => (encoder.phase === 'ready' ? encoder.model : ''));

  const start = (from: string, load: () => Promise<ScoredQuery[]>) =>
    run.start(async (onProgress, signal) => {
      const queries = await load();
      if (queries.length === 0) throw new Error('Your library has nothing to ask for in this way.');
      return { reports: await rummage.score(queries, allWeights, onProgress, signal), from };
    });
  const documents = () => rummage.store.getState().library.documents;

  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto flex max-w-4xl flex-col gap-5 px-4 pt-6 pb-12 sm:px-5">
        <LabHeader title="Score my library" />
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
            <Button look="primary" isDisabled={run.isBusy}>
              Ask from a file
            </Button>
          </FileTrigger>
          <Button
            isDisabled={run.isBusy}
            onPress={() =>
              void start('headings', () => queriesOfHeadings(documents(), rummage.chunks))
            }
          >
            Ask headings for their passages
          </Button>
          <Button
            isDisabled={run.isBusy}
            onPress={() => void start('rows', () => queriesOfRows(documents(), rummage.chunks))}
          >
            Ask rows by some of their cells
          </Button>
        </div>
        <p className="text-sm text-quiet">
          A file has a line for each pair, such as <code>beach.jpg,two dogs on a beach</code>, or
          JSON lines with <code>query</code> and <code>relevant</code>.
        </p>
        <RunStatus run={run} />
        {run.state.phase === 'done' && <ReportTable {...run.state.result} model={model} />}
      </div>
    </div>
  );
}
