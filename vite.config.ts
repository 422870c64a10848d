import { createRequire } from 'node:module';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';
import { broughtModels } from './scripts/brought-models.mjs';
import { isolationHeaders, sendHeaders } from './scripts/headers.mjs';
import { packageAssets } from './scripts/package-assets.mjs';
import { serviceWorker } from './scripts/service-worker.mjs';
import { wat } from './scripts/wat.mjs';

export default defineConfig({
  // Hash routes need no server-side fallback; without it a missing file is an honest 404.
  appType: 'mpa',
  base: './',
  plugins: [
    react(),
    tailwindcss(),
    packageAssets(),
    wat(),
    sendHeaders(),
    broughtModels(),
    serviceWorker(),
  ],
  resolve: {
    alias: {
      // The Markdown reader takes its build for pages by default, and that needs a `document`.
      'decode-named-character-reference': createRequire(import.meta.url).resolve(
        'decode-named-character-reference',
      ),
    },
    // Keeps onnxruntime-web from inlining its loader, so that its WASM is a file of this origin.
    conditions: ['onnxruntime-web-use-extern-wasm', ...defaultClientConditions],
  },
  worker: { format: 'es', plugins: () => [wat()] },
  optimizeDeps: {
    // Named because only workers import them: found later, they would reload the page.
    include: [
      '@huggingface/transformers',
      'chardet',
      'comlink',
      'exifr',
      'file-type/core',
      'htmlparser2',
      'idb',
      'mdast-util-from-markdown',
      'papaparse',
      'pdfjs-dist',
      'pdfjs-dist/build/pdf.worker.min.mjs',
      'stemmer',
    ],
    // Finds its WASM beside its own file.
    exclude: ['@sqlite.org/sqlite-wasm'],
  },
  build: {
    target: 'es2024',
    chunkSizeWarningLimit: 2000,
    rolldownOptions: { input: ['index.html', 'download.html'] },
  },
  server: { headers: isolationHeaders },
});
