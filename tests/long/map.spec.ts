import { expect, expectFitsPhone, expectNoFindings, RummagePage } from '../e2e/app';
import { addOwnFolder } from '../e2e/own-folder';
import { testWithSamples as test } from '../e2e/with-samples';

test('the library is laid out on a map, walked over, drawn around and searched', async ({
  page,
}) => {
  const app = new RummagePage(page);
  await app.open('#/lab/map');
  const map = page.getByRole('application', { name: /^Map/ });
  const canvas = page.locator('canvas[data-map]');
  const groups = page.getByRole('region', { name: 'Groups' }).getByRole('listitem');

  await test.step('it is drawn, with groups that have names', async () => {
    await page.getByRole('button', { name: 'Draw the map' }).click();
    await expect(groups.first()).toBeVisible({ timeout: 60_000 });
    await expect(groups.filter({ hasText: '…' })).toHaveCount(0, { timeout: 60_000 });
    const named = await groups.allTextContents();
    expect(named.every((text) => /^\p{L}.+\d+ points?$/u.test(text))).toBe(true);
    const points = named.reduce((sum, text) => sum + Number(/(\d+) point/.exec(text)![1]), 0);
    await expect(canvas).toHaveAttribute('data-map', String(points));
    // A cat is what one of them is about, whatever its place.
    expect(named.join(' ')).toContain('cat');
    await expectNoFindings(page);
  });

  const colours = () =>
    canvas.evaluate((element: HTMLCanvasElement) => {
      const { data } = element.getContext('2d')!.getImageData(0, 0, element.width, element.height);
      return new Set(new Uint32Array(data.buffer)).size;
    });
  await test.step('near enough, its pictures are seen', async () => {
    await expect.poll(colours).toBeGreaterThan(200);
  });

  await test.step('arrow keys walk from point to point, Enter opens one', async () => {
    await map.focus();
    await map.press('ArrowRight');
    const card = page.locator('[data-point]');
    await expect(card).not.toHaveAttribute('data-point', '');
    const first = await card.getAttribute('data-point');
    await map.press('ArrowLeft');
    await expect(card).not.toHaveAttribute('data-point', first!);
    await map.press('Enter');
    await expect(page.getByRole('complementary', { name: 'Preview' })).toBeVisible();
    await page.getByRole('button', { name: 'Close preview' }).click();
  });

  await test.step('what is drawn around is a set that can be searched', async () => {
    await page.getByRole('button', { name: 'Show all' }).click();
    await page.getByRole('button', { name: 'Choose by drawing around' }).click();
    const { x, y, width, height } = (await canvas.boundingBox())!;
    await page.mouse.move(x + 4, y + 4);
    await page.mouse.down();
    for (const [across, down] of [
      [0.6, 0.01],
      [0.6, 0.99],
      [0.01, 0.99],
    ] as const) {
      await page.mouse.move(x + across * width, y + down * height, { steps: 4 });
    }
    await page.mouse.up();
    const chosen = page.getByRole('list', { name: 'Chosen documents' });
    await expect(chosen.getByRole('listitem').first()).toBeVisible();
    const names = await chosen.getByRole('listitem').allTextContents();
    const count = names.length;
    await page.getByRole('button', { name: 'Search in them' }).click();
    await expect(page.getByText(`Only in ${count} chosen document`)).toBeVisible();
    await app.ask('picture');
    const found = await app.matches.getByRole('heading').allTextContents();
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter((name) => !names.includes(name))).toEqual([]);
    await page.getByRole('button', { name: 'Search everything' }).click();
    await expect(page.getByText(/Only in/)).toBeHidden();
  });

  await test.step('the map is still there, and shows what was added when it is drawn anew', async () => {
    await page.getByRole('link', { name: 'Lab' }).click();
    await page.getByRole('link', { name: 'Map' }).click();
    const before = Number(await canvas.getAttribute('data-map'));
    const files = await addOwnFolder(app, 1);
    await page.getByRole('button', { name: 'Draw it anew' }).click();
    await expect(canvas).toHaveAttribute('data-map', String(before + files.length));
    await expectFitsPhone(page);
  });
});
