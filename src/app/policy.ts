/** The content security policy under which this page runs, and where it was read. */
export type Policy =
  | { phase: 'found'; text: string }
  /** The page came without one. */
  | { phase: 'none' }
  /** Nothing answers at the page's address now, so its headers cannot be read. */
  | { phase: 'unknown' };

/** Asks for the headers of this very page again: a script cannot see those it came with. */
export async function readPolicy(): Promise<Policy> {
  try {
    // Not by HEAD, which the service worker leaves to the host: a plain one sends no policy.
    const response = await fetch(location.pathname, { cache: 'no-store' });
    const text = response.headers.get('Content-Security-Policy');
    return text ? { phase: 'found', text } : { phase: 'none' };
  } catch {
    return { phase: 'unknown' };
  }
}
