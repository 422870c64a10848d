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

/** @param {(string | undefined)[]} others addresses that may be contacted besides this origin */
const policyWith = (...others) =>
  [
    "default-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "worker-src 'self'",
    ['connect-src', "'self'", ...others].filter(Boolean).join(' '),
    "img-src 'self' blob: data:",
    "style-src 'self' 'unsafe-inline'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

export const contentSecurityPolicy = policyWith(modelServer);

/**
 * The hub of models, and the hosts that it sends files from: cdn-lfs*.hf.co, *.cdn.hf.co and
 * *.xethub.hf.co, see https://huggingface.co/.well-known/meta.json.
 */
const hub = ['https://huggingface.co', 'https://*.hf.co'];

/**
 * Documents with a policy of their own, by their path; all else has that of the app. The page that
 * fetches models runs no WASM and starts no worker, and it alone may contact the hub.
 */
export const policies = {
  '/download.html': policyWith(...hub)
    .replace(" 'wasm-unsafe-eval'", '')
    .replace("worker-src 'self'", "worker-src 'none'"),
};

/** @param {string} path of a request, without the query */
export const policyFor = (path) => policies[path] ?? contentSecurityPolicy;

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

/**
 * A Vite plugin by which the preview server answers with these headers. It does so before anything
 * else, so that each document has its own policy, and a missing file has one as well.
 *
 * @returns {import('vite').Plugin}
 */
export function sendHeaders() {
  return {
    name: 'send-headers',
    configurePreviewServer(server) {
      server.middlewares.use((request, response, next) => {
        const { pathname } = new URL(request.url, 'http://x');
        for (const [name, value] of Object.entries(securityHeaders))
          response.setHeader(name, value);
        response.setHeader('Content-Security-Policy', policyFor(pathname));
        next();
      });
    },
  };
}

/** Paths, seen from the app's folder, that are served with other headers than all else. */
export const headersByPath = Object.fromEntries(
  Object.entries(policies).map(([path, policy]) => [
    path.slice(1),
    { ...securityHeaders, 'Content-Security-Policy': policy },
  ]),
);
