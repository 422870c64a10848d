import { followRequests } from './request-watch';

/** Starts the worker in which pdf.js reads. */
export function startPdf(): Worker {
  const worker = new Worker(new URL('./pdf.worker.ts', import.meta.url), {
    type: 'module',
    name: 'pdf',
  });
  followRequests(worker);
  return worker;
}
