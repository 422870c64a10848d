import { type RefObject, useEffect, useMemo, useState } from 'react';

/** Drawn beyond each edge, so that a fast scroll does not show gaps at once. */
const overscanPx = 800;

/** The scroll position is taken in steps of this: most scroll events then change nothing. */
const stepPx = 200;

export interface WindowedBlocks {
  /** Index of the first block to draw, and of the one after the last. */
  from: number;
  to: number;
  /** Heights of what is not drawn before and after. */
  abovePx: number;
  belowPx: number;
}

/** Which of many blocks of known but unequal heights are worth drawing. */
export function useWindowedBlocks(
  scroller: RefObject<HTMLElement | null>,
  heightsPx: readonly number[],
): WindowedBlocks {
  const [view, setView] = useState({ top: 0, height: 1000 });

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = () => {
      const top = Math.floor(element.scrollTop / stepPx) * stepPx;
      const height = element.clientHeight;
      setView((now) => (now.top === top && now.height === height ? now : { top, height }));
    };
    measure();
    element.addEventListener('scroll', measure, { passive: true });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      element.removeEventListener('scroll', measure);
      observer.disconnect();
    };
  }, [scroller]);

  return useMemo(() => {
    const bottom = view.top + view.height + stepPx + overscanPx;
    let [from, to, at, abovePx, drawnPx] = [0, 0, 0, 0, 0];
    for (const [i, height] of heightsPx.entries()) {
      if (at + height < view.top - overscanPx) {
        from = i + 1;
        abovePx += height;
      } else if (at <= bottom) {
        drawnPx += height;
        to = i + 1;
      }
      at += height;
    }
    return { from, to: Math.max(from, to), abovePx, belowPx: at - abovePx - drawnPx };
  }, [heightsPx, view]);
}
