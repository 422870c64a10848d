import { addRequests, noRequests, originOf, type RequestCounts } from '../core';

/** What a worker posts beside its calls, which Comlink and pdf.js pass over. */
interface RequestMessage {
  requests: RequestCounts;
}

type Tell = (requests: RequestCounts) => void;

/** Until somebody asks, what is counted is kept. */
let kept = noRequests;
let tell: Tell = (requests) => {
  kept = addRequests(kept, requests);
};

function tellBy(next: Tell): void {
  tell = next;
  if (kept !== noRequests) tell(kept);
  kept = noRequests;
}

/**
 * Counts the requests of this thread from its start, and those that the content security policy
 * stopped from now on.
 */
function watch(): void {
  const observer = new PerformanceObserver((list) => {
    const origins: Record<string, number> = {};
    for (const { name } of list.getEntries()) {
      const origin = originOf(name);
      origins[origin] = (origins[origin] ?? 0) + 1;
    }
    tell({ origins, blocked: {} });
    // The buffer of 250 entries never fills up, for whoever observes next.
    performance.clearResourceTimings();
  });
  observer.observe({ type: 'resource', buffered: true });
  // Bubbles to the window in a page; in a worker it is told to the global scope.
  self.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
    tell({ origins: {}, blocked: { [`${effectiveDirective} ${blockedURI}`]: 1 } });
  });
}

/** Counts in the page: its own requests and those that workers report. */
export function countRequests(listener: Tell): void {
  tellBy(listener);
  watch();
}

/** Counts in a worker, and reports to the thread that started it. */
export function reportRequests(): void {
  const post = (requests: RequestCounts) =>
    (self as unknown as Worker).postMessage({ requests } satisfies RequestMessage);
  tellBy(post);
  watch();
}

/** Passes on what a worker, and those below it, report. */
export function followRequests(worker: Worker): void {
  worker.addEventListener('message', ({ data }: MessageEvent<Partial<RequestMessage> | null>) => {
    if (data?.requests) tell(data.requests);
  });
}
