import { ProgressBar } from 'react-aria-components';
import { IconButton } from './button';
import { formatCount } from './format';

interface Props {
  /** What goes on, as its name for a screen reader and, shorter, as it is shown. */
  label: string;
  short: string;
  done: number;
  total: number;
  unit: string;
  /** Time left, or why it stands still; '' where there is nothing to say. */
  pace: string;
  isPaused: boolean;
  /** To other work, where there is room for one only. */
  yields?: boolean;
  onPause: (isPaused: boolean) => void;
}

/** Work that goes on behind all other, with a count and a way to pause it. */
export function WorkBar(props: Props) {
  const { label, short, done, total, unit, pace, isPaused, yields = false, onPause } = props;
  const counted = `${formatCount(done)} of ${formatCount(total)}`;
  const inWords = label.charAt(0).toLowerCase() + label.slice(1);
  return (
    <div className={`flex min-w-0 items-center gap-2 ${yields ? 'max-sm:hidden' : ''}`}>
      <ProgressBar
        aria-label={label}
        value={done}
        maxValue={total}
        valueLabel={`${counted} ${unit}`}
        className="flex min-w-0 items-center gap-3"
      >
        {({ percentage }) => (
          <>
            <span className="h-1 w-16 shrink-0 overflow-hidden rounded-full bg-line max-sm:hidden">
              <span
                className={`block h-full rounded-full ${isPaused ? 'bg-control' : 'bg-accent'}`}
                style={{ width: `${percentage}%` }}
              />
            </span>
            <span className="flex min-w-0 text-xs whitespace-pre tabular-nums text-quiet">
              {/* It may be a name of any length; the count must be seen. */}
              <span className="max-w-64 truncate">{short}</span>
              <span className="shrink-0">: {counted}</span>
              <span className="overflow-hidden text-ellipsis max-sm:hidden">
                {pace && ` · ${pace}`}
              </span>
            </span>
          </>
        )}
      </ProgressBar>
      {isPaused ? (
        <IconButton icon="play" label={`Resume ${inWords}`} onPress={() => onPause(false)} />
      ) : (
        <IconButton icon="pause" label={`Pause ${inWords}`} onPress={() => onPause(true)} />
      )}
    </div>
  );
}
