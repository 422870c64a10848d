import type { TeachPoint } from '../../../core';
import { LineChart } from '../../parts/line-chart';

/** How the losses went, as curves and as a table. */
export function LossCurves({ curve }: { curve: readonly TeachPoint[] }) {
  const [first] = curve;
  const last = curve.at(-1);
  if (!first || !last) return null;
  return (
    <figure className="flex flex-col gap-2">
      <LineChart
        label={`Loss by step: of the pairs it learns from ${nats(first.learnedLoss)} at first, ${nats(last.learnedLoss)} at step ${last.step}; of the pairs that are watched ${nats(first.watchedLoss)}, then ${nats(last.watchedLoss)}.`}
        x={{ name: 'Step', values: curve.map(({ step }) => step) }}
        series={[
          { name: 'Learned', values: curve.map(({ learnedLoss }) => learnedLoss) },
          { name: 'Watched', values: curve.map(({ watchedLoss }) => watchedLoss), isDashed: true },
        ]}
      />
      <figcaption className="text-sm text-quiet">
        Contrastive loss in nats: of the pairs it learns from, and dashed of those it is only
        watched by. Where the dashed one rises again, it begins to learn by heart, and stops.
      </figcaption>
      <details className="text-sm">
        <summary className="cursor-default">The curves as a table</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable by keyboard */}
        <section aria-label="Losses" tabIndex={0} className="mt-2 max-h-64 overflow-auto">
          <table className="tabular-nums">
            <thead>
              <tr className="text-left text-quiet">
                {['Step', 'Loss, learned', 'Loss, watched', 'General R@10'].map((head) => (
                  <th key={head} scope="col" className="pr-6 font-normal">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {curve.map(({ step, learnedLoss, watchedLoss, generalR10 }) => (
                <tr key={step}>
                  <th scope="row" className="pr-6 text-left font-normal">
                    {step}
                  </th>
                  <td className="pr-6">{nats(learnedLoss)}</td>
                  <td className="pr-6">{nats(watchedLoss)}</td>
                  <td className="pr-6">{(100 * generalR10).toFixed(1)} %</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </details>
    </figure>
  );
}

const nats = (loss: number) => loss.toFixed(3);
