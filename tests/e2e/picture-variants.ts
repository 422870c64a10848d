import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';

/** What becomes of a picture on its way through other programs. */
export interface Variant {
  name: string;
  /** Of width and height. */
  scale?: number;
  /** Share of width and height that is cut off, half at each end. */
  cut?: number;
  /** Share of the width cut off at the left. */
  cutLeft?: number;
  brightness?: number;
  /** JPEG, 0 to 1. */
  quality?: number;
}

export const variants: Variant[] = [
  { name: 'resized', scale: 0.5 },
  { name: 'recompressed', quality: 0.4 },
  { name: 'cut', cut: 0.05 },
  { name: 'cut-left', cutLeft: 0.05 },
  { name: 'brighter', brightness: 1.15 },
];

export interface MadeFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** Makes a variant of a picture with the browser's own decoder, canvas and encoder. */
export async function makeVariant(page: Page, path: string, variant: Variant): Promise<MadeFile> {
  const source = readFileSync(path).toString('base64');
  const made = await page.evaluate(
    async ([encoded, { scale = 1, cut = 0, cutLeft = 0, brightness = 1, quality = 0.9 }]) => {
      const bytes = Uint8Array.from(atob(encoded), (c) => c.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes]));
      const [left, top] = [bitmap.width * (cut / 2 + cutLeft), bitmap.height * (cut / 2)];
      const [width, height] = [bitmap.width * (1 - cut - cutLeft), bitmap.height * (1 - cut)];
      const canvas = new OffscreenCanvas(Math.round(width * scale), Math.round(height * scale));
      const context = canvas.getContext('2d')!;
      context.imageSmoothingQuality = 'high';
      context.filter = `brightness(${brightness})`;
      context.drawImage(bitmap, left, top, width, height, 0, 0, canvas.width, canvas.height);
      const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality });
      let text = '';
      for (const byte of new Uint8Array(await blob.arrayBuffer())) {
        text += String.fromCharCode(byte);
      }
      return btoa(text);
    },
    [source, variant] as const,
  );
  const base = path
    .split('/')
    .at(-1)!
    .replace(/\.\w+$/, '');
  return {
    name: `${base}-${variant.name}.jpg`,
    mimeType: 'image/jpeg',
    buffer: Buffer.from(made, 'base64'),
  };
}
