// Writes a tiny causal language model with random weights in the ONNX layout: a table of embeddings,
// a linear map to the vocabulary, and a cache of keys and values that grows as those of real models
// do. What it says next depends on the last word alone, so that anybody can work it out.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Graph, tensorInfo } from '../scripts/onnx-graph.mjs';

const width = 16;
const heads = 2;
const vocabulary =
  '<unk> <end> <system> <user> <assistant> the soup keeps for three months days in a cold jar beans onion boil and stir . [1] [2]'.split(
    ' ',
  );

/** @returns {() => number} uniform in [-1, 1); Lehmer's generator */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return (state / 2147483647) * 2 - 1;
  };
}

function weightsOf(seed) {
  const random = randomFrom(seed);
  const draw = () => Float32Array.from({ length: vocabulary.length * width }, random);
  return { embeddings: draw(), projection: draw() };
}

/**
 * What the model of this seed writes after the last mark of a prompt, by its definition.
 *
 * @param {number} seed
 * @param {number} count of words at most
 * @returns {string[]} words; ends before the end mark
 */
export function expectedWords(seed, count) {
  const { embeddings, projection } = weightsOf(seed);
  const words = [];
  let token = vocabulary.indexOf('<assistant>');
  while (words.length < count) {
    let best = 0;
    let highest = Number.NEGATIVE_INFINITY;
    for (let v = 0; v < vocabulary.length; v++) {
      let logit = 0;
      for (let d = 0; d < width; d++) {
        logit += embeddings[token * width + d] * projection[d * vocabulary.length + v];
      }
      if (logit > highest) [highest, best] = [logit, v];
    }
    token = best;
    if (vocabulary[token] === '<end>') break;
    words.push(vocabulary[token]);
  }
  return words;
}

function graphOf({ embeddings, projection }) {
  const g = new Graph();
  const size = vocabulary.length;
  g.weight('embeddings', 'float', [size, width], embeddings);
  g.weight('projection', 'float', [width, size], projection);
  const x = g.op('Gather', ['embeddings', 'input_ids'], { axis: 0 });
  const split = g.op('Reshape', [x, g.ints(0, 0, heads, width / heads)]);
  const states = g.op('Transpose', [split], { perm: [0, 2, 1, 3] });
  for (const part of ['key', 'value']) {
    const past = `past_key_values.0.${part}`;
    g.op('Concat', [past, states], { axis: 2 }, `present.0.${part}`);
  }
  g.op('MatMul', [x, 'projection'], {}, 'logits');
  const cache = (name, length) =>
    tensorInfo(name, 'float', ['batch', heads, length, width / heads]);
  return g.model('tiny-language-model', {
    inputs: [
      tensorInfo('input_ids', 'int64', ['batch', 'length']),
      tensorInfo('attention_mask', 'int64', ['batch', 'total']),
      cache('past_key_values.0.key', 'past'),
      cache('past_key_values.0.value', 'past'),
    ],
    outputs: [
      tensorInfo('logits', 'float', ['batch', 'length', size]),
      cache('present.0.key', 'total'),
      cache('present.0.value', 'total'),
    ],
  });
}

const special = (content) => ({
  id: vocabulary.indexOf(content),
  content,
  single_word: false,
  lstrip: false,
  rstrip: false,
  normalized: false,
  special: true,
});

/**
 * @param {string} folder in which it is written
 * @param {object} options
 * @param {number} options.seed of its weights
 * @param {number} [options.contextTokens]
 * @param {boolean} [options.isUndefined] its weights are not numbers
 * @param {object} [options.config] what is different in `config.json`
 */
export function writeLanguageModel(
  folder,
  { seed, contextTokens = 4096, isUndefined = false, config = {} },
) {
  const weights = weightsOf(seed);
  if (isUndefined) weights.projection.fill(Number.NaN);
  const end = vocabulary.indexOf('<end>');
  const json = {
    'config.json': {
      model_type: 'llama',
      architectures: ['LlamaForCausalLM'],
      hidden_size: width,
      num_attention_heads: heads,
      num_key_value_heads: heads,
      num_hidden_layers: 1,
      max_position_embeddings: contextTokens,
      vocab_size: vocabulary.length,
      eos_token_id: end,
      ...config,
    },
    'generation_config.json': { eos_token_id: end },
    'tokenizer.json': {
      version: '1.0',
      added_tokens: ['<unk>', '<end>', '<system>', '<user>', '<assistant>'].map(special),
      normalizer: null,
      pre_tokenizer: { type: 'WhitespaceSplit' },
      post_processor: null,
      decoder: { type: 'WordPiece', prefix: '##', cleanup: false },
      model: {
        type: 'WordPiece',
        unk_token: '<unk>',
        continuing_subword_prefix: '##',
        max_input_chars_per_word: 100,
        vocab: Object.fromEntries(vocabulary.map((word, i) => [word, i])),
      },
    },
    'tokenizer_config.json': {
      tokenizer_class: 'PreTrainedTokenizerFast',
      unk_token: '<unk>',
      eos_token: '<end>',
    },
  };
  mkdirSync(join(folder, 'onnx'), { recursive: true });
  for (const [name, content] of Object.entries(json)) {
    writeFileSync(join(folder, name), JSON.stringify(content));
  }
  const template =
    '{% for m in messages %}<{{ m.role }}> {{ m.content }} {% endfor %}{% if add_generation_prompt %}<assistant>{% endif %}';
  writeFileSync(join(folder, 'chat_template.jinja'), template);
  const graph = join(folder, 'onnx', 'model.onnx');
  writeFileSync(graph, graphOf(weights));
}
