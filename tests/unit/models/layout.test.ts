import { describe, expect, it } from 'vitest';
import { layoutOf, type ModelConfig, variantsFor, wholePrecisions } from '../../../src/models';

const small = [
  'config.json',
  'tokenizer.json',
  'tokenizer_config.json',
  'preprocessor_config.json',
];
const towers = (...endings: string[]) =>
  endings.flatMap((end) => [`onnx/text_model${end}.onnx`, `onnx/vision_model${end}.onnx`]);
const clip: ModelConfig = { model_type: 'clip' };

describe('a folder of a model', () => {
  it('keeps what is near to the trained weights, and what belongs to a graph', () => {
    const paths = [...small, ...towers('', '_quantized', '_q4', '_bnb4'), 'README.md'];
    paths.push('onnx/text_model.onnx_data', 'onnx/text_model.onnx_data_1');
    const layout = layoutOf(paths, clip);
    expect(layout.family).toBe('clip');
    expect(new Set(layout.paths)).toEqual(
      new Set([
        ...small,
        ...towers('', '_quantized'),
        'onnx/text_model.onnx_data',
        'onnx/text_model.onnx_data_1',
      ]),
    );
    expect(layout.variants.wasm).toEqual([
      { text: 'q8', vision: 'q8' },
      { text: 'fp32', vision: 'fp32' },
    ]);
  });

  it('keeps four bits where there is nothing else, and what is wanted of the rest', () => {
    expect(layoutOf([...small, ...towers('_q4')], clip).variants.webgpu).toEqual([
      { text: 'q4', vision: 'q4' },
    ]);
    const both = [...small, ...towers('', '_fp16', '_quantized')];
    expect(layoutOf(both, clip, ['q8']).paths).toEqual([...small, ...towers('_quantized')]);
    expect(wholePrecisions([...both, 'onnx/text_model_q4.onnx'])).toEqual(['fp32', 'fp16', 'q8']);
  });

  it('may have both towers in one graph, and figures of its makers', () => {
    const layout = layoutOf([...small, 'onnx/model_fp16.onnx', 'golden.json'], {
      model_type: 'siglip',
    });
    expect(layout.paths).toEqual([...small, 'golden.json', 'onnx/model_fp16.onnx']);
    expect(layout.variants.webgpu).toEqual([{ text: 'fp16', vision: 'fp16' }]);
  });

  it.each<[string, string[], ModelConfig, RegExp]>([
    ['no weights', small, clip, /no weights in the ONNX format/],
    ['one tower', [...small, 'onnx/vision_model.onnx'], clip, /no onnx\/text_model.onnx/],
    ['no tokenizer', towers(''), clip, /has no config.json and no tokenizer.json/],
    [
      'a language model',
      [],
      { model_type: 'llama', architectures: ['LlamaForCausalLM'] },
      /language model/,
    ],
    ['NaFlex', [], { model_type: 'siglip2' }, /NaFlex/],
    ['another kind', [], { model_type: 'quux' }, /kind “quux” do not run here/],
    ['no kind', [], {}, /does not say what kind/],
  ])('with %s is refused by its reason', (_, paths, config, reason) => {
    expect(() => layoutOf(paths, config)).toThrow(reason);
  });
});

describe('what is tried', () => {
  it('is eight bits last on graphics cards and first on processors', () => {
    const all = ['fp32', 'fp16', 'q8'] as const;
    const { wasm, webgpu } = variantsFor(all, all);
    expect(wasm.map(({ text }) => text)).toEqual(['q8', 'fp32', 'fp16']);
    expect(webgpu.map(({ text }) => text)).toEqual(['fp16', 'fp32', 'q8']);
  });

  it('is each tower in its best where they share no precision', () => {
    expect(variantsFor(['fp32'], ['q8']).wasm).toEqual([{ text: 'fp32', vision: 'q8' }]);
    expect(variantsFor([], ['q8']).wasm).toEqual([]);
  });
});
