import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { build } from 'vite';
import { headersByPath, securityHeaders } from './headers.mjs';

const root = join(import.meta.dirname, '..');
const fileName = 'service-worker.js';

/** Large, and used on some computers only: kept when they are first asked for. */
const isKeptOnUse = (path) => /\/onnx\/\w+_model\.onnx$|\.md$/.test(path);

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** What a page needs to start: the page itself and what stands in it. */
function startFiles(html) {
  return ['index.html', ...[...html.matchAll(/(?:src|href)="\.\/([^"]+)"/g)].map(([, to]) => to)];
}

/** @returns {import('../src/service-worker/built').BuiltFile[]} what is asked for last at the end */
function filesIn(outDir) {
  const start = startFiles(readFileSync(join(outDir, 'index.html'), 'utf8'));
  const paths = readdirSync(outDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(outDir, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
    .filter((path) => path !== fileName);
  const files = paths.map((path) => {
    const bytes = readFileSync(join(outDir, path));
    // Some servers say of a packed file that its content is packed, and browsers unpack it then.
    const forms = path.endsWith('.gz') ? [bytes, gunzipSync(bytes)] : [bytes];
    const when = start.includes(path) ? 'install' : isKeptOnUse(path) ? 'use' : 'background';
    return { path, bytes: bytes.byteLength, sha256: forms.map(sha256), when };
  });
  const isLast = ({ path }) => Number(path.includes('.asyncify'));
  return files.sort((a, b) => isLast(a) - isLast(b));
}

/**
 * A Vite plugin that builds `src/service-worker` when all else is written, with a list of all
 * that was.
 *
 * @returns {import('vite').Plugin}
 */
export function serviceWorker() {
  let config;
  return {
    name: 'service-worker',
    apply: 'build',
    configResolved(resolved) {
      config = resolved;
    },
    writeBundle: {
      order: 'post',
      sequential: true,
      async handler() {
        // The pages of the benchmarks are built with the same settings.
        if (config.root !== root) return;
        const outDir = resolve(root, config.build.outDir);
        const headers = { usual: securityHeaders, byPath: headersByPath };
        const built = {
          files: filesIn(outDir),
          headers,
          headersVersion: sha256(JSON.stringify(headers)).slice(0, 8),
        };
        await build({
          configFile: false,
          root,
          publicDir: false,
          logLevel: 'error',
          define: { __BUILT__: JSON.stringify(built) },
          build: {
            outDir,
            emptyOutDir: false,
            target: config.build.target,
            rollupOptions: {
              input: join(root, 'src/service-worker/index.ts'),
              output: { format: 'iife', entryFileNames: fileName },
            },
          },
        });
      },
    },
  };
}
