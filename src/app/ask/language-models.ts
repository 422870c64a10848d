import { type FolderFile, type Generator, precisionFor, readModelFolder } from '../../answer';
import type { Device, LanguageModel, Progress, StoredLanguageModel } from '../../core';
import { type Connection, callback, connect, type Remote } from '../../workers/connect';
import type { LanguageModelOptions, LanguageModelService } from '../../workers/language-model';
import type { Library } from '../../workers/library';
import { chooseDevice, readDevicePreference, wasmThreads } from '../device-choice';

export type OnLoading = (progress: Progress<'load'>) => void;

interface Loaded {
  name: string;
  connection: Promise<Connection<LanguageModelService>>;
  /** The writing under way, which the next has to wait for. */
  writing: Promise<unknown>;
}

/** A step of a large model on a processor takes long; a worker that has not stopped by then is ended. */
const patienceMs = 2000;

/** Language models in the ONNX layout that the person brought; one at a time is loaded. */
export class LanguageModels {
  private loaded: Loaded | undefined;
  /** Who waits for loading, told how far it is. */
  private readonly watchers = new Set<OnLoading>();

  constructor(private readonly library: Remote<Library>) {}

  async list(): Promise<LanguageModel[]> {
    return (await this.library.languageModels()).map(factsOf);
  }

  /**
   * Tries the model in a folder and keeps it.
   *
   * @throws {Error} with a message for the person
   */
  async add(files: readonly FolderFile[], onLoading: OnLoading): Promise<LanguageModel> {
    const model = await readModelFolder(files);
    this.unload();
    await this.load(model, onLoading);
    await this.library.keepLanguageModel(model).catch((error) => {
      this.unload();
      if (error.name !== 'QuotaExceededError') throw error;
      throw new Error("The browser's storage has no room for this model.");
    });
    return factsOf(model);
  }

  async remove(name: string): Promise<void> {
    if (this.loaded?.name === name) this.unload();
    await this.library.removeLanguageModel(name);
  }

  /** Frees the memory of the one that is loaded. */
  unload(): void {
    this.loaded?.connection.then(
      (connection) => connection.dispose(),
      () => {},
    );
    this.loaded = undefined;
  }

  /** A model as it writes answers; undefined where it is kept no more. */
  async generator(name: string): Promise<Generator | undefined> {
    const model = (await this.library.languageModels()).find((one) => one.name === name);
    if (!model) return undefined;
    return {
      name,
      contextTokens: model.contextTokens,
      prepare: async ({ signal, onProgress }) => {
        // One that would not stop is ended by then, and has to be loaded anew.
        await orAborted(Promise.resolve(this.loaded?.writing), signal);
        await orAborted(this.load(model, onProgress), signal);
      },
      countTokens: async (texts) => (await this.load(model)).remote.countTokens(texts),
      generate: async (prompt, { signal, onText }) => {
        const connection = await this.load(model);
        const { loaded } = this;
        const writing = connection.remote.generate(prompt, signal, callback(onText));
        const end = () => this.loaded === loaded && this.unload();
        if (loaded) loaded.writing = endedInTime(writing, signal, end);
        return orAborted(writing, signal);
      },
    };
  }

  private load(
    model: StoredLanguageModel,
    onLoading: OnLoading = () => {},
  ): Promise<Connection<LanguageModelService>> {
    if (this.loaded?.name !== model.name) {
      this.unload();
      const loaded: Loaded = {
        name: model.name,
        connection: this.start(model),
        writing: Promise.resolve(),
      };
      this.loaded = loaded;
      const forget = () => {
        if (this.loaded === loaded) this.loaded = undefined;
      };
      loaded.connection.then(({ gone }) => gone.then(forget), forget);
    }
    this.watchers.add(onLoading);
    return this.loaded!.connection.finally(() => this.watchers.delete(onLoading));
  }

  /** On the graphics card where it computes right there, else on the processor. */
  private async start(model: StoredLanguageModel): Promise<Connection<LanguageModelService>> {
    const ways = await waysToRun(model);
    for (const [i, way] of ways.entries()) {
      const connection = startWorker();
      const onProgress: OnLoading = (progress) => {
        for (const watcher of this.watchers) watcher(progress);
      };
      try {
        await connection.remote.load(model, way, callback(onProgress));
        return connection;
      } catch (error) {
        connection.dispose();
        if (i === ways.length - 1) throw error;
      }
    }
    throw new Error(`${model.name} has no weights that this machine can compute with.`);
  }
}

function factsOf({ files, ...facts }: StoredLanguageModel): LanguageModel {
  return facts;
}

/** Best first. */
async function waysToRun({ precisions }: LanguageModel): Promise<LanguageModelOptions[]> {
  const { device } = await chooseDevice(readDevicePreference());
  const adapter = device === 'webgpu' ? await navigator.gpu?.requestAdapter() : undefined;
  const devices: Device[] = device === 'webgpu' ? ['webgpu', 'wasm'] : ['wasm'];
  return devices.flatMap((one) => {
    const precision = precisionFor(one, precisions, adapter?.features.has('shader-f16') ?? false);
    return precision ? [{ device: one, precision, threads: wasmThreads() }] : [];
  });
}

function startWorker(): Connection<LanguageModelService> {
  return connect<LanguageModelService>(
    new Worker(new URL('../../workers/language-model.worker.ts', import.meta.url), {
      type: 'module',
      name: 'language-model',
    }),
  );
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}

const orAborted = <T>(promise: Promise<T>, signal: AbortSignal): Promise<T> =>
  Promise.race([promise, aborted(signal)]);

/** Settles with the writing, or when its worker was ended because it would not stop. */
async function endedInTime(
  writing: Promise<unknown>,
  signal: AbortSignal,
  end: () => void,
): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = () => {
    timer = setTimeout(end, patienceMs);
  };
  if (signal.aborted) wait();
  else signal.addEventListener('abort', wait, { once: true });
  await writing.catch(() => {});
  signal.removeEventListener('abort', wait);
  clearTimeout(timer);
}
