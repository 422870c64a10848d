import { createWorker, type Line, type Worker as Tesseract } from 'tesseract.js';
import type { LanguageToRead, OcrLanguageCode, OcrLine } from '../../core';

let assetsUrl = '';

/** Where Tesseract's own files and languages are served; ends in a slash. */
export function configureOcr(options: { assetsUrl: string }): void {
  assetsUrl = options.assetsUrl;
}

/** The language that comes with the app, which is loaded whatever is read. */
const bundledLanguage = 'eng';

const codeOf = (language: LanguageToRead): OcrLanguageCode =>
  typeof language === 'string' ? language : language.code;

interface Recogniser {
  tesseract: Tesseract;
  /** What was loaded. Tesseract keeps this very list. */
  loaded: OcrLanguageCode[];
  language: OcrLanguageCode;
}

let recogniser: Promise<Recogniser> | undefined;

/**
 * Reads the words of a picture, in reading order; none where Tesseract stumbles over it.
 *
 * @throws {Error} where Tesseract or the language cannot be loaded
 */
export async function recognise(
  picture: OffscreenCanvas,
  language: LanguageToRead,
): Promise<OcrLine[]> {
  const { tesseract } = await speaking(language);
  const paragraphs = await tesseract.recognize(picture, {}, { text: false, blocks: true }).then(
    ({ data }) => (data.blocks ?? []).flatMap((block) => block.paragraphs),
    async () => {
      // Whatever it stumbled over, the next picture gets a fresh one.
      await endRecogniser();
      return [];
    },
  );
  return paragraphs.flatMap(({ lines }) =>
    lines.map((line, i) => ({ words: wordsOf(line, picture), begins: i === 0 })),
  );
}

/** Gives its memory back; it starts again with the next picture. */
export async function endRecogniser(): Promise<void> {
  const ending = recogniser;
  recogniser = undefined;
  await (await ending)?.tesseract.terminate();
}

async function speaking(language: LanguageToRead): Promise<Recogniser> {
  recogniser ??= start();
  try {
    const running = await recogniser;
    await speak(running, language);
    return running;
  } catch (error) {
    recogniser = undefined;
    throw error instanceof Error ? error : new Error(String(error));
  }
}

async function start(): Promise<Recogniser> {
  const loaded = [bundledLanguage];
  const { promise, reject } = Promise.withResolvers<never>();
  const tesseract = await Promise.race([
    createWorker(loaded, undefined, {
      workerPath: `${assetsUrl}worker.min.js`,
      workerBlobURL: false,
      // Every browser that runs the encoder has SIMD.
      corePath: `${assetsUrl}tesseract-core-simd-lstm.js`,
      langPath: assetsUrl.replace(/\/$/, ''),
      // The browser's own cache has the file; a database of Tesseract's would be a second one.
      cacheMethod: 'none',
      // Without this a language that cannot be loaded is waited for in vain.
      errorHandler: reject,
    }),
    promise,
  ]);
  // Else every picture has its resolution guessed in the console.
  await tesseract.setParameters({ debug_file: '/dev/null' } as object);
  return { tesseract, loaded, language: bundledLanguage };
}

async function speak(running: Recogniser, language: LanguageToRead): Promise<void> {
  const code = codeOf(language);
  if (running.language === code) return;
  if (typeof language !== 'string' && !running.loaded.includes(code)) {
    const bytes = new Uint8Array(await language.data.arrayBuffer());
    // Handed over as an argument, its bytes would be taken for its name.
    await running.tesseract.FS('writeFile', [`./${code}.traineddata`, bytes]);
    running.loaded.push(code);
  }
  await running.tesseract.reinitialize(code);
  await running.tesseract.setParameters({ debug_file: '/dev/null' } as object);
  running.language = code;
}

function wordsOf({ words }: Line, { width, height }: { width: number; height: number }) {
  return words.map(({ text, confidence, bbox: { x0, y0, x1, y1 } }) => ({
    text: text.trim(),
    confidence,
    box: {
      x: x0 / width,
      y: y0 / height,
      width: (x1 - x0) / width,
      height: (y1 - y0) / height,
    },
  }));
}
