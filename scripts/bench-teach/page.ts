import { adapt } from '../../src/clip/adapter';
import { ClipEncoder } from '../../src/clip/clip-encoder';
import { timesTransposed } from '../../src/clip/matrix';
import type { Adapter, CaptionPair, Raster, TeachParts, TeachTask } from '../../src/core';
import { randomNumbers } from '../../src/core';
import { readPicture } from '../../src/parse';
import { callback, connect } from '../../src/workers/connect';
import type { TeachService } from '../../src/workers/teach';

const encoder = new ClipEncoder();
const modelUrl = new URL('./models/compact-clip/', location.href).href;
const tables = new Map<string, Float32Array>();

async function loadEncoder(threads: number): Promise<void> {
  await encoder.describe(modelUrl);
  await encoder.load({ modelUrl, device: 'wasm', threads }, () => {});
}

async function rasterOf(picture: Blob): Promise<Raster> {
  const { raster } = await encoder.describe(modelUrl);
  const drawSvg = () => Promise.reject(new Error('no drawings'));
  const read = await readPicture(picture, { raster, drawSvg });
  if ('issue' in read) throw new Error(read.issue.message);
  return read.raster;
}

/** Adds vectors to a table. */
function append(table: string, vectors: Float32Array): void {
  const before = tables.get(table) ?? new Float32Array(0);
  const all = new Float32Array(before.length + vectors.length);
  all.set(before);
  all.set(vectors, before.length);
  tables.set(table, all);
}

/** Embeds the chosen files into a table, with so many cut-outs of each instead where they are asked for. */
async function embedFiles(table: string, cutOuts: number): Promise<void> {
  const { files } = document.querySelector('input')!;
  const random = randomNumbers(5);
  for (const file of files!) {
    const pictures = cutOuts === 0 ? [file] : await cutOut(file, cutOuts, random);
    const rasters = await Promise.all(pictures.map(rasterOf));
    append(table, await encoder.embedRasters(rasters, 'ingest'));
  }
}

/** Parts of a picture, some of them mirrored and brighter or darker: as if it was taken again. */
async function cutOut(file: Blob, count: number, random: () => number): Promise<Blob[]> {
  const bitmap = await createImageBitmap(file);
  const parts = Array.from({ length: count }, () => {
    const share = 0.5 + 0.4 * random();
    const [width, height] = [share * bitmap.width, share * bitmap.height];
    const [x, y] = [random() * (bitmap.width - width), random() * (bitmap.height - height)];
    const canvas = new OffscreenCanvas(Math.round(width), Math.round(height));
    const context = canvas.getContext('2d')!;
    context.filter = `brightness(${0.7 + 0.6 * random()})`;
    if (random() < 0.5) context.setTransform(-1, 0, 0, 1, canvas.width, 0);
    context.drawImage(bitmap, x, y, width, height, 0, 0, canvas.width, canvas.height);
    return canvas.convertToBlob({ type: 'image/png' });
  });
  return Promise.all(parts);
}

async function embedTexts(table: string, texts: string[]): Promise<void> {
  append(table, await encoder.embedTexts(texts, 'ingest'));
}

interface LessonOrder {
  pictures: string;
  captions: string;
  pairs: CaptionPair[];
  parts: TeachParts;
}

interface General {
  pictures: string;
  captions: string;
  /** Of each caption, the row of its picture. */
  owner: number[];
}

/** Teaches in the app's own worker, and asks the general set before and after. */
async function teach({ pictures, captions, pairs, parts }: LessonOrder, general: General) {
  const { dims, logitScale, version } = await encoder.describe(modelUrl);
  const worker = connect<TeachService>(
    new Worker(new URL('../../src/workers/teach.worker.ts', import.meta.url), { type: 'module' }),
  );
  const task: Omit<TeachTask, 'general'> = {
    dims,
    logitScale,
    sides: ['image', 'text'],
    pictures: tables.get(pictures)!,
    captions: tables.get(captions)!,
    pairs,
    wrong: [],
    parts,
  };
  const started = performance.now();
  await worker.remote.begin(task, { url: modelUrl, version });
  await worker.remote.run(
    callback(() => {}),
    new AbortController().signal,
  );
  const seconds = (performance.now() - started) / 1000;
  const { measured, matrices, step } = await worker.remote.outcome();
  worker.dispose();
  return {
    seconds,
    step,
    heldOut: measured,
    general: {
      before: generalRanks(general, {}, dims),
      after: generalRanks(general, matrices, dims),
    },
  };
}

function generalRanks(
  { pictures, captions, owner }: General,
  m: Adapter['matrices'],
  dims: number,
) {
  const images = adapt(m.image, tables.get(pictures)!, dims);
  const texts = adapt(m.text, tables.get(captions)!, dims);
  const cosines = timesTransposed(texts, images, dims);
  const count = images.length / dims;
  return owner.map((own, q) => {
    const right = cosines[q * count + own]!;
    let rank = 1;
    for (let p = 0; p < count; p++) if (cosines[q * count + p]! > right) rank += 1;
    return rank;
  });
}

Object.assign(globalThis, { loadEncoder, embedFiles, embedTexts, teach });
