import { sharedCacheName, sharedModifiedHeader, sharedNameHeader } from '../core';

/** Where the web app manifest has other programs send what they share. */
export const sharePath = 'share';

/** More is no search. */
const maxSearchChars = 500;

/**
 * Takes what another program shares: files wait in a cache for the page, which adds them; words
 * alone become a search.
 *
 * @param scope address of the app's folder
 * @returns the way to the page
 */
export async function receiveShare(request: Request, scope: string): Promise<Response> {
  const form = await request.formData().catch(() => new FormData());
  const files = form
    .getAll('files')
    .filter((value): value is File => value instanceof File && value.name !== '');
  await keepFiles(files, scope);
  return Response.redirect(`${scope}${files.length > 0 ? '#/library' : hashOf(form)}`, 303);
}

async function keepFiles(files: readonly File[], scope: string): Promise<void> {
  if (files.length === 0) return;
  const cache = await caches.open(sharedCacheName(scope));
  for (const file of files) {
    const headers = {
      'content-type': file.type,
      [sharedNameHeader]: encodeURIComponent(file.name),
      [sharedModifiedHeader]: String(file.lastModified),
    };
    await cache.put(`${scope}${sharePath}/${crypto.randomUUID()}`, new Response(file, { headers }));
  }
}

/** A page's title says more than its address. */
function hashOf(form: FormData): string {
  const words = ['text', 'title', 'url'].map((name) => String(form.get(name) ?? '').trim());
  const q = words.find((text) => text !== '')?.slice(0, maxSearchChars);
  return q ? `#/search?${new URLSearchParams({ q })}` : '#/search';
}
