import { createReadStream, readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const { resolve } = createRequire(import.meta.url);

/** What pdf.js loads by name while it reads a file: character maps, fonts, decoders, profiles. */
const pdfFolders = ['cmaps', 'standard_fonts', 'wasm', 'iccs'];

/** Not the engine that runs a document's own scripts: Rummage never runs them. */
const isNeeded = (name) => !/quickjs/i.test(name);

function pdfFiles() {
  const root = dirname(resolve('pdfjs-dist/package.json'));
  return pdfFolders.flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter(isNeeded)
      .map((name) => [`pdfjs/${folder}/${name}`, join(root, folder, name)]),
  );
}

/** The languages whose text can be read: every `@tesseract.js-data` package among the dependencies. */
function ocrLanguages() {
  const { dependencies } = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json')));
  return Object.keys(dependencies)
    .filter((name) => name.startsWith('@tesseract.js-data/'))
    .map((name) => name.split('/')[1]);
}

function ocrFiles() {
  const worker = join(dirname(resolve('tesseract.js/package.json')), 'dist/worker.min.js');
  const core = dirname(resolve('tesseract.js-core/package.json'));
  const trained = (code) => dirname(resolve(`@tesseract.js-data/${code}/package.json`));
  return [
    ['ocr/worker.min.js', worker],
    ...['js', 'wasm']
      .map((end) => `tesseract-core-simd-lstm.${end}`)
      .map((name) => [`ocr/${name}`, join(core, name)]),
    ...ocrLanguages().map((code) => [
      `ocr/${code}.traineddata.gz`,
      join(trained(code), '4.0.0_best_int', `${code}.traineddata.gz`),
    ]),
  ];
}

/** Sizes of the two builds of the encoder's runtime, so that its progress is known from the start. */
function runtimeBytes() {
  const bytes = (build) =>
    statSync(resolve(`onnxruntime-web/ort-wasm-simd-threaded${build}.wasm`)).size;
  return { webgpu: bytes('.asyncify'), wasm: bytes('') };
}

const types = { wasm: 'application/wasm', js: 'text/javascript', gz: 'application/gzip' };

/**
 * A Vite plugin that puts the files which packages load by name at `pdfjs/` and `ocr/`, in the
 * build and in the dev server.
 *
 * @returns {import('vite').Plugin}
 */
export function packageAssets() {
  const files = new Map([...pdfFiles(), ...ocrFiles()]);
  const languages = JSON.stringify(ocrLanguages());
  return {
    name: 'package-assets',
    config: () => ({
      define: {
        __OCR_LANGUAGES__: languages,
        __RUNTIME_BYTES__: JSON.stringify(runtimeBytes()),
      },
    }),
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = decodeURIComponent(new URL(request.url, 'http://x').pathname).slice(1);
        const file = files.get(path);
        if (!file) return next();
        const type = types[path.slice(path.lastIndexOf('.') + 1)];
        if (type) response.setHeader('Content-Type', type);
        createReadStream(file).pipe(response);
      });
    },
    generateBundle() {
      for (const [fileName, file] of files) {
        this.emitFile({ type: 'asset', fileName, source: readFileSync(file) });
      }
    },
  };
}
