/**
 * From cold to hot: a dark veil lifts, and amber comes up. Lightness rises all the way, so that
 * people who tell colours apart badly, and prints without colour, show the same order. It lies over
 * pictures, which are alike in both themes, and so is it.
 */
const stops: readonly [red: number, green: number, blue: number, alpha: number][] = [
  [8, 8, 20, 0.56],
  [40, 22, 30, 0.42],
  [150, 70, 20, 0.3],
  [245, 140, 20, 0.42],
  [255, 214, 70, 0.62],
];

/** @param heat 0 to 1 */
export function heatColour(heat: number): [number, number, number, number] {
  const at = Math.max(0, Math.min(1, heat)) * (stops.length - 1);
  const low = Math.min(stops.length - 2, Math.floor(at));
  const [a, b] = [stops[low]!, stops[low + 1]!];
  const mix = (i: 0 | 1 | 2 | 3) => a[i] + (b[i] - a[i]) * (at - low);
  return [mix(0), mix(1), mix(2), mix(3)];
}

export const heatGradient = `linear-gradient(to right, ${stops
  .map(([red, green, blue, alpha]) => `rgb(${red} ${green} ${blue} / ${alpha})`)
  .join(', ')})`;
