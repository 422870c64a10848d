import { createHash } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BlobWriter, TextReader, Uint8ArrayReader, ZipWriter } from '@zip.js/zip.js';
import { expect, RummagePage, test } from '../e2e/app';
import { dualEncoderFiles } from '../tiny-dual-encoder/write.mjs';
import {
  type EncoderOptions,
  encoder,
  keptModels,
  model,
  modelsFolder,
  section,
  status,
} from './models-section';

const models = modelsFolder();

async function modelZip(
  name: string,
  kind: 'clip' | 'siglip',
  options: EncoderOptions,
): Promise<string> {
  const writer = new ZipWriter(new BlobWriter(), { useWebWorkers: false });
  for (const [path, content] of dualEncoderFiles(kind, options)) {
    const reader =
      typeof content === 'string' ? new TextReader(content) : new Uint8ArrayReader(content);
    await writer.add(`${name}/${path}`, reader);
  }
  const zip = models.pathOf(`${name}.zip`);
  writeFileSync(zip, Buffer.from(await (await writer.close()).arrayBuffer()));
  return zip;
}

test('a SigLIP in a ZIP is added, used after a reload, and finds what is there', async ({
  page,
}) => {
  const rummage = new RummagePage(page);
  await rummage.open('#/settings');
  await page
    .getByLabel('Add a ZIP')
    .setInputFiles(await modelZip('tiny-siglip', 'siglip', { seed: 9 }));
  await expect(status(page)).toHaveText('tiny-siglip works on this computer.', { timeout: 60_000 });
  await page.reload();
  await model(page, 'tiny-siglip').getByRole('button', { name: 'Use tiny-siglip' }).click();
  await expect(encoder(page)).toContainText('tiny-siglip ready on', { timeout: 60_000 });
  await rummage.addFiles(['public/samples/recipes.md', 'public/samples/IMG_2041.jpg']);
  await rummage.finishIndexing();
  await rummage.go('Search');
  await rummage.ask('lentil soup');
  await expect(rummage.matches.first()).toContainText('recipes.md', { timeout: 60_000 });
  // By the picture alone.
  await rummage.search.fill('');
  await rummage.askWithPicture('public/samples/IMG_2041.jpg');
  await expect(rummage.matches.first()).toContainText('IMG_2041.jpg', { timeout: 60_000 });
});

test('a model that the server has is copied, verified and used', async ({ page }) => {
  const files = dualEncoderFiles('clip', { seed: 4, precisions: ['q8'] });
  const listed = Array.from(files, ([path, content]) => ({
    path,
    bytes: Buffer.byteLength(content),
    sha256: createHash('sha256').update(content).digest('hex'),
  }));
  await page.route('**/models/brought/**', (route) => {
    const path = new URL(route.request().url()).pathname.split('/brought/')[1]!;
    const offered = [
      { name: 'for-all', files: listed },
      { name: 'damaged', files: listed.map((one) => ({ ...one, sha256: '0'.repeat(64) })) },
    ];
    if (path === 'index.json') return route.fulfill({ json: { models: offered } });
    return route.fulfill({ body: files.get(path.replace(/^[^/]+\//, ''))! });
  });
  const rummage = new RummagePage(page);
  await rummage.open('#/settings');
  await section(page).getByRole('button', { name: 'Add damaged' }).click();
  await expect(status(page)).toContainText('is not the file that the server lists');
  await section(page).getByRole('button', { name: 'Add for-all' }).click();
  await expect(status(page)).toHaveText('for-all works on this computer.', { timeout: 60_000 });
  await page.getByRole('button', { name: 'Use for-all now' }).click();
  await expect(encoder(page)).toContainText('for-all ready on', { timeout: 60_000 });
});

test('a model that cannot be loaded any more gives way to the bundled one, which says so', async ({
  page,
}) => {
  const rummage = new RummagePage(page);
  await rummage.open('#/settings');
  await page.getByLabel('Add a folder').setInputFiles(models.write('frail', 'clip', { seed: 2 }));
  await page.getByRole('button', { name: 'Use frail now' }).click({ timeout: 60_000 });
  await expect(encoder(page)).toContainText('frail ready on', { timeout: 60_000 });
  await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    let folder = await root.getDirectoryHandle('models');
    for (const name of ['frail', 'onnx']) folder = await folder.getDirectoryHandle(name);
    const file = await folder.getFileHandle('text_model.onnx');
    const writable = await file.createWritable();
    await writable.write('no graph');
    await writable.close();
  });
  await page.reload();
  await expect(encoder(page)).toContainText('compact-clip ready on', { timeout: 60_000 });
  await expect(section(page).getByRole('alert')).toContainText(
    'frail could not be used: onnx/text_model.onnx is not the file',
  );
});

test('what is no encoder is refused with its reason, and nothing of it is kept', async ({
  page,
}) => {
  const rummage = new RummagePage(page);
  await rummage.open('#/settings');
  const add = (path: string) => page.getByLabel('Add a folder').setInputFiles(path);

  await add('public/samples');
  await expect(status(page)).toContainText('This is no model: there is no config.json');

  const half = models.write('half', 'clip', { seed: 1 });
  rmSync(join(half, 'onnx/vision_model.onnx'));
  await add(half);
  await expect(status(page)).toContainText('no onnx/vision_model.onnx: one reads texts');

  const bare = models.write('bare', 'siglip', { seed: 1 });
  rmSync(join(bare, 'tokenizer.json'));
  await add(bare);
  await expect(status(page)).toHaveText('The model has no tokenizer.json.');

  await add(models.write('other', 'clip', { seed: 1, config: { model_type: 'quux' } }));
  await expect(status(page)).toContainText('Models of the kind “quux” do not run here');

  const outputs = { text: 'pooler_output', image: 'image_embeds' };
  await add(models.write('unprojected', 'clip', { seed: 1, outputs }));
  await expect(status(page)).toContainText('gives no text_embeds, only pooler_output', {
    timeout: 60_000,
  });

  await expect.poll(() => keptModels(page)).toEqual([]);
  await page.reload();
  await expect(model(page, 'compact-clip')).toBeVisible();
  await expect(section(page).getByRole('button', { name: /^Use |^Check / })).toHaveCount(0);
});
