import type { WeightPrecision } from '../core';
import type { Variants } from './manifest';

/** Ending of a graph's name by precision, as the converters of the ONNX layout write it. */
const suffixes: Record<WeightPrecision, string> = {
  fp32: '',
  fp16: '_fp16',
  q8: '_quantized',
  int8: '_int8',
  uint8: '_uint8',
  q4: '_q4',
  q4f16: '_q4f16',
  bnb4: '_bnb4',
};

/** Nearest to the trained weights first: what the others are measured against. */
export const mostExactFirst: readonly WeightPrecision[] = [
  'fp32',
  'fp16',
  'q8',
  'int8',
  'uint8',
  'q4',
  'q4f16',
  'bnb4',
];

/**
 * Fast and near to the full weights first. On a graphics card eight bits come last: some compute
 * wrong numbers with them and say nothing.
 */
const bestFirst: Record<keyof Variants, readonly WeightPrecision[]> = {
  wasm: ['q8', 'int8', 'uint8', 'fp32', 'fp16', 'q4', 'q4f16', 'bnb4'],
  webgpu: ['fp16', 'fp32', 'q4f16', 'q4', 'bnb4', 'q8', 'int8', 'uint8'],
};

export const fileNameOf = (graph: string, precision: WeightPrecision): string =>
  `${graph}${suffixes[precision]}.onnx`;

/** Precisions in which a graph is there, most exact first. */
export function precisionsOf(graph: string, has: (name: string) => boolean): WeightPrecision[] {
  return mostExactFirst.filter((precision) => has(fileNameOf(graph, precision)));
}

/** The graph of a precision and the files beside it that hold weights: `….onnx_data`, `…_1`. */
export function graphFiles(
  graph: string,
  precision: WeightPrecision,
  has: (name: string) => boolean,
): string[] {
  const first = fileNameOf(graph, precision);
  const found = [first];
  for (let i = 0; ; i++) {
    const data = `${first}_data${i === 0 ? '' : `_${i}`}`;
    if (!has(data)) return found;
    found.push(data);
  }
}

/**
 * What to try on each device, best first: both towers in one precision, else each in its best.
 *
 * @param text those of the text tower
 * @param vision those of the image tower
 */
export function variantsFor(
  text: readonly WeightPrecision[],
  vision: readonly WeightPrecision[],
): Variants {
  const forDevice = (device: keyof Variants) => {
    const order = bestFirst[device];
    const both = order.filter((one) => text.includes(one) && vision.includes(one));
    if (both.length > 0) return both.map((one) => ({ text: one, vision: one }));
    const [best] = order.filter((one) => text.includes(one));
    const [bestVision] = order.filter((one) => vision.includes(one));
    return best && bestVision ? [{ text: best, vision: bestVision }] : [];
  };
  return { wasm: forDevice('wasm'), webgpu: forDevice('webgpu') };
}
