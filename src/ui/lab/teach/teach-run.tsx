import type { TeachProgress } from '../../../core';
import { Button } from '../../parts/button';
import { countOf, formatCount, formatTimeLeft } from '../../parts/format';
import { useAppState, useRummage } from '../../parts/rummage-context';
import { LessonReport } from './lesson-report';
import { LossCurves } from './loss-curves';

/** The lesson under way, stopped or done. */
export function TeachRun() {
  const { teaching } = useRummage();
  const state = useAppState(({ teach }) => teach);
  switch (state.phase) {
    case 'idle':
      return null;
    case 'failed':
      return (
        <p role="alert" className="text-danger">
          {state.message}
        </p>
      );
    case 'reading':
      return (
        <p role="status" className="flex items-center gap-3 tabular-nums">
          {formatCount(state.done)} of {countOf(state.total, 'caption')} read
          <Button look="quiet" onPress={() => teaching.discard()}>
            Cancel
          </Button>
        </p>
      );
    case 'teaching':
    case 'stopped':
      return (
        <section aria-label="Lesson" className="flex flex-col gap-3">
          <div className="flex flex-wrap items-center gap-3">
            <Steps progress={state.progress} isStopped={state.phase === 'stopped'} />
            {state.phase === 'teaching' ? (
              <Button icon="pause" onPress={() => teaching.stop()}>
                Stop
              </Button>
            ) : (
              <>
                <Button look="primary" icon="play" onPress={() => void teaching.resume()}>
                  Go on
                </Button>
                <Button onPress={() => void teaching.finish()}>Measure what was learned</Button>
                <Button look="quiet" onPress={() => teaching.discard()}>
                  Discard
                </Button>
              </>
            )}
          </div>
          <LossCurves curve={state.progress.curve} />
        </section>
      );
    case 'done':
      return <LessonReport lesson={state.lesson} />;
  }
}

function Steps({ progress, isStopped }: { progress: TeachProgress; isStopped: boolean }) {
  const { step, maxSteps, stepMs } = progress;
  const left = formatTimeLeft(((maxSteps - step) * stepMs) / 1000);
  return (
    <div className="flex min-w-56 grow flex-col gap-1">
      <div
        role="progressbar"
        aria-label="Teaching"
        aria-valuemin={0}
        aria-valuemax={maxSteps}
        aria-valuenow={step}
        className="h-1 overflow-hidden rounded-full bg-line"
      >
        <span
          className="block h-full rounded-full bg-accent"
          style={{ width: `${(100 * step) / maxSteps}%` }}
        />
      </div>
      <p className="text-sm text-quiet tabular-nums">
        Step {step} of at most {maxSteps}, {isStopped ? 'stopped' : `at most ${left}`}
      </p>
    </div>
  );
}
