import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, normalize } from 'node:path';

/** What pdf.js loads by name while it reads a file: character maps, fonts, decoders, profiles. */
const folders = ['cmaps', 'standard_fonts', 'wasm', 'iccs'];

/** Not the engine that runs a document's own scripts: Rummage never runs them. */
const isNeeded = (name) => !/quickjs/i.test(name);

/**
 * A Vite plugin that puts those files of pdf.js at `pdfjs/`, in the build and in the dev server.
 *
 * @returns {import('vite').Plugin}
 */
export function pdfAssets() {
  const root = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  return {
    name: 'pdf-assets',
    configureServer(server) {
      server.middlewares.use('/pdfjs', (request, response, next) => {
        const path = normalize(decodeURIComponent(new URL(request.url, 'http://x').pathname));
        const file = join(root, path);
        const isOurs = folders.some((folder) => path.startsWith(`/${folder}/`));
        if (!isOurs || !existsSync(file)) return next();
        if (file.endsWith('.wasm')) response.setHeader('Content-Type', 'application/wasm');
        if (file.endsWith('.js')) response.setHeader('Content-Type', 'text/javascript');
        createReadStream(file).pipe(response);
      });
    },
    generateBundle() {
      for (const folder of folders) {
        for (const name of readdirSync(join(root, folder)).filter(isNeeded)) {
          this.emitFile({
            type: 'asset',
            fileName: `pdfjs/${folder}/${name}`,
            source: readFileSync(join(root, folder, name)),
          });
        }
      }
    },
  };
}
