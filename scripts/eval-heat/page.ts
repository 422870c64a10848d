import { ClipEncoder } from '../../src/clip/clip-encoder';
import { readPicture } from '../../src/parse';
import { correlation, deletionTest, seededRandom } from './deletion';

const encoder = new ClipEncoder();
const modelUrl = new URL('./models/compact-clip/', location.href).href;
const random = seededRandom(7);

async function loadEncoder(threads: number): Promise<void> {
  await encoder.describe(modelUrl);
  await encoder.load({ modelUrl, device: 'wasm', threads }, () => {});
}

/** The deletion test of one photo with its caption, by both kinds of heat map. */
async function testPhoto(photo: Blob, caption: string) {
  const { raster: spec } = await encoder.describe(modelUrl);
  const drawSvg = () => Promise.reject(new Error('no drawings'));
  const picture = await readPicture(photo, { raster: spec, drawSvg });
  if ('issue' in picture) throw new Error(picture.issue.message);
  const query = await encoder.embedTexts([caption], 'query');
  const started = performance.now();
  const parts = await encoder.heatMap(picture.raster, query, 'parts');
  const partsMs = performance.now() - started;
  const covering = await encoder.heatMap(picture.raster, query, 'covering');
  const coveringMs = performance.now() - started - partsMs;

  const falls = await deletionTest(encoder, picture.raster, query, { covering, parts }, random);
  return { ...falls, correlation: correlation(parts, covering), partsMs, coveringMs };
}

Object.assign(globalThis, { loadEncoder, testPhoto });
