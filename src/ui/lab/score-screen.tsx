import { useState } from 'react';
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
import { SwitchRow } from '../parts/switch-row';
import { LabHeader } from './lab-header';
import { ReportTable } from './report-table';
import { RunStatus, useRun } from './run';
import { allWeights } from './weights';

interface Scored {
  reports: Report[];
  /** By the encoder that is to take the place of the one in use. */
  next: { model: string; reports: Report[] } | undefined;
  from: string;
}

/** How well search finds what it should, measured on the person's own library. */
export function ScoreScreen() {
  const rummage = useRummage();
  const run = useRun<Scored>();
  const model = useAppState(({ encoder }) => (encoder.phase === 'ready' ? encoder.model : ''));
  const waits = useAppState(({ move }) => (move.phase === 'ready' ? move.to : undefined));
  const [isCompared, setCompared] = useState(true);

  const start = (from: string, load: () => Promise<ScoredQuery[]>) =>
    run.start(async (onProgress, signal) => {
      const queries = await load();
      if (queries.length === 0) throw new Error('Your library has nothing to ask for in this way.');
      const other = isCompared ? waits : undefined;
      const rounds = other === undefined ? 1 : 2;
      const score = (by: typeof rummage.score, round: number) =>
        by(
          queries,
          allWeights,
          (done, total) => onProgress(round * total + done, rounds * total),
          signal,
        );
      const reports = await score(rummage.score, 0);
      if (other === undefined) return { reports, next: undefined, from };
      const next = { model: other, reports: await score(rummage.scoreNext, 1) };
      return { reports, next, from };
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
        {waits !== undefined && (
          <SwitchRow
            label={`Compare with ${waits}`}
            hint="It has read your library and waits to be used. The same questions are asked of both."
            isOn={isCompared}
            onChange={setCompared}
          />
        )}
        <p className="text-sm text-quiet">
          A file has a line for each pair, such as <code>beach.jpg,two dogs on a beach</code>, or
          JSON lines with <code>query</code> and <code>relevant</code>.
        </p>
        <RunStatus run={run} />
        {run.state.phase === 'done' && <Reports {...run.state.result} model={model} />}
      </div>
    </div>
  );
}

function Reports({ reports, next, from, model }: Scored & { model: string }) {
  return (
    <>
      <ReportTable {...{ reports, from, model }} isOneOfTwo={next !== undefined} />
      {next && <ReportTable {...next} from={from} isOneOfTwo />}
    </>
  );
}
