/** Requests that a browser tells of, counted. */
export interface RequestCounts {
  /** By origin; what comes from the memory of the page by `blob:` and `data:`. */
  origins: Readonly<Record<string, number>>;
  /** What the content security policy stopped, by "directive address". */
  blocked: Readonly<Record<string, number>>;
}

export const noRequests: RequestCounts = { origins: {}, blocked: {} };

/** The origin of an address, or `blob:` and `data:` for what needs no network. */
export function originOf(address: string): string {
  const { protocol, origin } = new URL(address);
  return protocol === 'blob:' || protocol === 'data:' ? protocol : origin;
}

export function addRequests(a: RequestCounts, b: RequestCounts): RequestCounts {
  return { origins: sum(a.origins, b.origins), blocked: sum(a.blocked, b.blocked) };
}

function sum(
  a: RequestCounts['origins'],
  b: RequestCounts['origins'],
): Readonly<Record<string, number>> {
  const total = { ...a };
  for (const [key, count] of Object.entries(b)) total[key] = (total[key] ?? 0) + count;
  return total;
}

/** Counts as a person asks for them. */
export interface RequestSummary {
  here: number;
  memory: number;
  /** Origins other than `own`, with their counts. */
  elsewhere: [origin: string, count: number][];
  blocked: [what: string, count: number][];
}

/** @param own the origin of the page */
export function summarise({ origins, blocked }: RequestCounts, own: string): RequestSummary {
  const isMemory = (origin: string) => origin === 'blob:' || origin === 'data:';
  return {
    here: origins[own] ?? 0,
    memory: (origins['blob:'] ?? 0) + (origins['data:'] ?? 0),
    elsewhere: Object.entries(origins).filter(([origin]) => origin !== own && !isMemory(origin)),
    blocked: Object.entries(blocked),
  };
}
