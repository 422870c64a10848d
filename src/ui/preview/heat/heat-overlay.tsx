import { useLayoutEffect, useRef } from 'react';
import { type Box, type HeatMap, sampleHeat, seenBox, warmthOf } from '../../../core';
import { boxStyle } from '../box-style';
import { heatColour } from './heat-colours';
import { heatWords } from './heat-words';

/** Pixels of the canvas a side; the browser smooths the rest. */
const resolution = 128;

interface Props {
  map: HeatMap;
  /** Width by height of the picture it lies over. */
  ratio: number;
  /** Where on what is shown the picture stands; absent: all of it. */
  box?: Box | undefined;
}

/** The heat map over a picture, in a frame of the picture's own size. */
export function HeatOverlay({ map, ratio, box = whole }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context) draw(context, map);
  }, [map]);
  const seen = seenBox(map.fit, ratio);
  return (
    <canvas
      ref={canvas}
      width={resolution}
      height={resolution}
      data-heat={map.method}
      role="img"
      aria-label={`Heat map. ${heatWords(map)}`}
      className="pointer-events-none absolute animate-fade"
      style={boxStyle({
        x: box.x + seen.x * box.width,
        y: box.y + seen.y * box.height,
        width: seen.width * box.width,
        height: seen.height * box.height,
      })}
    />
  );
}

const whole: Box = { x: 0, y: 0, width: 1, height: 1 };

/** From the picture's mean to its hottest place. */
function draw(context: CanvasRenderingContext2D, map: HeatMap): void {
  const heat = sampleHeat(warmthOf(map), resolution, resolution);
  const hottest = heat.reduce((most, value) => Math.max(most, value), 0);
  const image = context.createImageData(resolution, resolution);
  for (const [i, value] of heat.entries()) {
    const [red, green, blue, alpha] = heatColour(hottest > 0 ? value / hottest : 0);
    image.data.set([red, green, blue, 255 * alpha], 4 * i);
  }
  context.putImageData(image, 0, 0);
}
