import { type Lesson, maxGeneralFall, shareOf } from '../../../app';
import { Button } from '../../parts/button';
import { countOf } from '../../parts/format';
import { useRummage } from '../../parts/rummage-context';
import { FigureWithInterval } from '../figure-with-interval';
import { Examples } from './examples';
import { KeepForm } from './keep-form';
import { LossCurves } from './loss-curves';

const cutoffs = [1, 5, 10] as const;

/** What a lesson brought and what it cost, by pairs that it has not seen. */
export function LessonReport({ lesson }: { lesson: Lesson }) {
  const { teaching } = useRummage();
  const { counts, measured, general, candidates, outcome, isOffered, seconds } = lesson;
  const rows = [
    { name: 'Held out, before', ranks: measured.map(({ before }) => before) },
    { name: 'Held out, after', ranks: measured.map(({ after }) => after) },
    { name: 'General, before', ranks: general.before },
    { name: 'General, after', ranks: general.after },
  ];
  return (
    <section aria-label="Lesson" className="flex flex-col gap-4" data-lesson="">
      <Verdict lesson={lesson} />
      <p className="text-sm text-quiet">
        Learned from {countOf(counts.learned, 'pair')}
        {counts.wrong > 0 && ` and ${countOf(counts.wrong, 'wrong hit')}`} in {seconds.toFixed(1)}{' '}
        s, watched by {counts.watched}, best at step {outcome.step}.{' '}
        {countOf(measured.length, 'pair')} held out: how often the picture is first, among the first
        five and the first ten of {countOf(candidates, 'picture')} for its caption. General are{' '}
        {countOf(general.before.length, 'photo')} that have nothing to do with yours. Percent, with
        the interval that holds 95 of 100 such samples.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable by keyboard */}
      <section aria-label="Recall" tabIndex={0} className="overflow-x-auto">
        <table className="w-full text-sm">
          <thead>
            <tr className="text-left text-quiet">
              <th scope="col" className="py-1 pr-4 font-normal">
                Pairs
              </th>
              {cutoffs.map((k) => (
                <th key={k} scope="col" className="py-1 pr-4 font-normal">
                  R@{k}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, ranks }) => (
              <tr key={name} className="border-t border-line align-top">
                <th scope="row" className="py-2 pr-4 text-left font-medium whitespace-nowrap">
                  {name}
                </th>
                {cutoffs.map((k) => (
                  <td key={k} className="min-w-24 py-2 pr-4 tabular-nums">
                    <FigureWithInterval {...shareOf(ranks.map((rank) => rank <= k))} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <LossCurves curve={outcome.curve} />
      <Examples measured={measured} />
      {isOffered ? (
        <KeepForm lesson={lesson} />
      ) : (
        <div>
          <Button onPress={() => teaching.discard()}>Discard</Button>
        </div>
      )}
    </section>
  );
}

function Verdict({ lesson: { adapter, isOffered } }: { lesson: Lesson }) {
  const { heldOut, general } = adapter;
  const points = (share: number) => (100 * share).toFixed(1);
  const fall = general.before.r10 - general.after.r10;
  const held = `R@10 on the pairs held out went from ${points(heldOut.before.r10)} to ${points(heldOut.after.r10)} %`;
  const cost = `on general photos it ${fall >= 0 ? 'fell' : 'rose'} by ${points(Math.abs(fall))} of the ${points(maxGeneralFall)} points that it may cost`;
  return (
    <p role="status" className={isOffered ? 'font-medium text-accent' : 'font-medium text-warning'}>
      {isOffered ? 'It helped: ' : 'It is not offered for use: '}
      {held}, {cost}.
    </p>
  );
}
