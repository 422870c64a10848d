/** The hub's address; the policy of this page allows it and the hosts it sends files from. */
const hub = 'https://huggingface.co';

/** A file as the hub lists it. */
export interface HubFile {
  path: string;
  bytes: number;
  /** Of large files. */
  sha256?: string;
  /** Of small files: the SHA-1 by which git names them. */
  gitId?: string;
}

interface TreeEntry {
  type: string;
  path: string;
  size: number;
  oid: string;
  lfs?: { oid: string; size: number };
}

/** The hub, or what lies between, does not answer as it should; the message is for the person. */
export class HubError extends Error {
  override name = 'HubError';
}

/** Whether a text names a model on the hub: `owner/name`. */
export const isRepo = (text: string): boolean => /^[\w.-]+\/[\w.-]+$/.test(text);

/** The state of a model that its name stands for now, so that all files come from one. */
export async function revisionOf(repo: string, signal: AbortSignal): Promise<string> {
  const { sha } = await getJson<{ sha: string }>(`${hub}/api/models/${repo}`, repo, signal);
  return sha;
}

export async function filesOf(
  repo: string,
  revision: string,
  signal: AbortSignal,
): Promise<HubFile[]> {
  const url = `${hub}/api/models/${repo}/tree/${revision}?recursive=1`;
  const entries = await getJson<TreeEntry[]>(url, repo, signal);
  return entries
    .filter(({ type }) => type === 'file')
    .map(({ path, size, oid, lfs }) =>
      lfs ? { path, bytes: lfs.size, sha256: lfs.oid } : { path, bytes: size, gitId: oid },
    );
}

/**
 * Asks for a file from a byte on.
 *
 * @returns its bytes, and from which byte on they are: 0 where the server gives only the whole
 */
export async function openFile(
  { repo, revision, path, from }: { repo: string; revision: string; path: string; from: number },
  signal: AbortSignal,
): Promise<{ body: ReadableStream<Uint8Array>; from: number }> {
  const headers: HeadersInit = from > 0 ? { Range: `bytes=${from}-` } : {};
  const response = await ask(`${hub}/${repo}/resolve/${revision}/${path}`, { headers, signal });
  if (!response.ok || !response.body) {
    throw new HubError(`${path} cannot be fetched (status ${response.status}).`);
  }
  return { body: response.body, from: response.status === 206 ? from : 0 };
}

export async function getJson<T>(url: string, what: string, signal: AbortSignal): Promise<T> {
  const response = await ask(url, { signal });
  if (response.status === 401 || response.status === 404) {
    throw new HubError(`huggingface.co has no public model ${what}. Check its name.`);
  }
  if (!response.ok) {
    throw new HubError(`huggingface.co answered with status ${response.status}. Try again later.`);
  }
  return response.json();
}

async function ask(url: string, options: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...options, credentials: 'omit', referrerPolicy: 'no-referrer' });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new HubError('huggingface.co cannot be reached. Check the connection.');
  }
}
