import { percent } from './candidate-list';
import type { Confusion } from './labels';

const noneName = 'none of these';

/** Known captions down, found ones across; the diagonal is right. */
export function ConfusionTable({ confusion }: { confusion: Confusion }) {
  const { counts, right, labelled } = confusion;
  const found = new Set([...counts.values()].flatMap((row) => [...row.keys()]));
  const columns = [...new Set<string | undefined>([...counts.keys(), ...found])];
  return (
    <section aria-labelledby="confusion" className="flex flex-col gap-2">
      <h2 id="confusion" className="font-semibold">
        Found against known
      </h2>
      <p className="text-sm text-quiet tabular-nums">
        {right} of {labelled} pictures whose caption is known are right ({percent(right / labelled)}
        ).
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable by keyboard */}
      <section aria-label="Confusion table" tabIndex={0} className="overflow-x-auto">
        <table className="text-sm">
          <thead>
            <tr>
              <th scope="col" className="py-1 pr-4 text-left font-normal text-quiet">
                Known ↓ Found →
              </th>
              {columns.map((column) => (
                <th
                  key={column ?? ''}
                  scope="col"
                  className="max-w-32 px-2 py-1 text-left align-bottom font-normal wrap-anywhere text-quiet"
                >
                  {column ?? noneName}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[...counts].map(([label, row]) => (
              <tr key={label} className="border-t border-line">
                <th scope="row" className="max-w-48 py-1 pr-4 text-left font-medium wrap-anywhere">
                  {label}
                </th>
                {columns.map((column) => {
                  const count = row.get(column) ?? 0;
                  const look = column === label ? 'bg-accent-wash text-accent font-semibold' : '';
                  return (
                    <td key={column ?? ''} className={`px-2 py-1 tabular-nums ${look}`}>
                      {count === 0 && column !== label ? '' : count}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}
