import {
  alone,
  bundledEncoder,
  byteSizeOf,
  fingerprintOf,
  type Manifest,
  removeStored,
  storedModel,
  storedModels,
  tidyUp,
} from '../../models';
import type { IncomingFile } from '../rummage';
import type { AppStore, BringState } from '../state';
import { askToPersist } from '../storage-info';
import { bringModel } from './bring-model';
import {
  type EncoderFailure,
  readEncoderChoice,
  readEncoderFailure,
  readNextEncoder,
  saveEncoderChoice,
  saveEncoderFailure,
  saveNextEncoder,
} from './choice';
import { measureModel } from './measure-model';
import { type ModelIn, modelAmong } from './model-files-in';
import { modelOfServer, serverModels } from './server-models';
import { forgetTrials } from './ways';

/** A model for the encoder that is on this computer, or beside the app on its server. */
export interface BroughtModel {
  name: string;
  byteSize: number;
  /** `unchecked`: it came by the download page and was not measured yet. */
  state: 'ready' | 'unchecked' | 'server';
  source: string | undefined;
}

/** Models that are brought: add, measure, choose, remove. */
export class EncoderModels {
  /** @param moveTo has the library read by another encoder, named; the one in use ends that */
  constructor(
    private readonly store: AppStore,
    private readonly moveTo: (name: string) => Promise<void>,
  ) {}

  async list(): Promise<BroughtModel[]> {
    await tidyUp();
    const here = (await storedModels()).map(factsOf);
    const names = new Set(here.map(({ name }) => name));
    const there = (await serverModels()).filter(({ name }) => !names.has(name));
    return [
      ...here,
      ...there.map(({ name, files }) => ({
        ...{ name, state: 'server' as const, source: undefined },
        byteSize: files.reduce((sum, { bytes }) => sum + bytes, 0),
      })),
    ];
  }

  /** Name of the one in use; undefined for the bundled one. */
  inUse(): string | undefined {
    return readEncoderChoice();
  }

  /** One that could not be used, so that the bundled one is. */
  failure(): EncoderFailure | undefined {
    return readEncoderFailure();
  }

  /** The model in a folder or an archive that was chosen as such. */
  async addFiles(files: readonly IncomingFile[]): Promise<void> {
    const model = await modelAmong(files);
    if (model) return this.add(model);
    const message =
      'This is no model: there is no config.json with weights in the ONNX format beside it (onnx/….onnx).';
    this.tell({ phase: 'failed', name: files[0]?.file.name ?? '', message });
  }

  /** Copies and measures; what comes of it is told by the state. */
  async add(model: ModelIn): Promise<void> {
    const { name } = model;
    await this.attempt(name, async () => {
      void askToPersist();
      const manifest = await bringModel(model, (done, total) =>
        this.tell({ phase: 'copying', name, done, total }),
      );
      try {
        await this.measure(manifest);
      } catch (error) {
        // What does not run is not kept: it is still where it came from.
        await alone(() => removeStored(manifest.name));
        throw error;
      }
    });
  }

  async addFromServer(name: string): Promise<void> {
    const model = (await serverModels()).find((one) => one.name === name);
    if (model) await this.add(modelOfServer(model));
  }

  /** Measures one that came by the download page. It stays where that fails: it took long to come. */
  async check(name: string): Promise<void> {
    await this.attempt(name, async () => {
      const manifest = await storedModel(name);
      if (!manifest) throw new Error(`${name} is not on this computer any more.`);
      await this.measure(manifest);
    });
  }

  /** The library is read by it first, see [Note: Changing the encoder]; an empty one needs not. */
  use(name: string | undefined): void {
    saveEncoderFailure(undefined);
    const { phase, documents } = this.store.getState().library;
    if (phase === 'ready' && documents.length === 0) this.beginWith(name);
    else void this.moveTo(name ?? bundledEncoder);
  }

  /** The person knows of it. */
  dismissFailure(): void {
    saveEncoderFailure(undefined);
  }

  async remove(name: string): Promise<void> {
    if (readNextEncoder() === name) await this.moveTo(this.inUse() ?? bundledEncoder);
    await alone(() => removeStored(name));
    if (readEncoderChoice() === name) this.beginWith(undefined);
    else if (this.failure()?.name === name) saveEncoderFailure(undefined);
  }

  /** Goes back to the bundled model where the chosen one cannot be loaded in any way. */
  giveWayOnFailure(loading: Promise<unknown>): void {
    const name = readEncoderChoice();
    loading.catch((error) => {
      if (name === undefined || readEncoderChoice() !== name) return;
      saveEncoderFailure({ name, message: wordsOf(error) });
      saveEncoderChoice(undefined);
      location.reload();
    });
  }

  /** The page is loaded anew with it. */
  private beginWith(name: string | undefined): void {
    saveNextEncoder(undefined);
    saveEncoderChoice(name);
    location.reload();
  }

  private async measure(manifest: Manifest): Promise<void> {
    const { name } = manifest;
    this.tell({ phase: 'measuring', name, done: 0, total: 1 });
    await measureModel(manifest, (done, total) =>
      this.tell({ phase: 'measuring', name, done, total }),
    );
    forgetTrials(manifest.fingerprint ?? fingerprintOf(manifest.files));
    this.tell({ phase: 'done', name });
  }

  private async attempt(name: string, task: () => Promise<void>): Promise<void> {
    const { bringing } = this.store.getState();
    if (bringing.phase === 'copying' || bringing.phase === 'measuring') return;
    this.tell({ phase: 'copying', name, done: 0, total: 1 });
    try {
      await task();
    } catch (error) {
      this.tell({ phase: 'failed', name, message: wordsOf(error) });
    }
  }

  private tell(bringing: BringState): void {
    this.store.setState({ bringing });
  }
}

function factsOf(manifest: Manifest): BroughtModel {
  const { name, dims, source } = manifest;
  return {
    name,
    byteSize: byteSizeOf(manifest),
    state: dims > 0 ? 'ready' : 'unchecked',
    source,
  };
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name !== 'QuotaExceededError') return error.message;
  return 'There is no room for this model in what the browser may store. Remove another one, or free space on the disk.';
}
