import type { Report } from '../../app';
import { csvBlob } from '../parts/csv';
import { saveBlob, saveFile } from '../parts/save-file';

/**
 * The figures as a file: JSON with every ranking, or CSV with a line a question.
 *
 * @param name whose end says which
 */
export function downloadReports(
  reports: readonly Report[],
  model: string,
  name: `${string}.json` | `${string}.csv`,
): void {
  if (name.endsWith('.csv')) saveBlob(csvBlob(rowsOf(reports)), name);
  else saveFile(toJson(reports, model), 'application/json', name);
}

function toJson(reports: readonly Report[], model: string): string {
  const [first, ...others] = reports.map(plain);
  return JSON.stringify({ model, ...first, byWeights: [first, ...others] }, null, 1);
}

function plain(report: Report) {
  const { r1, r5, r10, mrr, ndcg10, auc, ...rest } = report;
  const means = { r1: r1.mean, r5: r5.mean, r10: r10.mean, mrr: mrr.mean, ndcg10: ndcg10.mean };
  return { ...rest, ...means, auc: auc ?? null, intervals: { r1, r5, r10, mrr, ndcg10 } };
}

function rowsOf(reports: readonly Report[]) {
  const head = ['meaning', 'words', 'query', 'position', 'file', 'place', 'score', 'declined'];
  const lines = reports.flatMap(({ weights, results }) =>
    results.flatMap(({ query, ranking, declined }) =>
      ranking
        .slice(0, 10)
        .map(({ file, place, score }, i) => [
          weights.meaning,
          weights.words,
          query,
          i + 1,
          file,
          place,
          score.toFixed(2),
          declined,
        ]),
    ),
  );
  return [head, ...lines];
}
