import { describe, expect, it } from 'vitest';
import { graphOf, precisionFor, readModelFolder } from '../../../src/answer';
import { withoutThoughts } from '../../../src/answer/generators/thoughts';

const llama = {
  model_type: 'llama',
  architectures: ['LlamaForCausalLM'],
  max_position_embeddings: 4096,
};

/** Files of a folder as a browser gives them; what is not named is a few bytes. */
function folderOf(paths: string[], { config = llama as object, contents = {} } = {}) {
  const given: Record<string, string> = { 'config.json': JSON.stringify(config), ...contents };
  return paths.map((path) => {
    const name = path.split('/').pop()!;
    return { path, file: new Blob([given[name] ?? `the bytes of ${name}`]) };
  });
}

const named = (...names: string[]) => ['config.json', 'tokenizer.json', ...names];
const inFolder = (...names: string[]) => named(...names).map((name) => `Small-1B/${name}`);

describe('a model folder', () => {
  it('is read with one precision for each device and nothing besides', async () => {
    const graphs = ['', '_fp16', '_quantized', '_q4', '_q4f16', '_int8'];
    const model = await readModelFolder(
      folderOf(
        inFolder(
          ...graphs.map((suffix) => `onnx/model${suffix}.onnx`),
          'README.md',
          'generation_config.json',
          'training/config.json',
        ),
      ),
    );
    expect(model).toMatchObject({
      name: 'Small-1B',
      contextTokens: 4096,
      precisions: ['q8', 'q4f16'],
    });
    expect([...model.files.keys()].sort()).toEqual([
      'config.json',
      'generation_config.json',
      'onnx/model_q4f16.onnx',
      'onnx/model_quantized.onnx',
      'tokenizer.json',
    ]);
    const sizes = [...model.files.values()].map(({ size }) => size);
    expect(model.byteSize).toBe(sizes.reduce((a, b) => a + b));
  });

  it('may hold its weights beside the graph, in several files', async () => {
    const files = named('model_q4.onnx', 'model_q4.onnx_data', 'model_q4.onnx_data_1');
    const model = await readModelFolder(folderOf(files));
    expect(model.name).toBe('llama');
    expect(graphOf(model.files, 'q4')).toEqual({
      name: 'model',
      paths: ['onnx/model_q4.onnx', 'onnx/model_q4.onnx_data', 'onnx/model_q4.onnx_data_1'],
    });
    for (const path of graphOf(model.files, 'q4').paths) expect(model.files.has(path)).toBe(true);
  });

  it('of an older converter has a graph of another name', async () => {
    const model = await readModelFolder(folderOf(named('onnx/decoder_model_merged_int8.onnx')));
    expect(graphOf(model.files, 'int8').name).toBe('decoder_model_merged');
  });

  it('tells how much the model reads at once, as its family says it', async () => {
    const contextOf = async (config: object) =>
      (await readModelFolder(folderOf(named('model.onnx'), { config }))).contextTokens;
    expect(await contextOf({ model_type: 'gpt2', n_positions: 1024 })).toBe(1024);
    expect(
      await contextOf({ model_type: 'gemma3', text_config: { max_position_embeddings: 4000 } }),
    ).toBe(4000);
    expect(await contextOf({ ...llama, max_position_embeddings: 131_072 })).toBe(8192);
    expect(await contextOf({ model_type: 'bloom' })).toBe(2048);
  });

  it.each([
    ['no config', folderOf(['a/tokenizer.json']), 'no config.json'],
    ['no tokenizer', folderOf(['config.json', 'onnx/model.onnx']), 'no tokenizer.json'],
    ['no weights', folderOf(named('model.safetensors')), 'no weights in the ONNX format'],
    ['no JSON', folderOf(named(), { contents: { 'config.json': '{' } }), 'not JSON'],
    ['no kind', folderOf(named('model.onnx'), { config: {} }), 'names no kind of model'],
    [
      'another kind',
      folderOf(named('model.onnx'), {
        config: { model_type: 'bert', architectures: ['BertModel'] },
      }),
      'It is a BertModel, which does not write text',
    ],
    [
      'weights that were not fetched',
      folderOf(named('onnx/model_q4.onnx'), {
        contents: { 'model_q4.onnx': 'version https://git-lfs.github.com/spec/v1' },
      }),
      'git lfs pull',
    ],
  ])('with %s is refused', async (_, files, message) => {
    await expect(readModelFolder(files)).rejects.toThrow(message);
  });
});

describe('a precision', () => {
  it('is what the device runs best', () => {
    expect(precisionFor('wasm', ['fp32', 'fp16', 'q4', 'q8'])).toBe('q8');
    expect(precisionFor('wasm', ['fp16', 'q4f16'])).toBeUndefined();
    expect(precisionFor('webgpu', ['fp32', 'q8', 'q4', 'q4f16'])).toBe('q4f16');
    expect(precisionFor('webgpu', ['fp16', 'q4', 'q4f16'], false)).toBe('q4');
    expect(precisionFor('webgpu', ['q8'])).toBeUndefined();
  });
});

describe('thoughts of a model', () => {
  it.each([
    ['<think>hm\nyes</think>\n\nTwelve feet [1].', 'Twelve feet [1].'],
    ['<think>still at it', ''],
    ['<th', ''],
    ['a < b and <this> stays', 'a < b and <this> stays'],
  ])('%j are left out', (text, expected) => {
    expect(withoutThoughts(text)).toBe(expected);
  });
});
