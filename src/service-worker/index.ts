import type { WorkerRequest } from '../core';
import { FileKeeper } from './file-keeper';
import { receiveShare, sharePath } from './share';

// The types of pages stand beside those of workers, and say what `self` is.
declare const self: ServiceWorkerGlobalScope;

/** A page that waits for files hears this often how far they are, and the worker lives on by it. */
const sliceMs = 500;

const { scope } = self.registration;
const files = new FileKeeper(__BUILT__, scope, (request) => fetch(request));

self.addEventListener('install', (event) => {
  // Waits until every tab is closed, or a person says so: never on its own.
  event.waitUntil(files.install(self.registration.active !== null));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (!request.url.startsWith(scope)) return;
  const path = new URL(request.url).pathname.slice(new URL(scope).pathname.length);
  if (request.method === 'POST' && path === sharePath) {
    event.respondWith(receiveShare(request, scope));
  } else if (request.method === 'GET') {
    event.respondWith(files.answer(path || 'index.html', request, (work) => event.waitUntil(work)));
  }
});

self.addEventListener('message', (event) => {
  event.waitUntil(answer(event.data as WorkerRequest, event.ports[0]));
});

async function answer(request: WorkerRequest, port: MessagePort | undefined): Promise<void> {
  switch (request.type) {
    case 'claim':
      return self.clients.claim();
    case 'activate':
      return self.skipWaiting();
    case 'sweep':
      return sweep();
    case 'save':
      await Promise.race([files.saveAll(), new Promise((end) => setTimeout(end, sliceMs))]);
      break;
  }
  port?.postMessage(await files.state());
}

/** Another tab may be of the version before. */
async function sweep(): Promise<void> {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (pages.filter(({ url }) => url.startsWith(scope)).length === 1) await files.sweep();
}
