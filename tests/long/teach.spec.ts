import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { readAdapter } from '../../src/clip/adapter-file';
import { expect, expectFitsPhone, expectNoFindings, RummagePage } from '../e2e/app';
import { addOwnFolder, things } from '../e2e/own-folder';
import { testWithSamples as test } from '../e2e/with-samples';

async function choose(page: Page, button: string, file: { name: string; buffer: Buffer }) {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: button }).click();
  await (await chooser).setFiles({ mimeType: 'application/octet-stream', ...file });
}

test('the samples learn new names, which search then finds, and forgets', async ({ page }) => {
  const app = new RummagePage(page);
  await app.open('#/lab/teach');
  const report = page.locator('[data-lesson]');
  const recall = async (row: string) => {
    const cells = await report.getByRole('row', { name: row }).getByRole('cell').allTextContents();
    return cells.map(Number.parseFloat);
  };
  let [before, after]: number[][] = [];

  await test.step('a lesson is measured on pairs that were held out', async () => {
    await page.getByRole('button', { name: 'Teach the samples new names' }).click();
    await expect(report).toBeVisible({ timeout: 60_000 });
    before = await recall('Held out, before');
    after = await recall('Held out, after');
    expect(after[0]).toBeGreaterThan(before[0]! + 50);
    const cost = (await recall('General, before'))[2]! - (await recall('General, after'))[2]!;
    expect(cost).toBeLessThanOrEqual(1.5);
    await expect(report.getByText(/^It helped/)).toBeVisible();
    await expect(report.getByRole('img', { name: /Loss by step/ })).toBeVisible();
    await expect(
      report.getByRole('region', { name: 'Got better' }).getByRole('listitem'),
    ).not.toHaveCount(0);
    await expectNoFindings(page);
  });

  await test.step('kept and used, it ranks the library without reading it again', async () => {
    await page.getByLabel('Name of the adapter').fill('My names');
    await page.getByRole('button', { name: 'Keep and use it' }).click();
    await expect(page.getByRole('radio', { name: 'with “My names”' })).toBeChecked();
    await app.go('Search');
    await app.ask('my meedrap');
    await expect(app.matches.first()).toContainText('IMG_2041.jpg');
    await expect(app.encoder).toContainText('My names');
  });

  await test.step('it can be switched off and is there after a reload', async () => {
    await page.reload();
    await app.ask('my meedrap');
    await expect(app.matches.first()).toContainText('IMG_2041.jpg');
    await page.goto('/#/lab/teach');
    await page.getByText('as the encoder has it').click();
    await expect(app.encoder).not.toContainText('My names');
  });

  await test.step('it goes out as a file and comes back', async () => {
    await page.getByRole('button', { name: 'Rename My names' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Household');
    await page.getByRole('button', { name: 'Rename', exact: true }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export Household' }).click();
    const buffer = readFileSync(await (await download).path());
    const { heldOut, matrices } = readAdapter(new Uint8Array(buffer).buffer);
    const percents = ({ r1, r5, r10 }: typeof heldOut.before) =>
      [r1, r5, r10].map((share) => Number((100 * share).toFixed(1)));
    expect([percents(heldOut.before), percents(heldOut.after)]).toEqual([before, after]);
    expect(Object.keys(matrices).sort()).toEqual(['image', 'text']);
    await page.getByRole('button', { name: 'Remove Household' }).click();
    await page.getByRole('button', { name: 'Remove the adapter' }).click();
    await expect(page.getByText('None is kept yet.')).toBeVisible();
    await choose(page, 'Import an adapter', {
      name: 'broken.safetensors',
      buffer: buffer.subarray(0, 900),
    });
    await expect(page.getByText(/cannot be read/)).toBeVisible();
    await choose(page, 'Import an adapter', { name: 'Household.safetensors', buffer });
    await page.getByText('with “Household”').click();
    await expect(app.encoder).toContainText('Household');
    await expectFitsPhone(page);
  });
});

test("a person's own folder, captions and marks are learned from", async ({ page }) => {
  const app = new RummagePage(page);
  await app.open('#/library');
  const files = await addOwnFolder(app, 5);

  await test.step('a caption is written in the Library', async () => {
    await app.documents.getByRole('button', { expanded: false }).first().click();
    const caption = page.getByLabel('Caption');
    await caption.fill('our summer house');
    await caption.press('Enter');
    await expect(page.getByRole('button', { name: 'Keep' })).toBeDisabled();
  });

  await test.step('hits are marked right and wrong', async () => {
    await app.go('Search');
    await app.ask('coffee');
    await app.keepKind('Images');
    await app.matches.first().getByRole('button').first().click();
    await page.getByRole('button', { name: 'Right' }).click();
    await expect(page.getByRole('button', { name: 'Right' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    await page.getByRole('button', { name: 'Next hit' }).click();
    await page.getByRole('button', { name: 'Wrong' }).click();
    await page.getByRole('link', { name: 'Teach it' }).click();
  });

  await test.step('with the pairs of a file', async () => {
    await expect(page.getByText('1 pair, 1 marked wrong')).toBeVisible();
    const phrases = [
      'my',
      'a photo of my',
      'where is my',
      'our',
      'the old',
      'this is the',
      'a big',
    ];
    const lines = files.flatMap((own, thing) =>
      own.flatMap((file) => phrases.map((phrase) => `${file},${phrase} ${things[thing]!.name}`)),
    );
    await choose(page, 'Pairs from a file', {
      name: 'names.csv',
      buffer: Buffer.from(`file,caption\n${lines.join('\n')}\nnowhere.jpg,nothing\n`),
    });
    await expect(
      page.getByText('210 pairs, 1 caption without a picture in your library'),
    ).toBeVisible();
    await page.getByRole('button', { name: 'Teach 212 pairs' }).click();
  });

  await test.step('a lesson can be stopped, gone on with, and used', async () => {
    const lesson = page.getByRole('region', { name: 'Lesson' });
    await page.getByRole('button', { name: 'Stop' }).click();
    await expect(lesson.getByText(/Step \d+ of at most \d+, stopped/)).toBeVisible();
    const report = page.locator('[data-lesson]');
    await expect(report).toBeHidden();
    await page.getByRole('button', { name: 'Go on' }).click();
    await expect(report).toBeVisible({ timeout: 60_000 });
    await expect(report).toContainText('and 1 wrong hit');
    await page.getByRole('button', { name: 'Keep and use it' }).click();
    await expect(page.getByRole('radio', { name: 'with “My adapter”' })).toBeChecked();
    await app.go('Search');
    await app.ask('my vusnal');
    await expect(app.matches.first()).toContainText(/vusnal|IMG_2063/);
  });
});
