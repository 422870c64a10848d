import { FileTrigger } from 'react-aria-components';
import { type AnswersReport, readQuestions } from '../../app';
import { Button } from '../parts/button';
import { countOf } from '../parts/format';
import { useRummage } from '../parts/rummage-context';
import { saveFile } from '../parts/save-file';
import { LabHeader } from './lab-header';
import { RunStatus, useRun } from './run';

interface Scored {
  report: AnswersReport;
  from: string;
}

/** How often Ask gives the right answer with the right source, on questions of the person's own. */
export function AnswersScreen() {
  const rummage = useRummage();
  const run = useRun<Scored>();
  const start = (file: File) =>
    run.start(async (onProgress, signal) => {
      const questions = readQuestions(await file.text());
      return { report: await rummage.scoreAnswers(questions, onProgress, signal), from: file.name };
    });

  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto flex max-w-4xl flex-col gap-5 px-4 pt-6 pb-12 sm:px-5">
        <LabHeader title="Score my answers" />
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
            <Button look="primary" isDisabled={run.isBusy}>
              Ask from a file
            </Button>
          </FileTrigger>
        </div>
        <RunStatus run={run} />
        {run.state.phase === 'done' && <Figures {...run.state.result} />}
      </div>
    </div>
  );
}

const percent = (share: number | undefined) =>
  share === undefined ? '–' : `${(100 * share).toFixed(1)} %`;

function Figures({ report, from }: Scored) {
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
