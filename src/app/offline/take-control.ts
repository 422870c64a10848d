import { askWorker } from './ask-worker';

/** Of the page by its service worker. */
export type Control =
  | { phase: 'controlled'; registration: ServiceWorkerRegistration }
  /** The page is about to be loaded anew. */
  | { phase: 'reloading' }
  | { phase: 'unavailable'; reason: string };

/** A first visit goes on without the worker after this. */
const maxWaitMs = 5000;

const reloadedKey = 'rummage.reloaded-for-isolation';

/**
 * Has the service worker take the page before any work begins: then all that is fetched is kept
 * on its way, and where the host sends no headers the worker does. They count from the next load
 * on, so that the page is loaded anew then, once.
 */
export async function takeControl(): Promise<Control> {
  if (!import.meta.env.PROD) return unavailable('this is the development server');
  if (!isSecureContext) return unavailable('the address is neither https nor on this computer');
  if (!('serviceWorker' in navigator)) return unavailable('this browser window has no such means');
  try {
    const url = new URL('service-worker.js', document.baseURI);
    const registration = await navigator.serviceWorker.register(url, { updateViaCache: 'none' });
    if (!navigator.serviceWorker.controller) await controlBy(registration);
    return isToReload() ? reload() : { phase: 'controlled', registration };
  } catch (error) {
    return unavailable(`the browser did not allow it (${messageOf(error)})`);
  }
}

/** @throws {Error} when it takes too long */
async function controlBy({ active, installing }: ServiceWorkerRegistration): Promise<void> {
  const { serviceWorker } = navigator;
  const refused = new Promise<void>((resolve) => {
    installing?.addEventListener('statechange', () => {
      if (installing.state === 'redundant') resolve();
    });
  });
  const controlled = new Promise((resolve) => {
    serviceWorker.addEventListener('controllerchange', resolve, { once: true });
  });
  // A worker that is there already was passed over, by a forced reload.
  if (active) askWorker(active, { type: 'claim' });
  const tooLong = new Promise((end) => setTimeout(end, maxWaitMs));
  await Promise.race([controlled, refused, tooLong]);
  if (!serviceWorker.controller) throw new Error('its worker did not start in time');
}

function isToReload(): boolean {
  if (!crossOriginIsolated) return sessionStorage.getItem(reloadedKey) === null;
  sessionStorage.removeItem(reloadedKey);
  return false;
}

function reload(): Control {
  sessionStorage.setItem(reloadedKey, 'yes');
  location.reload();
  return { phase: 'reloading' };
}

const unavailable = (reason: string): Control => ({ phase: 'unavailable', reason });

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
