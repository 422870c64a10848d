import type { Report } from '../../app';
import { Button } from '../parts/button';
import { countOf } from '../parts/format';
import { downloadReports } from './download-reports';
import { FigureWithInterval, percentOf } from './figure-with-interval';
import { weightWords } from './weights';

const measures = [
  { key: 'r1', name: 'R@1', what: 'right answer first' },
  { key: 'r5', name: 'R@5', what: 'among the first five' },
  { key: 'r10', name: 'R@10', what: 'among the first ten' },
  { key: 'mrr', name: 'MRR', what: 'mean reciprocal rank' },
  { key: 'ndcg10', name: 'nDCG@10', what: 'order of the first ten' },
] as const;

interface Props {
  reports: Report[];
  /** What was asked. */
  from: string;
  model: string;
  /** The figures of another model stand beside. */
  isOneOfTwo?: boolean;
}

/** The figures with their intervals, each with a bar from 0 to 100. */
export function ReportTable({ reports, from, model, isOneOfTwo = false }: Props) {
  const [first] = reports;
  const ofModel = isOneOfTwo ? `, ${model}` : '';
  const fileName = `rummage-score${isOneOfTwo ? `-${model.replace(/[^\p{L}\p{N}.]+/gu, '-')}` : ''}`;
  if (!first) return null;
  return (
    <div className="flex flex-col gap-3">
      <p className="text-sm text-quiet">
        {countOf(first.results.length, 'question')} from {from}, {model}; percent, with the interval
        that holds 95 of 100 such samples.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable by keyboard */}
      <section aria-label={`Figures, ${model}`} tabIndex={0} className="overflow-x-auto">
        <table className="w-full text-sm" data-report="">
          <thead>
            <tr className="text-left text-quiet">
              <th scope="col" className="py-1 pr-4 font-normal">
                Ranked
              </th>
              {measures.map(({ key, name, what }) => (
                <th key={key} scope="col" title={what} className="py-1 pr-4 font-normal">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {reports.map((report) => (
              <tr key={weightWords(report.weights)} className="border-t border-line align-top">
                <th scope="row" className="py-2 pr-4 text-left font-medium whitespace-nowrap">
                  {weightWords(report.weights)}
                </th>
                {measures.map(({ key }) => (
                  <td key={key} className="min-w-24 py-2 pr-4 tabular-nums">
                    <FigureWithInterval {...report[key]} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {first.auc !== undefined && (
        <p className="text-sm text-quiet">
          Questions with an answer are told from those without with an area of{' '}
          {first.auc.toFixed(3)} under the curve; {percentOf(first.declinedRight ?? Number.NaN)} %
          of those without were declined.
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button
          icon="download"
          aria-label={`Download as JSON${ofModel}`}
          onPress={() => downloadReports(reports, model, `${fileName}.json`)}
        >
          Download as JSON
        </Button>
        <Button
          icon="download"
          aria-label={`Download as CSV${ofModel}`}
          onPress={() => downloadReports(reports, model, `${fileName}.csv`)}
        >
          Download as CSV
        </Button>
      </div>
    </div>
  );
}
