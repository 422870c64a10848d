import { type RefObject, useCallback, useEffect, useState } from 'react';

/** Rows drawn beyond each edge, so that a fast scroll does not show gaps at once. */
const overscan = 12;

export interface WindowedRows {
  /** Index of the first row to draw, and of the one after the last. */
  from: number;
  to: number;
}

/**
 * Which rows of a long list of equal rows are worth drawing, by where its scroller stands.
 *
 * @param offsetPx height of what stands above the first row inside the scroller
 */
export function useWindowedRows(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  rowHeightPx: number,
  offsetPx = 0,
): WindowedRows {
  const [first, setFirst] = useState(0);
  const [visible, setVisible] = useState(40);

  const measure = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const top = Math.floor((element.scrollTop - offsetPx) / rowHeightPx);
    // In steps of half the overscan: most scroll events then change nothing.
    const step = overscan / 2;
    setFirst(Math.max(0, Math.floor(top / step) * step - overscan));
    setVisible(Math.ceil(element.clientHeight / rowHeightPx) + 2 * overscan + step);
  }, [scroller, rowHeightPx, offsetPx]);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    measure();
    element.addEventListener('scroll', measure, { passive: true });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      element.removeEventListener('scroll', measure);
      observer.disconnect();
    };
  }, [scroller, measure]);

  const from = Math.min(first, Math.max(0, count - visible));
  return { from, to: Math.min(count, from + visible) };
}
