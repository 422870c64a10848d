// Embeddings of real photos and captions by the bundled model, made once and kept beside
// node_modules.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../install.mjs';

const cache = join(root, 'node_modules', '.cache', 'bench-index');

/** Photos and captions of `captions.tsv` (file<TAB>caption) in a folder below `data`. */
function readCaptions(data) {
  const folder = [join(data, 'flickr8k'), data].find((f) => existsSync(join(f, 'captions.tsv')));
  if (!folder) return undefined;
  const lines = readFileSync(join(folder, 'captions.tsv'), 'utf8').split('\n').slice(1);
  const captions = Map.groupBy(
    lines.map((line) => line.split('\t')).filter(([file, caption]) => file && caption),
    ([file]) => file,
  );
  return { folder, captions };
}

/**
 * @param page a page of embed.html
 * @returns {Promise<{dims: number, rows: Float32Array, queries: Float32Array} | undefined>}
 * rows: first the photos, then their captions; queries: captions of other photos
 */
export async function realVectors(page, { data, photos, captions, queries, threads }) {
  const source = readCaptions(data);
  if (!source) return undefined;
  const files = [...source.captions.keys()].sort();
  const indexed = files.slice(0, photos);
  const texts = indexed.flatMap((f) => source.captions.get(f).map(([, text]) => text));
  const asked = files.slice(photos, photos + queries).map((f) => source.captions.get(f)[0][1]);
  const kept = texts.slice(0, captions);
  const manifest = readFileSync(join(root, 'public/models/compact-clip/manifest.json'));
  const key = createHash('sha256')
    .update(manifest)
    .update(JSON.stringify([indexed, kept, asked]))
    .digest('hex')
    .slice(0, 16);
  const file = join(cache, `${key}.f32`);
  const dims = JSON.parse(manifest).dims;
  if (!existsSync(file)) {
    console.log(`Embedding ${indexed.length} photos and ${kept.length + asked.length} captions …`);
    await page.evaluate((n) => globalThis.bench.load(n), threads);
    await page.getByLabel('Photos').setInputFiles(indexed.map((f) => join(source.folder, f)));
    const parts = [
      await page.evaluate(() => globalThis.bench.embedPhotos()),
      await page.evaluate((list) => globalThis.bench.embedTexts(list), [...kept, ...asked]),
    ];
    mkdirSync(cache, { recursive: true });
    writeFileSync(file, Buffer.concat(parts.map((part) => Buffer.from(part, 'base64'))));
  }
  const bytes = readFileSync(file);
  const all = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
  const split = all.length - asked.length * dims;
  return { dims, rows: all.slice(0, split), queries: all.slice(split) };
}
