import {
  type LanguageToRead,
  type OcrLanguageCode,
  type OcrLine,
  pagesForOcr,
  type SourceDocument,
} from '../../core';
import type { Remote } from '../../workers/connect';
import type { Library } from '../../workers/library';
import type { ModelSession } from '../model-session';
import { drawSvgForWorker, type ParsePool, ParseTimeoutError } from '../parse-pool';

export interface OcrParts {
  library: Remote<Library>;
  model: ModelSession;
  /** One reader: it is the slowest of all work and has the last turn. */
  readers: ParsePool;
}

interface Reading {
  document: SourceDocument;
  language: LanguageToRead;
  /** Told with each page that is read. */
  onPage: (page: number) => void;
  signal: AbortSignal;
}

/** Passages embedded at a time. */
const passagesAtOnce = 32;

/**
 * Reads the pages of a document that have not been read, keeps each as it is read, and makes them
 * findable with the last.
 *
 * @throws {DOMException} AbortError
 * @throws {Error} where Tesseract or the language cannot be loaded
 */
export async function readDocument(parts: OcrParts, reading: Reading): Promise<void> {
  const { library } = parts;
  const { document, language, signal } = reading;
  const { id } = document;
  const code = typeof language === 'string' ? language : language.code;
  const original = await library.original(id);
  // Restored without its file: there is nothing to read.
  if (!original) return;
  const known = new Set((await library.ocrPages(id)).map(({ page }) => page));
  for (const page of pagesForOcr(document)) {
    signal.throwIfAborted();
    if (!known.has(page)) {
      const lines = await readPage(parts, reading, original, page);
      await library.saveOcrPage(id, { page, language: code, lines });
    }
    reading.onPage(page);
  }
  await makeFindable(parts, document, code, signal);
}

/** A page that takes too long has no words: the others are not lost with it. */
async function readPage(
  { readers }: OcrParts,
  { document: { kind, format, ocrLanguage }, language }: Reading,
  original: Blob,
  page: number,
): Promise<OcrLine[]> {
  // Scans, and what was asked for by hand, are not looked at first.
  const isSure = kind === 'pdf' || ocrLanguage !== undefined;
  try {
    return await readers.run((parser, step) =>
      step(parser.readByOcr(original, format, page, language, isSure, drawSvgForWorker())),
    );
  } catch (error) {
    if (error instanceof ParseTimeoutError) return [];
    throw error;
  }
}

async function makeFindable(
  { library, model, readers }: OcrParts,
  { id, kind, state }: SourceDocument,
  language: OcrLanguageCode,
  signal: AbortSignal,
): Promise<void> {
  const pages = await library.ocrPages(id);
  const isSingle = kind === 'image' && state.phase === 'ready' && !state.metadata.Pages;
  const { chunks, done } = await readers.run((parser, step) =>
    step(parser.ocrPassages(pages, language, isSingle)),
  );
  const [{ dims }, { fingerprint }] = await Promise.all([model.facts, model.info()]);
  const embeddings = new Float32Array(chunks.length * dims);
  for (let from = 0; from < chunks.length; from += passagesAtOnce) {
    const texts = chunks.slice(from, from + passagesAtOnce).map(({ text }) => text);
    embeddings.set(await model.embedTexts(texts, 'ingest', signal), from * dims);
  }
  await library.commitOcr(id, chunks, embeddings, done, fingerprint);
}
