// Writes the dual encoders of `definition.mjs` in the ONNX layout of the hubs.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Graph, tensorInfo } from '../../scripts/onnx-graph.mjs';
import {
  colours,
  dims,
  maxTokens,
  numberOf,
  side,
  vocabulary,
  weightsOf,
  width,
} from './definition.mjs';

function textNodes(g, kind, { embeddings, textProjection }, output) {
  g.weight('embeddings', 'float', [vocabulary.length, width], embeddings);
  g.weight('text_projection', 'float', [width, dims], textProjection);
  const x = g.op('Gather', ['embeddings', 'input_ids'], { axis: 0 });
  if (kind === 'siglip') {
    const mean = g.op('ReduceMean', [x], { axes: [1], keepdims: 0 });
    g.op('MatMul', [mean, 'text_projection'], {}, output);
    return;
  }
  const mask = g.op('Cast', ['attention_mask'], { to: 1 });
  const masked = g.op('Mul', [x, g.op('Unsqueeze', [mask, g.ints(2)])]);
  const sum = g.op('ReduceSum', [masked, g.ints(1)], { keepdims: 0 });
  const count = g.op('ReduceSum', [mask, g.ints(1)], { keepdims: 1 });
  g.op('MatMul', [g.op('Div', [sum, count]), 'text_projection'], {}, output);
}

function imageNodes(g, { imageProjection }, output) {
  g.weight('image_projection', 'float', [3 * side * side, dims], imageProjection);
  const flat = g.op('Flatten', ['pixel_values'], { axis: 1 });
  g.op('MatMul', [flat, 'image_projection'], {}, output);
}

const textInputs = (kind) => [
  tensorInfo('input_ids', 'int64', ['batch', 'length']),
  ...(kind === 'clip' ? [tensorInfo('attention_mask', 'int64', ['batch', 'length'])] : []),
];
const imageInputs = [tensorInfo('pixel_values', 'float', ['images', 3, side, side])];
const output = (name, batch) => tensorInfo(name, 'float', [batch, dims]);

const outputNames = {
  clip: { text: 'text_embeds', image: 'image_embeds' },
  siglip: { text: 'pooler_output', image: 'pooler_output' },
};

function graphs(kind, weights, isJoint, names) {
  if (isJoint) {
    const g = new Graph();
    textNodes(g, kind, weights, 'text_embeds');
    imageNodes(g, weights, 'image_embeds');
    const outputs = [output('text_embeds', 'batch'), output('image_embeds', 'images')];
    const inputs = [...textInputs(kind), ...imageInputs];
    return { model: g.model('tiny-dual-encoder', { inputs, outputs }) };
  }
  const text = new Graph();
  textNodes(text, kind, weights, names.text);
  const image = new Graph();
  imageNodes(image, weights, names.image);
  return {
    text_model: text.model('tiny-text-tower', {
      inputs: textInputs(kind),
      outputs: [output(names.text, 'batch')],
    }),
    vision_model: image.model('tiny-image-tower', {
      inputs: imageInputs,
      outputs: [output(names.image, 'images')],
    }),
  };
}

const special = (content) => ({
  id: numberOf.get(content),
  content,
  single_word: false,
  lstrip: false,
  rstrip: false,
  normalized: false,
  special: true,
});

function tokenizerOf(kind) {
  const piece = (id) => ({ SpecialToken: { id, type_id: 0 } });
  const inside = { Sequence: { id: 'A', type_id: 0 } };
  const marks = kind === 'clip' ? ['<start>', '<end>'] : ['<end>'];
  return {
    version: '1.0',
    added_tokens: ['<unk>', '<start>', '<end>'].map(special),
    normalizer: { type: 'Lowercase' },
    pre_tokenizer: { type: 'WhitespaceSplit' },
    post_processor: {
      type: 'TemplateProcessing',
      single:
        kind === 'clip' ? [piece('<start>'), inside, piece('<end>')] : [inside, piece('<end>')],
      pair: [inside, { Sequence: { id: 'B', type_id: 1 } }],
      special_tokens: Object.fromEntries(
        marks.map((mark) => [mark, { id: mark, ids: [numberOf.get(mark)], tokens: [mark] }]),
      ),
    },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: false },
    model: {
      type: 'WordPiece',
      unk_token: '<unk>',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(numberOf),
    },
  };
}

const suffixes = { fp32: '', fp16: '_fp16', q8: '_quantized' };

/**
 * The files of a model, by path.
 *
 * @param {'clip' | 'siglip'} kind
 * @param {object} options
 * @param {number} options.seed of its weights
 * @param {string[]} [options.precisions] in whose names its weights are written, though all are 32-bit
 * @param {string} [options.wrong] the precision whose weights are others
 * @param {boolean} [options.isJoint] both towers in one graph
 * @param {object} [options.config] what is different in `config.json`
 * @param {object} [options.outputs] names of the graphs' outputs
 * @returns {Map<string, string | Buffer>}
 */
export function dualEncoderFiles(
  kind,
  { seed, precisions = ['fp32'], wrong, isJoint = false, config = {}, outputs = outputNames[kind] },
) {
  const isClip = kind === 'clip';
  const json = {
    'config.json': {
      model_type: kind,
      architectures: [isClip ? 'CLIPModel' : 'SiglipModel'],
      text_config: { model_type: `${kind}_text_model`, max_position_embeddings: maxTokens[kind] },
      vision_config: { model_type: `${kind}_vision_model`, image_size: side, patch_size: 4 },
      ...config,
    },
    'tokenizer.json': tokenizerOf(kind),
    'tokenizer_config.json': {
      tokenizer_class: isClip ? 'CLIPTokenizer' : 'SiglipTokenizer',
      model_max_length: maxTokens[kind],
      unk_token: '<unk>',
      eos_token: '<end>',
      pad_token: '<end>',
    },
    'preprocessor_config.json': {
      image_processor_type: isClip ? 'CLIPImageProcessor' : 'SiglipImageProcessor',
      do_resize: true,
      do_rescale: true,
      rescale_factor: 1 / 255,
      do_normalize: true,
      ...colours[kind],
      ...(isClip
        ? {
            size: { shortest_edge: side },
            crop_size: { width: side, height: side },
            do_center_crop: true,
          }
        : { size: { width: side, height: side } }),
    },
  };
  const files = new Map(
    Object.entries(json).map(([path, content]) => [path, JSON.stringify(content)]),
  );
  for (const precision of precisions) {
    const weights = weightsOf(precision === wrong ? seed + 1000 : seed);
    for (const [name, graph] of Object.entries(graphs(kind, weights, isJoint, outputs))) {
      files.set(`onnx/${name}${suffixes[precision]}.onnx`, graph);
    }
  }
  return files;
}

/** Writes a model as a folder; see {@link dualEncoderFiles}. */
export function writeDualEncoder(folder, kind, options) {
  mkdirSync(join(folder, 'onnx'), { recursive: true });
  for (const [path, content] of dualEncoderFiles(kind, options)) {
    writeFileSync(join(folder, path), content);
  }
}
