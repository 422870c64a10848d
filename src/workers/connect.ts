import * as Comlink from 'comlink';
import { ModelFileError, SelfTestError } from '../core';
import { followRequests, reportRequests } from './request-watch';

/** The worker ended, by itself or by `dispose`, before it answered. */
export class WorkerGoneError extends Error {
  override name = 'WorkerGoneError';
}

/** The methods of `T` as they are called from another thread. */
export type Remote<T> = {
  [K in keyof T]: T[K] extends (...args: infer Args) => infer Result
    ? (...args: Args) => Promise<Awaited<Result>>
    : never;
};

export interface Connection<T> {
  remote: Remote<T>;
  /** Settles when the worker fails or is disposed of. */
  gone: Promise<WorkerGoneError>;
  isGone(): boolean;
  /** Ends the worker; calls under way reject with {@link WorkerGoneError}. */
  dispose(): void;
}

/**
 * The one way to a worker. Adds to Comlink: an AbortSignal as an argument, error classes
 * revived by name, and calls that reject when the worker is gone.
 */
export function connect<T>(worker: Worker): Connection<T> {
  const pending = new Set<(reason: unknown) => void>();
  let end: WorkerGoneError | undefined;
  const { promise: gone, resolve: settleGone } = Promise.withResolvers<WorkerGoneError>();

  const finish = (error: WorkerGoneError) => {
    if (end) return;
    end = error;
    worker.terminate();
    for (const reject of pending) reject(error);
    pending.clear();
    settleGone(error);
  };
  followRequests(worker);
  worker.addEventListener('error', (event) => {
    finish(new WorkerGoneError(event.message || 'the worker could not be started'));
  });
  worker.addEventListener('messageerror', () => {
    finish(new WorkerGoneError('a message could not be read'));
  });

  const wrapped = Comlink.wrap<T>(worker) as Record<
    string,
    (...args: unknown[]) => Promise<unknown>
  >;
  const call =
    (method: string) =>
    (...args: unknown[]) =>
      new Promise<unknown>((resolve, reject) => {
        if (end) return reject(end);
        pending.add(reject);
        const settle =
          <A>(then: (value: A) => void) =>
          (value: A) => {
            pending.delete(reject);
            then(value);
          };
        wrapped[method]!(...args).then(settle(resolve), settle(reject));
      });
  const remote = new Proxy(wrapped, {
    get: (_target, method) => (typeof method === 'string' ? call(method) : undefined),
  }) as Remote<T>;

  return {
    remote,
    gone,
    isGone: () => end !== undefined,
    dispose: () => finish(new WorkerGoneError('the worker was ended')),
  };
}

/** Offers an object to the page; for `*.worker.ts` entries. */
export function serve(service: object): void {
  Comlink.expose(service);
  reportRequests();
}

/** Marks an argument or result as moved instead of copied. */
export const transfer = Comlink.transfer;

/** Marks a function argument as a callback into this thread. */
export const callback = Comlink.proxy;

const errorClasses: Record<string, new (message: string) => Error> = {
  ModelFileError,
  SelfTestError,
  RangeError,
  TypeError,
};

function revive(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (error.name === 'AbortError') return new DOMException(error.message, 'AbortError');
  const ErrorClass = errorClasses[error.name];
  if (!ErrorClass || error.constructor === ErrorClass) return error;
  return Object.assign(new ErrorClass(error.message), { stack: error.stack });
}

const throwing = Comlink.transferHandlers.get('throw');
if (throwing) {
  Comlink.transferHandlers.set('throw', {
    ...throwing,
    deserialize(value) {
      try {
        throwing.deserialize(value);
      } catch (error) {
        throw revive(error);
      }
      throw new Error('a thrown value that does not throw');
    },
  });
}

Comlink.transferHandlers.set('abort-signal', {
  canHandle: (value): value is AbortSignal => value instanceof AbortSignal,
  serialize(signal: AbortSignal) {
    const { port1, port2 } = new MessageChannel();
    const tell = () => {
      port1.postMessage('abort');
      port1.close();
    };
    if (signal.aborted) tell();
    else signal.addEventListener('abort', tell, { once: true });
    return [port2, [port2]];
  },
  deserialize(port: MessagePort) {
    const controller = new AbortController();
    port.onmessage = () => {
      controller.abort();
      port.close();
    };
    return controller.signal;
  },
});
