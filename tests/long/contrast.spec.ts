import { contrastiveLoss, sigmoidLoss } from '../../src/clip/losses';
import { logits } from '../../src/clip/similarity';
import { expect, expectFitsPhone, expectNoFindings, RummagePage } from '../e2e/app';
import { addOwnFolder, things } from '../e2e/own-folder';
import { testWithSamples as test } from '../e2e/with-samples';

test('pairs make a matrix with their losses, by pointer and by keyboard', async ({ page }) => {
  const app = new RummagePage(page);
  await app.open('#/lab/contrast');
  const samples = page.getByRole('button', { name: 'Contrast the samples' });
  await expect(samples).toBeEnabled();
  await samples.click();
  const matrix = page.getByRole('application', { name: /Similarity matrix/ });
  const facts = page.locator('[data-cell]');
  const lossOf = async (name: string) =>
    Number(await page.locator(`[data-loss="${name}"]`).textContent());
  const factOf = async (name: string) =>
    Number.parseFloat(
      (await facts.locator('dt', { hasText: name }).locator('+ dd').textContent()) ?? '',
    );
  const canvas = matrix.locator('canvas');
  await expect(page.locator('[data-contrast="15"]')).toBeVisible();
  const colours = () =>
    canvas.evaluate((element: HTMLCanvasElement) => {
      const { data } = element.getContext('2d')!.getImageData(0, 0, element.width, element.height);
      return new Set(new Uint32Array(data.buffer)).size;
    });
  await expect.poll(colours).toBeGreaterThan(20);

  const n = 4;
  await test.step("the user's own pairs come from a file", async () => {
    const pairs = ['IMG_2041,a cat', 'IMG_2058,coffee', 'IMG_2063,a flower', 'IMG_2097,a raccoon'];
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Pairs from a file' }).click();
    await (await chooser).setFiles({
      name: 'pairs.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`${pairs.join('\n').replaceAll(',', '.jpg,')}\nnowhere.jpg,nothing\n`),
    });
    await expect(page.locator('[data-contrast="4"]')).toBeVisible();
    await expect(page.getByText('1 caption without a picture in your library.')).toBeVisible();
  });

  /** Cosines as they are read off, cell by cell, by the arrow keys. */
  const cosines: number[] = [];
  await test.step('every cell is reached by the arrow keys', async () => {
    await matrix.focus();
    for (let i = 0; i < n; i++) {
      for (let step = 0; step < n; step++) {
        const j = i % 2 === 0 ? step : n - 1 - step;
        await expect(facts).toHaveAttribute('data-cell', String(i * n + j));
        cosines[i * n + j] = await factOf('Cosine');
        const isLast = step === n - 1;
        await matrix.press(isLast ? 'ArrowDown' : i % 2 === 0 ? 'ArrowRight' : 'ArrowLeft');
      }
    }
    await expect(facts).toContainText('They are of two pairs.');
  });

  await test.step('the losses are those of the functions, at any temperature', async () => {
    const slider = page.getByRole('slider', { name: 'Temperature' });
    for (const logitScale of [3.63, 2]) {
      await slider.fill(String(logitScale));
      const scaled = logits(cosines, logitScale);
      const { image, text, final } = contrastiveLoss(scaled, n);
      // Cosines were read to three places, which the factor multiplies.
      const within = 0.0005 * Math.exp(logitScale) + 0.001;
      expect(Math.abs((await lossOf('Image loss')) - image)).toBeLessThan(within);
      expect(Math.abs((await lossOf('Text loss')) - text)).toBeLessThan(within);
      expect(Math.abs((await lossOf('Final loss')) - final)).toBeLessThan(within);
      const shifted = scaled.map((logit) => logit - 10);
      const ofSigmoid = sigmoidLoss(shifted, n).final;
      expect(Math.abs((await lossOf('Sigmoid loss')) - ofSigmoid)).toBeLessThan(within);
    }
    expect(await lossOf('Final loss')).toBeLessThan(Math.log(n));
  });

  await test.step('the pointer picks a cell, and so does a mistake', async () => {
    const box = (await canvas.boundingBox())!;
    const cellPx = box.width / n;
    await canvas.hover({ position: { x: 2.5 * cellPx, y: 0.5 * cellPx } });
    await expect(facts).toHaveAttribute('data-cell', '2');
    await expect(facts).toContainText('They are of two pairs.');
    const worst = page.getByRole('region', { name: 'Worst pairs' });
    await worst.getByRole('button').first().click();
    await expect(facts).toContainText('They are a pair.');
  });

  await test.step('the sigmoid has a bias of its own', async () => {
    await page.getByRole('radio', { name: 'Sigmoid' }).click();
    const before = await lossOf('Sigmoid loss');
    await page.getByRole('slider', { name: 'Bias' }).fill('-4');
    expect(await lossOf('Sigmoid loss')).not.toBe(before);
    await expectNoFindings(page);
  });

  await test.step("a person's own folder is contrasted", async () => {
    const files = await addOwnFolder(app, 1);
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Pairs from a file' }).click();
    await (await chooser).setFiles({
      name: 'mine.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(files.map(([file], i) => `${file},${things[i]!.shows}\n`).join('')),
    });
    await expect(page.locator('[data-contrast="6"]')).toBeVisible();
    expect(await lossOf('Final loss')).toBeLessThan(Math.log(6));
  });

  await test.step('it fits a phone', async () => {
    await expectFitsPhone(page);
  });
});
