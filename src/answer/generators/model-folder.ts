import type { Device, StoredLanguageModel, WeightPrecision } from '../../core';

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

/** Best first: fast on the device and near to the full weights. Processors have no 16-bit floats. */
const preferred: Record<Device, WeightPrecision[]> = {
  wasm: ['q8', 'q4', 'int8', 'uint8', 'bnb4', 'fp32'],
  webgpu: ['q4f16', 'q4', 'fp16', 'fp32'],
};

/** Names that converters give the graph of a model that writes; the first is today's. */
const graphNames = ['model', 'decoder_model_merged'];

const needed = ['config.json', 'tokenizer.json'] as const;
const welcome = ['tokenizer_config.json', 'generation_config.json', 'chat_template.jinja'];

/** More than twice what retrieval ever gives; the cache of a longer context takes memory for nothing. */
const maxContextTokens = 8192;
const usualContextTokens = 2048;

/** What git leaves where large files were not fetched. */
const pointerStart = 'version https://git-lfs';

interface Config {
  model_type?: string;
  architectures?: string[];
  text_config?: Config;
  max_position_embeddings?: number;
  n_positions?: number;
  n_ctx?: number;
}

/** The folder is not that of a language model that can run here; the message is for the person. */
export class ModelFolderError extends Error {
  override name = 'ModelFolderError';
}

/** A file of a chosen folder with its path in it, the folder's own name first. */
export interface FolderFile {
  path: string;
  file: Blob;
}

/**
 * Finds the language model in a folder of the ONNX layout (`config.json`, `tokenizer.json`,
 * `onnx/model….onnx`) and takes of it what is needed to run: of the weights one precision for each
 * device.
 *
 * @throws {ModelFolderError}
 */
export async function readModelFolder(files: readonly FolderFile[]): Promise<StoredLanguageModel> {
  const root = rootOf(files);
  const inside = new Map(
    files.filter(({ path }) => path.startsWith(root)).map((f) => [f.path.slice(root.length), f]),
  );
  for (const path of needed) {
    if (!inside.has(path)) throw new ModelFolderError(`The folder has no ${path}.`);
  }
  const config = await readConfig(inside.get('config.json')!.file);
  const graphs = new Map([...inside].map(([path, { file }]) => [path.split('/').pop()!, file]));
  const graphName = graphNames.find((name) => precisionsOf(name, graphs).length > 0);
  if (!graphName) {
    throw new ModelFolderError(
      'The folder has no weights in the ONNX format, such as onnx/model_q4.onnx.',
    );
  }
  const kept = new Map<string, Blob>();
  for (const path of [...needed, ...welcome]) {
    const found = inside.get(path);
    if (found) kept.set(path, found.file);
  }
  const present = precisionsOf(graphName, graphs);
  const precisions = [
    ...new Set(
      (['wasm', 'webgpu'] as const).map((device) => precisionFor(device, present)).filter(isThere),
    ),
  ];
  if (precisions.length === 0) {
    throw new ModelFolderError(
      `No device here can compute with its weights (${present.join(', ')}).`,
    );
  }
  for (const precision of precisions) {
    for (const name of graphFiles(graphName, precision, graphs)) {
      const graph = graphs.get(name)!;
      await refusePointer(name, graph);
      kept.set(`onnx/${name}`, graph);
    }
  }
  return {
    name: root.split('/').at(-2) || config.model_type!,
    byteSize: [...kept.values()].reduce((sum, { size }) => sum + size, 0),
    contextTokens: contextOf(config),
    precisions,
    addedAt: Date.now(),
    files: kept,
  };
}

/** The precision that a device runs best, of those there are; undefined where it runs none. */
export function precisionFor(
  device: Device,
  precisions: readonly WeightPrecision[],
  hasFloat16 = true,
): WeightPrecision | undefined {
  return preferred[device].find(
    (precision) => precisions.includes(precision) && (hasFloat16 || !precision.endsWith('16')),
  );
}

/** The graph of a precision: its name without the ending, and its files, those with weights last. */
export function graphOf(
  files: ReadonlyMap<string, unknown>,
  precision: WeightPrecision,
): { name: string; paths: string[] } {
  const names = new Map([...files].map(([path, file]) => [path.split('/').pop()!, file]));
  const name = graphNames.find((one) => names.has(fileName(one, precision))) ?? graphNames[0]!;
  return { name, paths: graphFiles(name, precision, names).map((file) => `onnx/${file}`) };
}

const isThere = <T>(value: T | undefined): value is T => value !== undefined;

const fileName = (graph: string, precision: WeightPrecision) =>
  `${graph}${suffixes[precision]}.onnx`;

function precisionsOf(graph: string, names: ReadonlyMap<string, unknown>): WeightPrecision[] {
  const all = Object.keys(suffixes) as WeightPrecision[];
  return all.filter((precision) => names.has(fileName(graph, precision)));
}

/** The graph, then the files beside it that hold weights: `….onnx_data`, `….onnx_data_1` and so on. */
function graphFiles(
  graph: string,
  precision: WeightPrecision,
  names: ReadonlyMap<string, unknown>,
): string[] {
  const first = fileName(graph, precision);
  const found = [first];
  for (let i = 0; names.has(`${first}_data${i === 0 ? '' : `_${i}`}`); i++) {
    found.push(`${first}_data${i === 0 ? '' : `_${i}`}`);
  }
  return found;
}

/** Path of the folder in which the outermost `config.json` stands, with its slash. */
function rootOf(files: readonly FolderFile[]): string {
  const folders = files
    .filter(({ path }) => path === 'config.json' || path.endsWith('/config.json'))
    .map(({ path }) => path.slice(0, -'config.json'.length));
  const depth = (path: string) => path.split('/').length;
  const [root] = folders.sort((a, b) => depth(a) - depth(b));
  if (root === undefined) {
    throw new ModelFolderError('This is no model: the folder has no config.json.');
  }
  return root;
}

async function readConfig(file: Blob): Promise<Config> {
  let config: Config;
  try {
    config = JSON.parse(await file.text()) as Config;
  } catch {
    throw new ModelFolderError('Its config.json cannot be read: it is not JSON.');
  }
  const [architecture] = config.architectures ?? [];
  if (!config.model_type) throw new ModelFolderError('Its config.json names no kind of model.');
  // A few that write text and see pictures as well call themselves so.
  const writes = /CausalLM|LMHead|ForConditionalGeneration/;
  if (architecture && !writes.test(architecture)) {
    throw new ModelFolderError(`It is a ${architecture}, which does not write text.`);
  }
  return config;
}

function contextOf(config: Config): number {
  const text = config.text_config ?? config;
  const stated = text.max_position_embeddings ?? text.n_positions ?? text.n_ctx;
  return Math.min(stated ?? usualContextTokens, maxContextTokens);
}

async function refusePointer(name: string, file: Blob): Promise<void> {
  if ((await file.slice(0, pointerStart.length).text()) !== pointerStart) return;
  throw new ModelFolderError(
    `${name} holds no weights, only where to fetch them: run "git lfs pull" in the folder.`,
  );
}
