import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { BlobWriter, TextReader, Uint8ArrayReader, ZipWriter } from '@zip.js/zip.js';
import { dualEncoderFiles, writeDualEncoder } from '../tiny-dual-encoder/write.mjs';
import { expect, expectFitsPhone, expectNoFindings, RummagePage, test } from './app';

let folder: string;
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rummage-encoders-'));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Options = Parameters<typeof dualEncoderFiles>[1];

function modelFolder(name: string, kind: 'clip' | 'siglip', options: Options): string {
  const path = join(folder, name);
  writeDualEncoder(path, kind, options);
  return path;
}

async function modelZip(name: string, kind: 'clip' | 'siglip', options: Options): Promise<string> {
  const writer = new ZipWriter(new BlobWriter(), { useWebWorkers: false });
  for (const [path, content] of dualEncoderFiles(kind, options)) {
    const reader =
      typeof content === 'string' ? new TextReader(content) : new Uint8ArrayReader(content);
    await writer.add(`${name}/${path}`, reader);
  }
  const zip = join(folder, `${name}.zip`);
  writeFileSync(zip, Buffer.from(await (await writer.close()).arrayBuffer()));
  return zip;
}

const section = (page: Page) => page.getByRole('region', { name: 'Models', exact: true });
const encoder = (page: Page) => page.getByRole('region', { name: 'Encoder' });
const status = (page: Page) => section(page).getByRole('status');
const model = (page: Page, name: string) =>
  section(page).getByRole('listitem').filter({ hasText: name });

test('a folder and a ZIP are checked, used and removed, and the library is read anew', async ({
  page,
}) => {
  const rummage = new RummagePage(page);
  await rummage.open();
  await rummage.addFiles(['public/samples/recipes.md', 'public/samples/IMG_2041.jpg']);
  await rummage.finishIndexing();

  await test.step('a folder that is added on the page is a model, not documents', async () => {
    const path = modelFolder('tiny-clip', 'clip', {
      seed: 7,
      precisions: ['fp32', 'q8'],
      wrong: 'q8',
    });
    await page.getByLabel('Add folder').setInputFiles(path);
    await expect(status(page)).toHaveText('tiny-clip works on this computer.', { timeout: 60_000 });
    await expect(page).toHaveURL(/#\/settings$/);
    await expectNoFindings(page);
    await expectFitsPhone(page);
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  await test.step('wrong weights are passed over, and the person is told', async () => {
    await page.getByRole('button', { name: 'Use tiny-clip now' }).click();
    await expect(encoder(page)).toContainText('tiny-clip ready on', { timeout: 60_000 });
    await expect(encoder(page)).toContainText(
      /q8 on WASM did not pass: The text tower gives wrong numbers here/,
    );
    await expect(encoder(page)).toContainText('Precision: text fp32, image fp32');
    await expect(encoder(page)).toContainText('Scores are estimated');
  });

  await test.step('what was in the library is found with it', async () => {
    await rummage.go('Library');
    await expect(rummage.row('IMG_2041.jpg')).toBeVisible();
    await expect(page.getByText('2 documents')).toBeVisible();
    await rummage.go('Search');
    await rummage.ask('lentil soup');
    await expect(rummage.matches.first()).toContainText('recipes.md', { timeout: 60_000 });
  });

  await test.step('a ZIP is added and used after a reload', async () => {
    await rummage.go('Settings');
    await page
      .getByLabel('Add a ZIP')
      .setInputFiles(await modelZip('tiny-siglip', 'siglip', { seed: 9 }));
    await expect(status(page)).toHaveText('tiny-siglip works on this computer.', {
      timeout: 60_000,
    });
    await page.reload();
    await model(page, 'tiny-siglip').getByRole('button', { name: 'Use tiny-siglip' }).click();
    await expect(encoder(page)).toContainText('tiny-siglip ready on', { timeout: 60_000 });
  });

  await test.step('without it the bundled one is back', async () => {
    await model(page, 'tiny-siglip').getByRole('button', { name: 'Remove tiny-siglip' }).click();
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: 'Remove', exact: true })
      .click();
    await expect(encoder(page)).toContainText('compact-clip ready on', { timeout: 60_000 });
    await expect(model(page, 'tiny-siglip')).toHaveCount(0);
    await expect(model(page, 'tiny-clip')).toBeVisible();
    await rummage.go('Search');
    await rummage.ask('a cat');
    await expect(rummage.matches.first()).toContainText('IMG_2041.jpg', { timeout: 60_000 });
  });
});

test('what is no encoder is refused with its reason, and nothing of it is kept', async ({
  page,
}) => {
  const rummage = new RummagePage(page);
  await rummage.open('#/settings');
  const add = (path: string) => page.getByLabel('Add a folder').setInputFiles(path);

  await add('public/samples');
  await expect(status(page)).toContainText('This is no model: there is no config.json');

  const half = modelFolder('half', 'clip', { seed: 1 });
  rmSync(join(half, 'onnx/vision_model.onnx'));
  await add(half);
  await expect(status(page)).toContainText('no onnx/vision_model.onnx: one reads texts');

  const bare = modelFolder('bare', 'siglip', { seed: 1 });
  rmSync(join(bare, 'tokenizer.json'));
  await add(bare);
  await expect(status(page)).toHaveText('The model has no tokenizer.json.');

  await add(modelFolder('other', 'clip', { seed: 1, config: { model_type: 'quux' } }));
  await expect(status(page)).toContainText('Models of the kind “quux” do not run here');

  const outputs = { text: 'pooler_output', image: 'image_embeds' };
  await add(modelFolder('unprojected', 'clip', { seed: 1, outputs }));
  await expect(status(page)).toContainText('gives no text_embeds, only pooler_output', {
    timeout: 60_000,
  });

  await page.reload();
  await expect(model(page, 'compact-clip')).toBeVisible();
  await expect(section(page).getByRole('button', { name: /^Use |^Check / })).toHaveCount(0);
});
