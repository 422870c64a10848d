import { useEffect, useRef } from 'react';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useColourScheme, useWidth } from './hooks';
import { resolveColour } from './resolve-colour';

interface Line {
  name: string;
  values: readonly number[];
  isDashed?: boolean;
}

interface Props {
  /** What it shows, in words. */
  label: string;
  x: Line;
  series: readonly Line[];
}

const heightPx = 220;

/** Curves over one axis; the label is all that is told of it, so the numbers stand elsewhere too. */
export function LineChart({ label, x, series }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const scheme = useColourScheme();
  // biome-ignore lint/correctness/useExhaustiveDependencies: colours are read anew with the scheme
  useEffect(() => {
    const element = frame.current;
    if (!element || width === 0) return;
    const colour = (name: string) => resolveColour(element, `var(--color-${name})`);
    const axis = { stroke: colour('quiet'), grid: { stroke: colour('line'), width: 1 } };
    const plot = new UPlot(
      {
        width,
        height: heightPx,
        legend: { live: false },
        cursor: { show: false },
        scales: { x: { time: false } },
        axes: [{ ...axis, incrs: [1, 2, 5, 10, 20, 50, 100] }, axis],
        series: [
          { label: x.name },
          ...series.map(({ name, isDashed }) => ({
            label: name,
            stroke: colour(isDashed ? 'ink' : 'accent'),
            width: 2,
            ...(isDashed && { dash: [6, 4] }),
          })),
        ],
      },
      [[...x.values], ...series.map(({ values }) => [...values])],
      element,
    );
    return () => plot.destroy();
  }, [x, series, width, scheme]);
  return <div ref={frame} role="img" aria-label={label} style={{ minHeight: heightPx }} />;
}
