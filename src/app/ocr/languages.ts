import type { LanguageToRead, OcrLanguage, OcrLanguageCode, StoredOcrLanguage } from '../../core';
import type { Remote } from '../../workers/connect';
import type { Library } from '../../workers/library';

/** Those that come with the app, the usual one first. */
export const bundledLanguages: readonly OcrLanguageCode[] = __OCR_LANGUAGES__;

/** The languages that OCR can read: those of the app, and those that the person brought. */
export class OcrLanguages {
  constructor(private readonly library: Remote<Library>) {}

  /** Those that the person brought. */
  async brought(): Promise<OcrLanguage[]> {
    const stored = await this.library.ocrLanguages();
    return stored.map(({ code, byteSize }) => ({ code, byteSize }));
  }

  /**
   * Keeps a `traineddata` file of Tesseract, packed or not; its name tells the language.
   *
   * @throws {Error} with a message for the person
   */
  async add(file: File): Promise<OcrLanguage> {
    const code = /^([a-z]{3,4}(?:_[a-z]{2,7})*)\.traineddata(?:\.gz)?$/i.exec(file.name)?.[1];
    if (!code) {
      throw new Error(
        `${file.name} is no language of Tesseract: those are named like deu.traineddata.`,
      );
    }
    if (bundledLanguages.includes(code)) throw new Error(`${code} is there already.`);
    const data = await unpacked(file);
    if (!(await isTrainedData(data)))
      throw new Error(`${file.name} is damaged, or something else.`);
    const byteSize = data.size;
    await this.library.keepOcrLanguage({ code, byteSize, data });
    return { code, byteSize };
  }

  async remove(code: OcrLanguageCode): Promise<void> {
    await this.library.removeOcrLanguage(code);
  }

  /** What the recogniser needs of a language; undefined where it was taken away. */
  async toRead(code: OcrLanguageCode): Promise<LanguageToRead | undefined> {
    if (bundledLanguages.includes(code)) return code;
    const stored: StoredOcrLanguage[] = await this.library.ocrLanguages();
    return stored.find((language) => language.code === code);
  }
}

async function unpacked(file: File): Promise<Blob> {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  if (first !== 0x1f || second !== 0x8b) return file;
  const stream = file.stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).blob().catch(() => {
    throw new Error(`${file.name} is damaged: it cannot be unpacked.`);
  });
}

/** It begins with the number of its parts, 1 to 24, as 32 bits. */
async function isTrainedData(data: Blob): Promise<boolean> {
  if (data.size < 100_000) return false;
  const parts = new DataView(await data.slice(0, 4).arrayBuffer()).getInt32(0, true);
  return parts > 0 && parts <= 24;
}
