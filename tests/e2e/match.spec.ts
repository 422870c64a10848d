import { readFileSync } from 'node:fs';
import type { Locator } from '@playwright/test';
import { softmax } from '../../src/clip/similarity';
import { expect, expectFitsPhone, expectNoFindings, RummagePage } from './app';
import { addOwnFolder, things } from './own-folder';
import { testWithSamples as test } from './with-samples';

const { logit_scale_init_value: learned } = JSON.parse(
  readFileSync('public/models/compact-clip/config.json', 'utf8'),
);

const captions = ['a tabby cat', 'a cup of coffee', 'an astronaut', 'a rocket on its pad'];

/** The numbers of a ranking as they stand on the screen. */
async function numbersOf(list: Locator) {
  const items = await list.getByRole('listitem').allTextContents();
  return items.map((text) => {
    const [, probability, cosine, logit] =
      /([\d.]+) %cosine (-?[\d.]+) · logit (-?[\d.]+)/.exec(text) ?? [];
    return { probability: Number(probability), cosine: Number(cosine), logit: Number(logit) };
  });
}

/** As the functions of `src/clip` have it, within what is rounded away on the screen. */
async function expectArithmetic(list: Locator, logitScale: number) {
  const numbers = await numbersOf(list);
  expect(numbers.length).toBeGreaterThan(2);
  const probabilities = softmax(numbers.map(({ logit }) => logit));
  for (const [i, { probability, cosine, logit }] of numbers.entries()) {
    expect(Math.abs(logit - cosine * Math.exp(logitScale))).toBeLessThan(
      0.0005 * Math.exp(logitScale) + 0.006,
    );
    expect(Math.abs(probability - 100 * probabilities[i]!)).toBeLessThan(0.6);
  }
  const sum = numbers.reduce((total, { probability }) => total + probability, 0);
  expect(Math.abs(sum - 100)).toBeLessThan(0.3);
}

test('captions are matched with pictures, both ways, with every number', { tag: '@long' }, async ({
  page,
}) => {
  const app = new RummagePage(page);
  await app.open();
  await page.getByRole('link', { name: 'Lab', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Match' })).toBeVisible();
  await page.getByLabel('Captions, one a line').fill(captions.join('\n'));
  const match = page.getByRole('button', { name: 'Match', exact: true });
  const cat = page.getByRole('list', { name: 'Captions for IMG_2041.jpg' });
  const winnerOf = (list: Locator) => list.locator('[data-winner]');

  await test.step('captions for each picture', async () => {
    await match.click();
    await expect(winnerOf(cat)).toContainText('a tabby cat');
    await expectArithmetic(cat, learned);
  });

  await test.step('a lower temperature is sharper, live', async () => {
    const slider = page.getByRole('slider', { name: 'Temperature' });
    const [before] = await numbersOf(cat);
    await slider.press('Home');
    await expectArithmetic(cat, 0);
    expect((await numbersOf(cat))[0]!.probability).toBeLessThan(before!.probability);
    await page.getByRole('button', { name: 'As the model learned it' }).click();
    await expectArithmetic(cat, learned);
  });

  await test.step('pictures for each caption', async () => {
    await page.getByRole('radio', { name: 'Pictures for each caption' }).click();
    const coffee = page.getByRole('list', { name: 'Pictures for a cup of coffee' });
    await expect(winnerOf(coffee)).toContainText('IMG_2058.jpg');
    await page.getByRole('radio', { name: 'Captions for each picture' }).click();
  });

  await test.step('one picture, with phrases that are averaged', async () => {
    await page.getByLabel('Whose name has').fill('2041');
    await expect(page.getByText('1 picture', { exact: true })).toBeVisible();
    await page.getByLabel('Each is read').selectOption('Seven phrases, averaged');
    const [before] = await numbersOf(cat);
    await match.click();
    await expect(winnerOf(cat)).toContainText('a tabby cat');
    await expectArithmetic(cat, learned);
    expect((await numbersOf(cat))[0]!.cosine).not.toBe(before!.cosine);
  });

  await test.step("phrases of one's own", async () => {
    const [before] = await numbersOf(cat);
    await page.getByLabel('Each is read').selectOption('In phrases of your own');
    await page.getByLabel(/^Phrases, one a line/).fill('a drawing of a {}\nno place for a caption');
    await match.click();
    await expect(cat.getByRole('listitem')).toHaveCount(4);
    await expectArithmetic(cat, learned);
    expect((await numbersOf(cat))[0]!.cosine).not.toBe(before!.cosine);
  });

  await test.step('none of these is an outcome', async () => {
    await page.getByLabel('Each is read').selectOption('As written');
    await page.getByLabel('Captions, one a line').fill('a tax form\na bowl of ramen\na tuba');
    await match.click();
    await expect(page.locator('[data-none]')).toContainText('Probably none of these');
    await expect(winnerOf(cat)).toHaveCount(0);
  });

  await test.step('captions of a file are known, and mistakes are counted', async () => {
    await page.getByLabel('Whose name has').fill('IMG_20');
    const lines = ['IMG_2041.jpg,a tabby cat', 'IMG_2058.jpg,a cup of coffee'];
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Captions from a file' }).click();
    await (await chooser).setFiles({
      name: 'captions.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`file,caption\n${lines.join('\n')}\n`),
    });
    await expect(page.getByLabel('Captions, one a line')).toHaveValue(
      'a tabby cat\na cup of coffee',
    );
    await match.click();
    const table = page.getByRole('region', { name: 'Found against known' });
    await expect(table).toContainText('2 of 2 pictures whose caption is known are right');
    // Corrected by hand, against what is true: one of the two is now a mistake.
    await page.getByLabel('What IMG_2041.jpg truly shows').selectOption('a cup of coffee');
    await expect(table).toContainText('1 of 2 pictures');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: /^Download as CSV/ }).click();
    const text = readFileSync(await (await download).path(), 'utf8');
    expect(text).toMatch(
      /IMG_2041.jpg,a tabby cat,[\d.]+,[\d.]+,[\d.]+,a cup of coffee,a-cup-of-coffee/,
    );
    await expectNoFindings(page);
  });

  await test.step("a person's own folder is sorted", async () => {
    const files = await addOwnFolder(app, 1);
    await page.getByLabel('Whose name has').fill('');
    await page.getByRole('combobox', { name: /^Pictures/ }).selectOption('mine');
    await expect(page.getByText('6 pictures', { exact: true })).toBeVisible();
    await page.getByLabel('Captions, one a line').fill(things.map(({ shows }) => shows).join('\n'));
    await match.click();
    const own = page.getByRole('list', { name: `Captions for ${files[0]![0]}` });
    await expect(winnerOf(own)).toContainText(things[0]!.shows);
    await expectArithmetic(own, learned);
  });

  await test.step('it fits a phone', async () => {
    await expectFitsPhone(page);
  });
});
