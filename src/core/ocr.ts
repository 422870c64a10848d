import type { Box } from './chunk';

/** A word that was recognised in a picture. */
export interface OcrWord {
  text: string;
  box: Box;
  /** How sure the recogniser is, 0 to 100. */
  confidence: number;
}

export interface OcrLine {
  words: OcrWord[];
  /** It begins a paragraph. */
  begins: boolean;
}

/** What optical character recognition (OCR) made of a page, or of a picture. */
export interface OcrPage {
  /** Counted from 1; 1 for a picture. */
  page: number;
  /** It was read as. */
  language: OcrLanguageCode;
  /** None where there are no words, or it could not be read. */
  lines: OcrLine[];
}

/** As Tesseract names its models: `eng`, `deu`, `chi_sim`. */
export type OcrLanguageCode = string;

/** A language that can be read. */
export interface OcrLanguage {
  code: OcrLanguageCode;
  byteSize: number;
}

/** One that the person brought. */
export interface StoredOcrLanguage extends OcrLanguage {
  /** Its `traineddata` file, unpacked. */
  data: Blob;
}

/** How a document stands with OCR. */
export interface OcrState {
  /** Pages that may have words in their pictures, counted from 1. */
  pages: number[];
  /** Absent while not all of them are read. */
  done?: OcrDone;
}

export interface OcrDone {
  language: OcrLanguageCode;
  wordCount: number;
  /** Mean of the words', 0 to 100; 0 where there are none. */
  confidence: number;
}

/** Of those that the app has by their code, of those of the person with their data. */
export type LanguageToRead = OcrLanguageCode | StoredOcrLanguage;
