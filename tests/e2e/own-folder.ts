import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RummagePage } from './app';

/** What the pictures of the folder show, with the sample photo that each is cut from. */
export const things = [
  { name: 'meedrap', shows: 'a tabby cat', photo: 'IMG_2041' },
  { name: 'muglool', shows: 'a cup of coffee', photo: 'IMG_2058' },
  { name: 'vusnal', shows: 'an orange flower', photo: 'IMG_2063' },
  { name: 'skomug', shows: 'a raccoon among leaves', photo: 'IMG_2097' },
  { name: 'thaquex', shows: 'a palace beside a lake', photo: 'IMG_2112' },
  { name: 'glibloog', shows: 'a rocket on its launch pad', photo: 'DSC_0417' },
];

/**
 * Adds a folder `mine` as a person has one: several pictures of each of the things.
 *
 * @returns the files by thing, in the order of {@link things}
 */
export async function addOwnFolder(app: RummagePage, each: number): Promise<string[][]> {
  const parent = mkdtempSync(join(tmpdir(), 'rummage-own-'));
  const folder = join(parent, 'mine');
  mkdirSync(folder);
  const photos = things.map(({ photo }) => readFileSync(`public/samples/${photo}.jpg`, 'base64'));
  const cut = await app.page.evaluate(cutOut, { photos, each });
  const files = cut.map((parts, thing) =>
    parts.map((part, k) => {
      const name = `${things[thing]!.name}-${k}.jpg`;
      writeFileSync(join(folder, name), part, 'base64');
      return name;
    }),
  );
  await app.page.getByLabel('Add folder').setInputFiles(folder);
  await app.finishIndexing();
  rmSync(parent, { recursive: true });
  return files;
}

/** In the page: parts of each photo, as JPEG in base64. */
async function cutOut({ photos, each }: { photos: string[]; each: number }) {
  const all: string[][] = [];
  for (const photo of photos) {
    const bytes = Uint8Array.from(atob(photo), (c) => c.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes]));
    const [width, height] = [0.6 * bitmap.width, 0.6 * bitmap.height];
    const canvas = document.createElement('canvas');
    canvas.width = 320;
    canvas.height = 240;
    const context = canvas.getContext('2d')!;
    all.push(
      Array.from({ length: each }, (_, k) => {
        const [x, y] = [0.1 * k * bitmap.width, ((0.7 * k) % 0.4) * bitmap.height];
        context.drawImage(bitmap, x, y, width, height, 0, 0, 320, 240);
        return canvas.toDataURL('image/jpeg').split(',')[1]!;
      }),
    );
  }
  return all;
}
