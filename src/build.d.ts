/** Assembled by `scripts/wat.mjs`. */
declare module '*.wat' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}

/** Codes of the languages for OCR that come with the app; by `scripts/package-assets.mjs`. */
declare const __OCR_LANGUAGES__: string[];
