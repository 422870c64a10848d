import {
  AutoTokenizer,
  CLIPTextModelWithProjection,
  CLIPVisionModelWithProjection,
  type DataType,
  type PreTrainedModel,
  type PreTrainedTokenizer,
  Tensor,
} from '@huggingface/transformers';
import {
  type Encoder,
  type EncoderInfo,
  type EncoderOptions,
  type HeatMap,
  type HeatMethod,
  heatByCell,
  type ModelFacts,
  type Priority,
  type Progress,
  parserVersion,
  type Raster,
} from '../core';
import { additiveMap } from './additive-map';
import { Batcher } from './batcher';
import { type CalibrationFile, readCalibration } from './calibration';
import { imageTensor, type PreprocessorConfig, rasterSpecOf } from './image-tensor';
import { ModelFiles } from './model-files';
import { coverSide, coverSquare, coverSquares } from './occlusion';
import { patchParts } from './patch-parts';
import { configureRuntime, fetchRuntime, serveModelFiles } from './runtime';
import { checkGolden, type Golden, goldenRaster } from './self-test';
import { cosineSimilarity, normalize } from './similarity';

/** Longer texts are cut; MiniLM was trained on 256 word pieces. */
export const maxTextTokens = 256;

const maxGoldenChars = 100;

/** Creating a session blocks this thread, and people search right after opening the app. */
const imageTowerDelayMs = 1500;

/** What is read of a model's `config.json`. */
interface ClipConfig {
  logit_scale_init_value?: number;
  vision_config?: { patch_size?: number };
}

/** ln 100, where CLIP's training clips it and where its models end. */
const usualLogitScale = 4.6052;

/** A picture for the image tower, and which of its outputs is wanted. */
interface ToRead {
  raster: Raster;
  wants: 'whole' | 'patches';
}

/** A CLIP-layout dual encoder on onnxruntime, for the worker it has to itself. */
export class ClipEncoder implements Encoder {
  private files: ModelFiles | undefined;
  private facts: ModelFacts | undefined;
  private describing: Promise<ModelFacts> | undefined;
  private preprocessor: PreprocessorConfig | undefined;
  private tokenizer: PreTrainedTokenizer | undefined;
  private textTower: PreTrainedModel | undefined;
  private imageTower: Promise<PreTrainedModel> | undefined;
  private loadImageTower: (() => Promise<PreTrainedModel>) | undefined;
  private patchPx = 0;
  private readonly batcher = new Batcher<string, ToRead>({
    text: { run: (texts) => this.runTexts(texts), sizeOf: (text) => text.length, maxBatch: 32 },
    image: { run: (pictures) => this.runPictures(pictures), maxBatch: 16 },
  });

  describe(modelUrl: string): Promise<ModelFacts> {
    // Asked for by itself and again by `load`, which may not wait for it.
    this.describing ??= this.readFacts(modelUrl);
    return this.describing;
  }

  private async readFacts(modelUrl: string): Promise<ModelFacts> {
    const files = await ModelFiles.open(modelUrl);
    const [calibration, background, preprocessor, config] = await Promise.all([
      files.readJson<CalibrationFile>('calibration.json'),
      files.read('background.bin'),
      files.readJson<PreprocessorConfig>('preprocessor_config.json'),
      files.readJson<ClipConfig>('config.json'),
    ]);
    this.files = files;
    this.preprocessor = preprocessor;
    this.patchPx = config.vision_config?.patch_size ?? 0;
    this.facts = {
      name: files.manifest.name,
      version: files.version,
      dims: files.manifest.dims,
      raster: rasterSpecOf(preprocessor),
      logitScale: config.logit_scale_init_value ?? usualLogitScale,
      calibration: readCalibration(
        calibration,
        new Int8Array(background.buffer, background.byteOffset, background.byteLength),
        files.manifest.dims,
      ),
    };
    return this.facts;
  }

  async load(
    { modelUrl, device, threads }: EncoderOptions,
    onProgress: (progress: Progress<'download'>) => void,
  ): Promise<EncoderInfo> {
    const facts = await this.describe(modelUrl);
    const files = this.files!;
    const precision = files.manifest.variants[device];
    const progress = { phase: 'download' as const, done: 0, total: downloadBytes(files, device) };
    configureRuntime(device, threads);
    const onBytes = (bytes: number) => {
      progress.done += bytes;
      onProgress({ ...progress });
    };
    onBytes(0);
    const fileFailure = serveModelFiles(files.manifest.name, files, onBytes);
    const options = (tower: 'text' | 'vision') => ({
      device,
      dtype: precision[tower] as DataType,
      local_files_only: true,
      model_file_name: `${tower}_model`,
      session_options: { graphOptimizationLevel: 'all' as const },
    });
    const orFileFailure = (error: unknown) => {
      throw fileFailure() ?? error;
    };
    // Words first: a person can search stored pictures before the image tower is there.
    await fetchRuntime(onBytes);
    this.tokenizer = await AutoTokenizer.from_pretrained(facts.name, {
      local_files_only: true,
    }).catch(orFileFailure);
    this.textTower = await CLIPTextModelWithProjection.from_pretrained(
      facts.name,
      options('text'),
    ).catch(orFileFailure);
    const golden = await files.readJson<Golden>('golden.json');
    await this.testTexts(golden, precision.text);
    this.loadImageTower = () =>
      CLIPVisionModelWithProjection.from_pretrained(facts.name, options('vision'))
        .then(async (tower) => {
          await this.testImages(tower, golden, precision.vision);
          return tower;
        })
        .catch(orFileFailure);
    // A wrong answer of the GPU must be known now; else the first query goes ahead of the tower.
    if (device === 'webgpu') await this.theImageTower();
    else setTimeout(() => this.theImageTower().catch(() => {}), imageTowerDelayMs);
    const precisionText = `text ${precision.text}, image ${precision.vision}`;
    return {
      device,
      threads: device === 'webgpu' ? 1 : threads,
      precision: precisionText,
      fingerprint: {
        model: facts.name,
        version: facts.version,
        precision: precisionText,
        parser: parserVersion,
      },
    };
  }

  async embedTexts(texts: string[], priority: Priority, signal?: AbortSignal) {
    return this.pack(await Promise.all(texts.map((t) => this.batcher.text(t, priority, signal))));
  }

  async embedRasters(rasters: Raster[], priority: Priority, signal?: AbortSignal) {
    return this.pack(
      await Promise.all(
        rasters.map((raster) => this.batcher.image({ raster, wants: 'whole' }, priority, signal)),
      ),
    );
  }

  async heatMap(
    raster: Raster,
    query: Float32Array,
    method: HeatMethod,
    signal?: AbortSignal,
  ): Promise<HeatMap> {
    const parts = await this.exactParts(raster, query, signal);
    if (method === 'parts' && parts) return parts;
    const pictures = coverSquares.map((square) => coverSquare(raster, square));
    if (!parts) pictures.push(raster);
    const cosines = await Promise.all(
      pictures.map(async (picture) =>
        cosineSimilarity(
          query,
          await this.batcher.image({ raster: picture, wants: 'whole' }, 'explain', signal),
        ),
      ),
    );
    const cosine = parts?.cosine ?? cosines.pop()!;
    const falls = cosines.map((covered) => cosine - covered);
    const values = additiveMap(falls, parts && heatByCell(parts, coverSide));
    const { fit } = await this.theRasterSpec();
    return { method: 'covering', side: coverSide, first: 0.5 / coverSide, values, cosine, fit };
  }

  /** Undefined where the model has no `patch_embeds`. */
  private async exactParts(
    raster: Raster,
    query: Float32Array,
    signal: AbortSignal | undefined,
  ): Promise<HeatMap | undefined> {
    const { fit, width } = await this.theRasterSpec();
    const patches = await this.batcher.image({ raster, wants: 'patches' }, 'explain', signal);
    if (patches.length === 0) return undefined;
    const values = patchParts(patches, query);
    const side = Math.sqrt(values.length);
    const first = this.patchPx ? centreOfFirst(side, this.patchPx / width) : 0.5 / side;
    const cosine = values.reduce((sum, value) => sum + value, 0);
    return { method: 'parts', side, first, values, cosine, fit };
  }

  private async theRasterSpec() {
    if (!this.facts) throw new Error('the encoder is not loaded');
    return this.facts.raster;
  }

  private pack(embeddings: Float32Array[]): Float32Array {
    const dims = this.facts?.dims ?? 0;
    const packed = new Float32Array(embeddings.length * dims);
    for (const [i, embedding] of embeddings.entries()) packed.set(embedding, i * dims);
    return packed;
  }

  private async runTexts(texts: string[]): Promise<Float32Array[]> {
    if (!this.tokenizer || !this.textTower) throw new Error('the encoder is not loaded');
    const inputs = this.tokenizer(texts, {
      padding: true,
      truncation: true,
      max_length: maxTextTokens,
    });
    return rowsOf((await this.textTower(inputs)).text_embeds);
  }

  private theImageTower(): Promise<PreTrainedModel> {
    if (!this.loadImageTower) throw new Error('the encoder is not loaded');
    this.imageTower ??= this.loadImageTower();
    return this.imageTower;
  }

  private async runPictures(pictures: ToRead[], tower = this.theImageTower()) {
    if (!this.facts || !this.preprocessor) throw new Error('the encoder is not loaded');
    const { raster } = this.facts;
    const data = imageTensor(
      pictures.map((picture) => picture.raster),
      raster,
      this.preprocessor,
    );
    const shape = [pictures.length, 3, raster.height, raster.width];
    const pixels = new Tensor('float32', data, shape);
    const { image_embeds, patch_embeds } = await (await tower)({ pixel_values: pixels });
    const embeddings = rowsOf(image_embeds);
    return pictures.map(({ wants }, i) =>
      wants === 'whole' ? embeddings[i]! : patchesOf(patch_embeds, i),
    );
  }

  private async testTexts(golden: Golden, precision: string): Promise<void> {
    // Long texts would be padded to with all others, and nobody can search meanwhile.
    const texts = golden.texts.filter(({ text }) => text.length <= maxGoldenChars);
    const rows = await this.runTexts(texts.map(({ text }) => text));
    const expected = texts.map(({ embedding }) => embedding);
    checkGolden('text', expected, precision, this.pack(rows));
  }

  private async testImages(tower: PreTrainedModel, golden: Golden, precision: string) {
    const rasters = await Promise.all(golden.images.map(goldenRaster));
    const rows = await this.runPictures(
      rasters.map((raster) => ({ raster, wants: 'whole' })),
      Promise.resolve(tower),
    );
    const expected = golden.images.map(({ embedding }) => embedding);
    checkGolden('image', expected, precision, this.pack(rows));
  }
}

/** Splits a [n, dims] tensor into unit vectors. */
function rowsOf(tensor: Tensor): Float32Array[] {
  const [n = 0, dims = 0] = tensor.dims;
  const data = tensor.data as Float32Array;
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

/**
 * Convolutions with padding look around points that lie a stride apart and reach the very rim, so
 * cells of a stride may cover more than the picture; those of a vision transformer cover it exactly.
 *
 * @param stride as a fraction of the input's side
 */
const centreOfFirst = (side: number, stride: number) => (1 - (side - 1) * stride) / 2;

function downloadBytes(files: ModelFiles, device: 'wasm' | 'webgpu'): number {
  const suffix = (precision: string) =>
    precision === 'fp32' ? '' : `_${precision === 'q8' ? 'quantized' : precision}`;
  const { text, vision } = files.manifest.variants[device];
  return [
    'config.json',
    'tokenizer.json',
    'tokenizer_config.json',
    `onnx/text_model${suffix(text)}.onnx`,
    // On WASM the other tower comes when this is called ready.
    ...(device === 'webgpu' ? [`onnx/vision_model${suffix(vision)}.onnx`] : []),
  ].reduce((sum, path) => sum + files.bytesOf(path), __RUNTIME_BYTES__[device]);
}
