/**
 * The response headers every page, worker script and asset is served with.
 *
 * The policy must be a header on worker scripts too: a `<meta>` policy does not bind workers.
 * COOP and COEP make the page cross-origin isolated, without which WASM has no threads.
 * Where a host sends no headers, the service worker adds them, from this same file.
 */

/** The one other address that the page may contact: a language model's server, where one was named. */
export const modelServer = process.env.VITE_MODEL_SERVER
  ? new URL(process.env.VITE_MODEL_SERVER).origin
  : undefined;

export const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  ['connect-src', "'self'", modelServer].filter(Boolean).join(' '),
  "img-src 'self' blob: data:",
  "style-src 'self' 'unsafe-inline'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const isolationHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

export const securityHeaders = {
  ...isolationHeaders,
  'Content-Security-Policy': contentSecurityPolicy,
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/** Paths, seen from the app's folder, that are served with other headers than all else. */
export const headersByPath = {};
