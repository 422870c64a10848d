import { ClipEncoder } from '../../../src/clip/clip-encoder';
import type { ModelFacts } from '../../../src/core';
import { identify, parse } from '../../../src/parse';

// The app's own encoder, one photo or 32 captions at a time.

const encoder = new ClipEncoder();
let facts: ModelFacts;

async function load(threads: number): Promise<number> {
  const modelUrl = new URL('./models/compact-clip/', location.href).href;
  facts = await encoder.describe(modelUrl);
  await encoder.load({ modelUrl, device: 'wasm', threads }, () => {});
  return facts.dims;
}

async function rasterOf(file: File) {
  const identified = await identify(file, file.name);
  if (!identified.ok || 'container' in identified) return undefined;
  const options = { raster: facts.raster, drawSvg: () => Promise.reject(new Error('no drawing')) };
  for await (const step of parse(file, file.name, identified.format, options)) {
    if (step.phase !== 'batch') return undefined;
    const raster = step.chunks.find((chunk) => chunk.raster)?.raster;
    if (raster) return raster;
  }
  return undefined;
}

/** Base64 of float32 of shape [photos, dims]; unreadable photos are left out. */
async function embedPhotos(): Promise<string> {
  const rows: Float32Array[] = [];
  for (const file of document.querySelector('input')!.files!) {
    const raster = await rasterOf(file);
    if (raster) rows.push(await encoder.embedRasters([raster], 'ingest'));
  }
  return base64Of(rows);
}

/** Base64 of float32 of shape [texts, dims]. */
async function embedTexts(texts: string[]): Promise<string> {
  const rows: Float32Array[] = [];
  for (let from = 0; from < texts.length; from += 32) {
    rows.push(await encoder.embedTexts(texts.slice(from, from + 32), 'ingest'));
  }
  return base64Of(rows);
}

async function base64Of(rows: Float32Array[]): Promise<string> {
  const blob = new Blob(rows as Float32Array<ArrayBuffer>[]);
  const bytes = new Uint8Array(await blob.arrayBuffer());
  // Newer than TypeScript's own description of it.
  return (bytes as typeof bytes & { toBase64(): string }).toBase64();
}

Object.assign(globalThis, { bench: { load, embedPhotos, embedTexts } });
