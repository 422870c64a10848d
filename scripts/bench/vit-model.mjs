// Writes a vision transformer of the size of CLIP's ViT-B/32 (Radford et al. 2021) with random
// weights, 8-bit as the peer library takes them on WASM: speed does not depend on the values.
// All layers share one layer's weights, which can only make the peer faster (they stay in cache).
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Graph, tensorInfo, types } from '../onnx-graph.mjs';

const width = 768;
const heads = 12;
const layers = 12;
const mlp = 4 * width;
const patch = 32;
const side = 224;
const projection = 512;
const tokens = (side / patch) ** 2 + 1;

let seed = 1;
const random = () => {
  seed = (seed * 16807) % 2147483647;
  return seed / 2147483647 - 0.5;
};
const floats = (count, scale) => Float32Array.from({ length: count }, () => random() * scale);

function linearWeights(g, name, from, to) {
  g.weight(
    `${name}.w`,
    'int8',
    [from, to],
    Int8Array.from({ length: from * to }, () => random() * 200),
  );
  g.weight(`${name}.z`, 'int8', [], Int8Array.of(0));
  g.weight(`${name}.s`, 'float', [], Float32Array.of(0.2 / Math.sqrt(from) / 100));
  g.weight(`${name}.b`, 'float', [to], floats(to, 0.01));
}

/** A linear map as dynamic quantisation writes it. */
function linear(g, x, name) {
  const [q, scale, zero] = g.ops('DynamicQuantizeLinear', [x], {}, 3);
  const product = g.op('MatMulInteger', [q, `${name}.w`, zero, `${name}.z`]);
  const asFloat = g.op('Cast', [product], { to: types.float });
  const factor = g.op('Mul', [scale, `${name}.s`]);
  return g.op('Add', [g.op('Mul', [asFloat, factor]), `${name}.b`]);
}

function block(g, x) {
  const norm = (input) =>
    g.op('LayerNormalization', [input, 'norm.w', 'norm.b'], { axis: -1, epsilon: 1e-5 });
  const normed = norm(x);
  const split = (input) => g.op('Reshape', [input, g.ints(0, tokens, heads, width / heads)]);
  const q = g.op('Transpose', [split(linear(g, normed, 'q'))], { perm: [0, 2, 1, 3] });
  const k = g.op('Transpose', [split(linear(g, normed, 'k'))], { perm: [0, 2, 3, 1] });
  const v = g.op('Transpose', [split(linear(g, normed, 'v'))], { perm: [0, 2, 1, 3] });
  const weights = g.op('Softmax', [g.op('Mul', [g.op('MatMul', [q, k]), 'attention.s'])], {
    axis: -1,
  });
  const mixed = g.op('Transpose', [g.op('MatMul', [weights, v])], { perm: [0, 2, 1, 3] });
  const joined = g.op('Reshape', [mixed, g.ints(0, tokens, width)]);
  const attended = g.op('Add', [x, linear(g, joined, 'out')]);
  const hidden = linear(g, norm(attended), 'up');
  const active = g.op('Mul', [hidden, g.op('Sigmoid', [g.op('Mul', [hidden, 'gelu.s'])])]);
  return g.op('Add', [attended, linear(g, active, 'down')]);
}

function buildModel() {
  const g = new Graph();
  for (const name of ['q', 'k', 'v', 'out']) linearWeights(g, name, width, width);
  linearWeights(g, 'up', width, mlp);
  linearWeights(g, 'down', mlp, width);
  linearWeights(g, 'project', width, projection);
  g.weight('norm.w', 'float', [width], new Float32Array(width).fill(1));
  g.weight('norm.b', 'float', [width], new Float32Array(width));
  g.weight('attention.s', 'float', [], Float32Array.of(1 / Math.sqrt(width / heads)));
  g.weight('gelu.s', 'float', [], Float32Array.of(1.702));
  g.weight('patch.w', 'float', [width, 3, patch, patch], floats(width * 3 * patch * patch, 0.02));
  g.weight('class', 'float', [1, 1, width], floats(width, 0.02));
  g.weight('position', 'float', [1, tokens, width], floats(tokens * width, 0.02));

  const patches = g.op('Conv', ['pixel_values', 'patch.w'], { strides: [patch, patch] });
  const rows = g.op('Reshape', [patches, g.ints(0, width, tokens - 1)]);
  const cells = g.op('Transpose', [rows], { perm: [0, 2, 1] });
  const batch = g.op('Slice', [g.op('Shape', ['pixel_values']), g.ints(0), g.ints(1)]);
  const shape = g.op('Concat', [batch, g.ints(1, width)], { axis: 0 });
  const first = g.op('Expand', ['class', shape]);
  let x = g.op('Add', [g.op('Concat', [first, cells], { axis: 1 }), 'position']);
  for (let i = 0; i < layers; i++) x = block(g, x);
  const pooled = g.op('Gather', [x, g.weight('zero', 'int64', [], BigInt64Array.of(0n))], {
    axis: 1,
  });
  const [q, scale, zero] = g.ops('DynamicQuantizeLinear', [pooled], {}, 3);
  const product = g.op('MatMulInteger', [q, 'project.w', zero, 'project.z']);
  const asFloat = g.op('Cast', [product], { to: types.float });
  g.op('Mul', [asFloat, g.op('Mul', [scale, 'project.s'])], {}, 'image_embeds');

  return g.model('vit-b-32', {
    inputs: [tensorInfo('pixel_values', 'float', ['batch', 3, side, side])],
    outputs: [tensorInfo('image_embeds', 'float', ['batch', projection])],
  });
}

/** Writes a model folder that the peer library loads. */
export function writePeerModel(folder) {
  mkdirSync(join(folder, 'onnx'), { recursive: true });
  writeFileSync(join(folder, 'onnx', 'vision_model_quantized.onnx'), buildModel());
  writeFileSync(
    join(folder, 'config.json'),
    JSON.stringify({
      model_type: 'clip',
      architectures: ['CLIPModel'],
      projection_dim: projection,
    }),
  );
  writeFileSync(
    join(folder, 'preprocessor_config.json'),
    JSON.stringify({
      image_processor_type: 'CLIPImageProcessor',
      do_resize: true,
      size: { shortest_edge: side },
      resample: 3,
      do_center_crop: true,
      crop_size: { height: side, width: side },
      do_rescale: true,
      rescale_factor: 1 / 255,
      do_normalize: true,
      image_mean: [0.48145466, 0.4578275, 0.40821073],
      image_std: [0.26862954, 0.26130258, 0.27577711],
    }),
  );
}
