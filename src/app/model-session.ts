import {
  type Encoder,
  type EncoderInfo,
  type HeatMap,
  type HeatMethod,
  type ModelFacts,
  type Priority,
  type Raster,
  SelfTestError,
} from '../core';
import { storedNameOf } from '../models';
import {
  type Connection,
  callback,
  connect,
  type Remote,
  WorkerGoneError,
} from '../workers/connect';
import {
  chooseDevice,
  type DeviceChoice,
  readDevicePreference,
  wasmThreads,
} from './device-choice';
import { saveTrial, trialOf, type Way, waysToRun, wayWords } from './encoders/ways';
import type { AppStore } from './state';
import { areWebgpuFilesHere } from './webgpu-files';

interface LoadedEncoder {
  connection: Connection<Encoder>;
  info: EncoderInfo;
}

/** Owns the encoder's worker: finds a device and a precision that compute right, and restarts once. */
export class ModelSession {
  /** Known as soon as the small files are read, before the towers are. */
  readonly facts: Promise<ModelFacts>;
  private encoder: Promise<LoadedEncoder>;
  private canRestart = true;

  constructor(
    private readonly store: AppStore,
    /** See {@link EncoderOptions.modelUrl}. */
    private readonly modelUrl: Promise<string>,
  ) {
    const first = this.startWorker();
    this.facts = modelUrl.then((url) => first.remote.describe(url));
    this.encoder = this.loadPreferred(first);
    this.report(this.facts);
  }

  async info(): Promise<EncoderInfo> {
    return (await this.encoder).info;
  }

  /** @returns shape [texts, dims], row-major */
  embedTexts(texts: string[], priority: Priority, signal?: AbortSignal): Promise<Float32Array> {
    return this.run((encoder) => encoder.embedTexts(texts, priority, signal), signal);
  }

  /** @returns shape [rasters, dims], row-major */
  embedRasters(rasters: Raster[], priority: Priority, signal?: AbortSignal): Promise<Float32Array> {
    // Rasters are copied, not moved, so that they are still there after a restart.
    return this.run((encoder) => encoder.embedRasters(rasters, priority, signal), signal);
  }

  /** See {@link Encoder.heatMap}. */
  heatMap(
    raster: Raster,
    query: Float32Array,
    method: HeatMethod,
    signal?: AbortSignal,
  ): Promise<HeatMap> {
    return this.run((encoder) => encoder.heatMap(raster, query, method, signal), signal);
  }

  /** Ends the worker and loads anew, on the device that is preferred now. */
  reload(): void {
    this.canRestart = true;
    const former = this.encoder;
    former.then(
      ({ connection }) => connection.dispose(),
      () => {},
    );
    this.setState({ phase: 'loading', loadedBytes: 0, totalBytes: 0 });
    this.encoder = this.loadPreferred(this.startWorker());
  }

  /** Ends the worker for good. */
  end(): void {
    const former = this.encoder;
    this.encoder = Promise.reject(new Error('the encoder was ended'));
    this.encoder.catch(() => {});
    former.then(
      ({ connection }) => connection.dispose(),
      () => {},
    );
  }

  private async run<T>(
    call: (encoder: Remote<Encoder>) => Promise<T>,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    const used = this.encoder;
    const { connection } = await used;
    try {
      return await call(connection.remote);
    } catch (error) {
      // An input that cannot be embedded is the caller's fault, not the device's.
      if (signal?.aborted || error instanceof RangeError) throw error;
      if (used === this.encoder) this.restart(connection, messageOf(error));
      return call((await this.encoder).connection.remote);
    }
  }

  private restart(connection: Connection<Encoder>, reason: string): void {
    connection.dispose();
    if (!this.canRestart) {
      this.encoder = Promise.reject(new Error(reason));
      this.report(this.encoder);
      return;
    }
    this.canRestart = false;
    this.setState({ phase: 'restarting', reason });
    const choice = { device: 'wasm', reason: `restarted after a fault: ${reason}` } as const;
    this.encoder = this.loadFirst(this.startWorker(), choice);
    this.report(this.encoder);
  }

  private async loadPreferred(worker: Connection<Encoder>): Promise<LoadedEncoder> {
    const choice = await chooseDevice(readDevicePreference(), async () =>
      areWebgpuFilesHere(await this.modelUrl),
    );
    const loading = this.loadFirst(worker, choice);
    this.report(loading);
    return loading;
  }

  /**
   * With the first device and precision that compute right. A worker that failed once computes
   * nothing any more, so each try has its own.
   */
  private async loadFirst(
    worker: Connection<Encoder>,
    choice: DeviceChoice,
  ): Promise<LoadedEncoder> {
    const facts = await this.facts;
    const reasons = [choice.reason];
    let fresh = worker;
    let failure: unknown = new Error('This model has no weights that this machine can run.');
    for (const way of waysToRun(facts, choice)) {
      const before = trialOf(facts, way);
      if (before !== undefined && before !== 'passed') {
        reasons.push(before);
        failure = new SelfTestError(before);
        continue;
      }
      if (fresh.isGone()) fresh = this.startWorker();
      try {
        const loaded = await this.load(fresh, way, reasons.join('; '));
        saveTrial(facts, way, 'passed');
        return loaded;
      } catch (error) {
        fresh.dispose();
        failure = error;
        const words = `${wayWords(way)} did not pass: ${messageOf(error).replace(/\.$/, '')}`;
        reasons.push(words);
        if (error instanceof SelfTestError) saveTrial(facts, way, words);
      }
    }
    fresh.dispose();
    throw failure;
  }

  private async load(
    connection: Connection<Encoder>,
    way: Way,
    reason: string,
  ): Promise<LoadedEncoder> {
    const facts = await this.facts;
    const modelUrl = await this.modelUrl;
    const isCareful = storedNameOf(modelUrl) !== undefined && !trialOf(facts, way);
    // Words can be searched, and this is called ready, while the image tower still loads.
    let isReady = false;
    const info = await connection.remote.load(
      { modelUrl, ...way, threads: wasmThreads(), isCareful },
      callback(({ done, total }) => {
        if (!isReady) this.setState({ phase: 'loading', loadedBytes: done, totalBytes: total });
      }),
    );
    isReady = true;
    const { threads, precision, fingerprint } = info;
    this.setState({
      phase: 'ready',
      model: fingerprint.model,
      device: info.device,
      threads,
      precision,
      isEstimated: facts.isEstimated,
      reason,
    });
    const loaded = { connection, info };
    connection.gone.then(async (error) => {
      const current = await this.encoder.catch(() => undefined);
      if (current === loaded) this.restart(connection, messageOf(error));
    });
    return loaded;
  }

  private startWorker(): Connection<Encoder> {
    return connect<Encoder>(
      new Worker(new URL('../workers/clip.worker.ts', import.meta.url), {
        type: 'module',
        name: 'clip',
      }),
    );
  }

  /** Shows a failure to load; whoever awaits the promise gets the error as well. */
  private report(loading: Promise<unknown>): void {
    loading.catch((error) => this.setState({ phase: 'failed', message: messageOf(error) }));
  }

  private setState(encoder: ReturnType<AppStore['getState']>['encoder']): void {
    this.store.setState({ encoder });
  }
}

function messageOf(error: unknown): string {
  if (error instanceof WorkerGoneError) return `its worker ended (${error.message})`;
  return error instanceof Error ? error.message : String(error);
}
