import type { Box } from '../../core';

/** A box on what is shown, as the style of an element that lies over it. */
export const boxStyle = ({ x, y, width, height }: Box) => ({
  left: percent(x),
  top: percent(y),
  width: percent(width),
  height: percent(height),
});

export const percent = (fraction: number) => `${fraction * 100}%`;
