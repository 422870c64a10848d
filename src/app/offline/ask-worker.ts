import type { SavedFiles, WorkerRequest } from '../../core';

/** A worker that was ended meanwhile never answers. */
const maxWaitMs = 10_000;

export function askWorker(worker: ServiceWorker, request: WorkerRequest): void {
  worker.postMessage(request);
}

/** @throws {Error} when there is no answer */
export function savedFiles(worker: ServiceWorker, type: 'look' | 'save'): Promise<SavedFiles> {
  const { port1, port2 } = new MessageChannel();
  return new Promise<SavedFiles>((resolve, reject) => {
    port1.onmessage = ({ data }) => resolve(data);
    setTimeout(() => reject(new Error('no answer from the service worker')), maxWaitMs);
    worker.postMessage({ type } satisfies WorkerRequest, [port2]);
  }).finally(() => port1.close());
}
