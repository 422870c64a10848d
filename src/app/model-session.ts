import type {
  Encoder,
  EncoderInfo,
  HeatMap,
  HeatMethod,
  ModelFacts,
  Priority,
  Raster,
} from '../core';
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
import type { AppStore } from './state';
import { areWebgpuFilesHere } from './webgpu-files';

interface LoadedEncoder {
  connection: Connection<Encoder>;
  info: EncoderInfo;
}

/** Owns the encoder's worker: chooses the device, loads, and restarts once on WASM. */
export class ModelSession {
  /** Known as soon as the small files are read, before the towers are. */
  readonly facts: Promise<ModelFacts>;
  private encoder: Promise<LoadedEncoder>;
  private canRestart = true;

  constructor(
    private readonly store: AppStore,
    private readonly modelUrl: string,
  ) {
    const first = this.startWorker();
    this.facts = first.remote.describe(modelUrl);
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
    this.encoder = this.load(this.startWorker(), {
      device: 'wasm',
      reason: `restarted after a fault: ${reason}`,
    });
    this.report(this.encoder);
  }

  private async loadPreferred(worker: Connection<Encoder>): Promise<LoadedEncoder> {
    const choice = await chooseDevice(readDevicePreference(), () =>
      areWebgpuFilesHere(this.modelUrl),
    );
    const loading =
      choice.device === 'wasm'
        ? this.load(worker, choice)
        : this.load(worker, choice).catch((error) => {
            worker.dispose();
            const reason = `WebGPU did not pass: ${messageOf(error)}`;
            return this.load(this.startWorker(), { device: 'wasm', reason });
          });
    this.report(loading);
    return loading;
  }

  private async load(
    connection: Connection<Encoder>,
    { device, reason }: DeviceChoice,
  ): Promise<LoadedEncoder> {
    // Words can be searched, and this is called ready, while the image tower still loads.
    let isReady = false;
    const info = await connection.remote.load(
      { modelUrl: this.modelUrl, device, threads: wasmThreads() },
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
