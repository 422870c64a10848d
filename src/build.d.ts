/** Assembled by `scripts/wat.mjs`. */
declare module '*.wat' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}

/** Codes of the languages for OCR that come with the app; by `scripts/package-assets.mjs`. */
declare const __OCR_LANGUAGES__: string[];

/** Sizes of the encoder's runtime; by `scripts/package-assets.mjs`. */
declare const __RUNTIME_BYTES__: Record<'wasm' | 'webgpu', number>;

/** The files of this build, and the headers they are served with; by `scripts/service-worker.mjs`. */
declare const __BUILT__: import('./service-worker/built').Built;
