import { useRef, useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { type AnswersReport, readQuestions } from '../../app';
import { Button } from '../parts/button';
import { countOf, formatCount } from '../parts/format';
import { useAppState, useRummage } from '../parts/rummage-context';
import { saveFile } from '../parts/save-file';

type Run =
  | { phase: 'idle' }
  | { phase: 'running'; done: number; total: number }
  | { phase: 'done'; report: AnswersReport; from: string }
  | { phase: 'failed'; message: string };

/** How often Ask gives the right answer with the right source, on questions of the person's own. */
export function AnswersScreen() {
  const rummage = useRummage();
  const [run, setRun] = useState<Run>({ phase: 'idle' });
  const controller = useRef<AbortController>(undefined);
  const hasAllWords = useAppState(({ library }) => library.hasAllWords);
  const isIndexing = useAppState(({ ingest }) => ingest.phase === 'running');
  const isBusy = run.phase === 'running' || isIndexing || !hasAllWords;

  const start = async (file: File) => {
    controller.current = new AbortController();
    const { signal } = controller.current;
    try {
      const questions = readQuestions(await file.text());
      const onProgress = (done: number, total: number) => {
        if (!signal.aborted) setRun({ phase: 'running', done, total });
      };
      onProgress(0, questions.length);
      const report = await rummage.scoreAnswers(questions, onProgress, signal);
      setRun({ phase: 'done', report, from: file.name });
    } catch (error) {
      if (signal.aborted) return;
      setRun({ phase: 'failed', message: error instanceof Error ? error.message : String(error) });
    }
  };
  const cancel = () => {
    controller.current?.abort();
    setRun({ phase: 'idle' });
  };

  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto flex max-w-4xl flex-col gap-5 px-4 pt-6 pb-12 sm:px-5">
        <h1 className="text-2xl font-semibold tracking-tight">Score my answers</h1>
        <p className="max-w-[70ch] text-quiet">
          Asks your library questions whose answers are known: how often the place that supports the
          answer is cited, how often the answer is in what is said, and how often a question without
          an answer is declined. A file has a line of JSON for each, such as{' '}
          <code>
            {'{"question": "When is the fair?", "answers": ["July"], "file": "minutes.txt"}'}
          </code>
          ; one without <code>answers</code> is not in the documents.
        </p>
        <div>
          <FileTrigger
            acceptedFileTypes={['.jsonl', '.txt']}
            onSelect={(files) => files?.[0] && void start(files[0])}
          >
            <Button look="primary" isDisabled={isBusy}>
              Ask from a file
            </Button>
          </FileTrigger>
        </div>
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
        {run.phase === 'done' && <Figures report={run.report} from={run.from} />}
      </div>
    </div>
  );
}

const percent = (share: number | undefined) =>
  share === undefined ? '–' : `${(100 * share).toFixed(1)} %`;

function Figures({ report, from }: { report: AnswersReport; from: string }) {
  const { results, supported, correct, declinedRight } = report;
  const figures = [
    { name: 'The supporting place is cited', share: supported },
    { name: 'The answer is in what is said', share: correct },
    { name: 'Declined where there is no answer', share: declinedRight },
  ];
  return (
    <div className="flex flex-col gap-3">
      <p className="text-sm text-quiet">
        {countOf(results.length, 'question')} from {from}
      </p>
      <table className="w-fit text-sm" aria-label="Figures">
        <tbody>
          {figures.map(({ name, share }) => (
            <tr key={name} className="border-t border-line">
              <th scope="row" className="py-2 pr-6 text-left font-medium">
                {name}
              </th>
              <td className="py-2 font-semibold tabular-nums">{percent(share)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div>
        <Button
          icon="download"
          onPress={() =>
            saveFile(JSON.stringify(report, null, 1), 'application/json', 'rummage-answers.json')
          }
        >
          Download as JSON
        </Button>
      </div>
    </div>
  );
}
