import type { Built } from './built';

/** What is said of the network's own way of sending, and no longer true here. */
const dropped = ['content-encoding', 'content-length', 'transfer-encoding', 'vary'];

/**
 * The same answer with the policy and the isolation, which a static host does not send.
 *
 * @param path of the file, seen from the app's folder
 */
export function withHeaders(
  response: Response,
  path: string,
  { usual, byPath }: Built['headers'],
  body: BodyInit | null = response.body,
): Response {
  // The browser follows a redirect itself; nothing of it can be read here.
  if (response.type === 'opaqueredirect' || response.type === 'error') return response;
  const headers = new Headers(response.headers);
  for (const name of dropped) headers.delete(name);
  for (const [name, value] of Object.entries(byPath[path] ?? usual)) headers.set(name, value);
  const { status, statusText } = response;
  return new Response(body, { status, statusText, headers });
}
