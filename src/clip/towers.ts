import {
  AutoTokenizer,
  CLIPModel,
  CLIPTextModelWithProjection,
  CLIPVisionModelWithProjection,
  type DataType,
  type PreTrainedModel,
  type PreTrainedTokenizer,
  SiglipModel,
  SiglipTextModel,
  SiglipVisionModel,
  Tensor,
} from '@huggingface/transformers';
import {
  type Device,
  ModelFileError,
  type Raster,
  type RasterSpec,
  type WeightPrecision,
} from '../core';
import { graphFiles } from '../models';
import type { Family } from './families';
import { type ColourScale, imageTensor, type PreprocessorConfig } from './image-tensor';
import { normalize } from './similarity';

const classes = {
  CLIPModel,
  CLIPTextModelWithProjection,
  CLIPVisionModelWithProjection,
  SiglipModel,
  SiglipTextModel,
  SiglipVisionModel,
};

/** How a tower of a model is loaded. */
export interface TowerOptions {
  /** Of the model, by which its files are served. */
  name: string;
  family: Family;
  device: Device;
  precision: WeightPrecision;
  /** Whether both towers are in one graph. */
  isJoint: boolean;
  /** Whether the model has a file. */
  has: (path: string) => boolean;
  /** How pictures go in; one graph for both wants a picture with each text. */
  picture: PictureInput;
}

export interface PictureInput {
  spec: RasterSpec;
  preprocessor: PreprocessorConfig;
  colours: ColourScale;
}

/** What a picture gave. */
export interface PictureOutput {
  embedding: Float32Array;
  /** Shape [side, side, dims] of the tensor at this row; empty where the model has no such output. */
  patches: Float32Array;
}

/** Reads texts. */
export class TextTower {
  private constructor(
    private readonly model: PreTrainedModel,
    private readonly tokenizer: PreTrainedTokenizer,
    private readonly options: TowerOptions,
  ) {}

  static async load(options: TowerOptions): Promise<TextTower> {
    const tokenizer = await AutoTokenizer.from_pretrained(options.name, { local_files_only: true });
    return new TextTower(await loadGraph(options, 'text'), tokenizer, options);
  }

  /** @returns unit vectors of shape [dims] */
  async embed(texts: readonly string[]): Promise<Float32Array[]> {
    const { family, isJoint, picture } = this.options;
    const inputs = tokens(this.tokenizer, family, texts);
    const blank: Record<string, Tensor> = isJoint
      ? { pixel_values: pixels([blankOf(picture.spec)], picture) }
      : {};
    const outputs = await run(this.model, { ...inputs, ...blank });
    return rowsOf(outputOf(outputs, family.towers.textOutputs, 'text'));
  }
}

/** Reads pictures. */
export class ImageTower {
  private constructor(
    private readonly model: PreTrainedModel,
    private readonly options: TowerOptions,
    /** With both towers in one graph, the text that goes in with every picture. */
    private readonly text: Record<string, Tensor>,
  ) {}

  static async load(options: TowerOptions): Promise<ImageTower> {
    const { name, isJoint, family } = options;
    const model = await loadGraph(options, 'vision');
    if (!isJoint) return new ImageTower(model, options, {});
    const tokenizer = await AutoTokenizer.from_pretrained(name, { local_files_only: true });
    return new ImageTower(model, options, tokens(tokenizer, family, ['']));
  }

  async embed(rasters: Raster[]): Promise<PictureOutput[]> {
    const { family, picture } = this.options;
    const outputs = await run(this.model, {
      ...this.text,
      pixel_values: pixels(rasters, picture),
    });
    const { patch_embeds } = outputs;
    return rowsOf(outputOf(outputs, family.towers.imageOutputs, 'vision')).map((embedding, i) => ({
      embedding,
      patches: patchesOf(patch_embeds, i),
    }));
  }
}

function loadGraph(options: TowerOptions, tower: 'text' | 'vision'): Promise<PreTrainedModel> {
  const { name, family, device, precision, isJoint, has } = options;
  const graph = isJoint ? 'model' : `${tower}_model`;
  const className = isJoint ? family.towers.joint : family.towers[tower];
  const files = graphFiles(graph, precision, (path) => has(`onnx/${path}`));
  return classes[className].from_pretrained(name, {
    device,
    dtype: precision as DataType,
    local_files_only: true,
    model_file_name: graph,
    // Graphs above 2 GB keep their weights beside them, in as many files as this says.
    use_external_data_format: files.length > 1 ? files.length - 1 : false,
    session_options: { graphOptimizationLevel: 'all' },
  });
}

/** The library's own cutting would take the end mark off. */
function tokens(
  tokenizer: PreTrainedTokenizer,
  { text: { prepare, padding, maxTokens, keepsEnd } }: Family,
  texts: readonly string[],
): Record<string, Tensor> {
  const rows: number[][] = texts.map((text) => {
    const ids: number[] = tokenizer.encode(prepare(text));
    if (ids.length <= maxTokens) return ids;
    return keepsEnd ? [...ids.slice(0, maxTokens - 1), ids.at(-1)!] : ids.slice(0, maxTokens);
  });
  const width = padding === 'maxTokens' ? maxTokens : Math.max(1, ...rows.map((row) => row.length));
  const shape = [rows.length, width];
  const tensor = (valueAt: (row: number[], i: number) => number) =>
    new Tensor(
      'int64',
      BigInt64Array.from(
        rows.flatMap((row) => Array.from({ length: width }, (_, i) => BigInt(valueAt(row, i)))),
      ),
      shape,
    );
  return {
    input_ids: tensor((row, i) => row[i] ?? tokenizer.pad_token_id),
    attention_mask: tensor((row, i) => (i < row.length ? 1 : 0)),
    token_type_ids: tensor(() => 0),
  };
}

/** Runs a graph with those of the inputs that it has. */
function run(model: PreTrainedModel, inputs: Record<string, Tensor>) {
  const [session] = Object.values(model.sessions as Record<string, { inputNames: string[] }>);
  return model(
    Object.fromEntries(
      session!.inputNames.flatMap((name) => (inputs[name] ? [[name, inputs[name]]] : [])),
    ),
  );
}

function pixels(rasters: Raster[], { spec, preprocessor, colours }: PictureInput): Tensor {
  const data = imageTensor(rasters, spec, preprocessor, colours);
  return new Tensor('float32', data, [rasters.length, 3, spec.height, spec.width]);
}

const blankOf = ({ width, height }: RasterSpec): Raster => ({
  width,
  height,
  data: new Uint8ClampedArray(width * height * 4),
});

function outputOf(
  outputs: Record<string, Tensor>,
  names: readonly string[],
  tower: 'text' | 'vision',
): Tensor {
  const name = names.find((one) => outputs[one]?.dims.length === 2);
  if (name) return outputs[name]!;
  const there = Object.keys(outputs).join(', ');
  throw new ModelFileError(
    `onnx/${tower}_model.onnx gives no ${names.join(' or ')}, only ${there}: it was exported without the projection into the space that pictures and texts share.`,
  );
}

/** Splits a [n, dims] tensor into unit vectors. */
function rowsOf(tensor: Tensor): Float32Array[] {
  const [n = 0, dims = 0] = tensor.dims;
  // Graphs in half precision may give it as well.
  const data = Float32Array.from(tensor.data as ArrayLike<number>);
  return Array.from({ length: n }, (_, i) => {
    const row = normalize(data.slice(i * dims, (i + 1) * dims));
    if (!row.every(Number.isFinite)) throw new RangeError('the encoder gave an undefined number');
    return row;
  });
}

/** Row i of a [n, side, side, dims] tensor; empty where the model has no such output. */
function patchesOf(tensor: Tensor | undefined, i: number): Float32Array {
  if (tensor?.dims.length !== 4) return new Float32Array();
  const [, down = 0, across = 0, dims = 0] = tensor.dims;
  const length = down * across * dims;
  return (tensor.data as Float32Array).slice(i * length, (i + 1) * length);
}
