import {
  type Device,
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
  type TowerPrecisions,
} from '../core';
import { graphFiles } from '../models';
import { additiveMap } from './additive-map';
import { Batcher } from './batcher';
import { coverSide, coverSquare, coverSquares } from './occlusion';
import { patchParts } from './patch-parts';
import { type ReadModel, readModel } from './read-model';
import { configureRuntime, fetchRuntime, serveModelFiles } from './runtime';
import { checkGolden, type Golden, goldenRaster } from './self-test';
import { cosineSimilarity } from './similarity';
import { ImageTower, TextTower, type TowerOptions } from './towers';

const maxGoldenChars = 100;

/** Creating a session blocks this thread, and people search right after opening the app. */
const imageTowerDelayMs = 1500;

/** A picture for the image tower, and which of its outputs is wanted. */
interface ToRead {
  raster: Raster;
  wants: 'whole' | 'patches';
}

/** A dual encoder on onnxruntime, for the worker it has to itself. */
export class ClipEncoder implements Encoder {
  private model: ReadModel | undefined;
  private describing: Promise<ModelFacts> | undefined;
  private textTower: TextTower | undefined;
  private imageTower: Promise<ImageTower> | undefined;
  private loadImageTower: (() => Promise<ImageTower>) | undefined;
  private readonly batcher = new Batcher<string, ToRead>({
    text: { run: (texts) => this.runTexts(texts), sizeOf: (text) => text.length, maxBatch: 32 },
    image: { run: (pictures) => this.runPictures(pictures), maxBatch: 16 },
  });

  describe(modelUrl: string): Promise<ModelFacts> {
    // Asked for by itself and again by `load`, which may not wait for it.
    this.describing ??= this.readModel(modelUrl);
    return this.describing;
  }

  private async readModel(modelUrl: string): Promise<ModelFacts> {
    this.model = await readModel(modelUrl);
    return this.model.facts;
  }

  async load(
    { modelUrl, device, threads, precision: wanted, isCareful = false }: EncoderOptions,
    onProgress: (progress: Progress<'download'>) => void,
  ): Promise<EncoderInfo> {
    await this.describe(modelUrl);
    const { files, facts, family, picture, isJoint } = this.model!;
    const precision = wanted ?? facts.variants[device][0];
    if (!precision) throw new RangeError(`${facts.name} has no weights for ${device}`);
    const total = downloadBytes(this.model!, precision, device);
    const progress = { phase: 'download' as const, done: 0, total };
    configureRuntime(device, threads);
    const onBytes = (bytes: number) => {
      progress.done += bytes;
      onProgress({ ...progress });
    };
    onBytes(0);
    const fileFailure = serveModelFiles(facts.name, files, onBytes);
    const has = (path: string) => files.has(path);
    const options = (tower: 'text' | 'vision'): TowerOptions => ({
      ...{ name: facts.name, family, device, isJoint, has, picture },
      precision: precision[tower],
    });
    const orFileFailure = (error: unknown) => {
      throw fileFailure() ?? error;
    };
    // Words first: a person can search stored pictures before the image tower is there.
    await fetchRuntime(onBytes);
    this.textTower = await TextTower.load(options('text')).catch(orFileFailure);
    const golden = await files.readJson<Golden>('golden.json');
    await this.testTexts(golden, precision.text);
    this.loadImageTower = () =>
      ImageTower.load(options('vision'))
        .then(async (tower) => {
          await this.testImages(tower, golden, precision.vision);
          return tower;
        })
        .catch(orFileFailure);
    // A wrong answer of the GPU must be known now; else the first query goes ahead of the tower.
    if (device === 'webgpu' || isCareful) await this.theImageTower();
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
    const { fit } = this.theModel.facts.raster;
    return { method: 'covering', side: coverSide, first: 0.5 / coverSide, values, cosine, fit };
  }

  /** Undefined where the model has no `patch_embeds`. */
  private async exactParts(
    raster: Raster,
    query: Float32Array,
    signal: AbortSignal | undefined,
  ): Promise<HeatMap | undefined> {
    const { facts, patchPx } = this.theModel;
    const { fit, width } = facts.raster;
    const patches = await this.batcher.image({ raster, wants: 'patches' }, 'explain', signal);
    if (patches.length === 0) return undefined;
    const values = patchParts(patches, query);
    const side = Math.sqrt(values.length);
    const first = patchPx ? centreOfFirst(side, patchPx / width) : 0.5 / side;
    const cosine = values.reduce((sum, value) => sum + value, 0);
    return { method: 'parts', side, first, values, cosine, fit };
  }

  private get theModel(): ReadModel {
    if (!this.model) throw new Error('the encoder is not loaded');
    return this.model;
  }

  private pack(embeddings: Float32Array[]): Float32Array {
    const dims = this.model?.facts.dims ?? 0;
    const packed = new Float32Array(embeddings.length * dims);
    for (const [i, embedding] of embeddings.entries()) packed.set(embedding, i * dims);
    return packed;
  }

  private async runTexts(texts: string[]): Promise<Float32Array[]> {
    if (!this.textTower) throw new Error('the encoder is not loaded');
    return this.textTower.embed(texts);
  }

  private theImageTower(): Promise<ImageTower> {
    if (!this.loadImageTower) throw new Error('the encoder is not loaded');
    this.imageTower ??= this.loadImageTower();
    return this.imageTower;
  }

  private async runPictures(pictures: ToRead[]): Promise<Float32Array[]> {
    const tower = await this.theImageTower();
    const outputs = await tower.embed(pictures.map(({ raster }) => raster));
    return outputs.map(({ embedding, patches }, i) =>
      pictures[i]!.wants === 'whole' ? embedding : patches,
    );
  }

  private async testTexts(golden: Golden, precision: string): Promise<void> {
    // Long texts would be padded to with all others, and nobody can search meanwhile.
    const texts = golden.texts.filter(({ text }) => text.length <= maxGoldenChars);
    const rows = await this.runTexts(texts.map(({ text }) => text));
    const expected = texts.map(({ embedding }) => embedding);
    checkGolden('text', expected, precision, this.pack(rows));
  }

  private async testImages(tower: ImageTower, golden: Golden, precision: string): Promise<void> {
    const rasters = await Promise.all(golden.images.map(goldenRaster));
    const rows = (await tower.embed(rasters)).map(({ embedding }) => embedding);
    const expected = golden.images.map(({ embedding }) => embedding);
    checkGolden('image', expected, precision, this.pack(rows));
  }
}

/**
 * Convolutions with padding look around points that lie a stride apart and reach the very rim, so
 * cells of a stride may cover more than the picture; those of a vision transformer cover it exactly.
 *
 * @param stride as a fraction of the input's side
 */
const centreOfFirst = (side: number, stride: number) => (1 - (side - 1) * stride) / 2;

/** What loading reads, as far as it is told on the way. */
function downloadBytes(
  { files, isJoint }: ReadModel,
  { text, vision }: TowerPrecisions,
  device: Device,
): number {
  const has = (name: string) => files.has(`onnx/${name}`);
  const graphs = isJoint
    ? [...graphFiles('model', text, has), ...graphFiles('model', vision, has)]
    : [
        ...graphFiles('text_model', text, has),
        // On WASM the other tower comes when this is called ready.
        ...(device === 'webgpu' ? graphFiles('vision_model', vision, has) : []),
      ];
  return [
    'config.json',
    'tokenizer.json',
    'tokenizer_config.json',
    ...graphs.map((name) => `onnx/${name}`),
  ].reduce((sum, path) => sum + files.bytesOf(path), __RUNTIME_BYTES__[device]);
}
