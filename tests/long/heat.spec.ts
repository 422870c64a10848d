import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { test as emptyTest, expect, RummagePage } from '../e2e/app';
import { testWithSamples as test } from '../e2e/with-samples';

const previewOf = (page: Page) => page.getByRole('complementary', { name: 'Preview' });

async function openFirst(app: RummagePage, name: string): Promise<void> {
  await app.matches.filter({ hasText: name }).getByRole('heading').first().click();
  await expect(previewOf(app.page)).toContainText(name);
}

/** How much lighter the lightest place of the overlay is than the darkest. */
function spread(canvas: Locator): Promise<number> {
  return canvas.evaluate((element: HTMLCanvasElement) => {
    const context = element.getContext('2d')!;
    const { data } = context.getImageData(0, 0, element.width, element.height);
    const values = Array.from(
      { length: data.length / 4 },
      (_, i) => data[4 * i]! + data[4 * i + 1]!,
    );
    return Math.max(...values) - Math.min(...values);
  });
}

test('a heat map over a picture, by keyboard, in words, and remembered', async ({ page }) => {
  const app = new RummagePage(page);
  await app.open();
  await app.ask('a red cup of coffee on a wooden table');
  await openFirst(app, 'IMG_2058.jpg');
  const preview = previewOf(page);
  const toggle = preview.getByRole('button', { name: 'Heat map' });
  const overlay = preview.getByRole('img', { name: /^Heat map\./ });

  await test.step('it is off until it is asked for', async () => {
    await expect(toggle).toHaveAttribute('aria-pressed', 'false');
    await expect(overlay).toHaveCount(0);
  });

  await test.step('the keyboard switches it on; it differs from place to place', async () => {
    await toggle.focus();
    await page.keyboard.press('Space');
    await expect(toggle).toHaveAttribute('aria-pressed', 'true');
    await expect(overlay).toBeVisible();
    await expect.poll(() => spread(overlay)).toBeGreaterThan(150);
    await expect(preview).toContainText(/The match lies most in the [a-z ]+ \(\d+ %\)/);
  });

  await test.step('it lies exactly over the picture', async () => {
    const picture = await preview.getByRole('img', { name: 'IMG_2058.jpg' }).boundingBox();
    const heat = await overlay.boundingBox();
    for (const side of ['x', 'y', 'width', 'height'] as const) {
      expect(Math.abs(heat![side] - picture![side])).toBeLessThan(1);
    }
  });

  await test.step('the parts of the score are another map', async () => {
    const words = await overlay.getAttribute('aria-label');
    await preview.getByRole('radio', { name: 'Parts of the score' }).click();
    await expect(preview.locator('canvas[data-heat=parts]')).toBeVisible();
    expect(await overlay.getAttribute('aria-label')).not.toBe(words);
    await preview.getByRole('radio', { name: 'By covering' }).click();
    await expect(preview.locator('canvas[data-heat=covering]')).toBeVisible();
  });

  await test.step('axe finds nothing', async () => {
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });

  await test.step('the choice is there after a reload, and another query makes another map', async () => {
    await page.reload();
    await expect(overlay).toBeVisible();
    const words = await overlay.getAttribute('aria-label');
    await app.ask('a wooden table top kind:image');
    await openFirst(app, 'IMG_2058.jpg');
    await expect(overlay).toBeVisible();
    await expect(overlay).not.toHaveAttribute('aria-label', words!);
  });

  await test.step('a picture searched by makes one too', async () => {
    await page.goto('/#/search');
    await app.askWithPicture('public/samples/IMG_2041.jpg');
    await openFirst(app, 'IMG_2041.jpg');
    await expect(overlay).toBeVisible();
  });

  await test.step('the switch takes it away again', async () => {
    await toggle.click();
    await expect(overlay).toHaveCount(0);
  });
});

emptyTest('a figure of a page has its heat map in its box', async ({ page }) => {
  const app = new RummagePage(page);
  await app.open();
  await app.addFiles(['public/samples/field-notes.pdf']);
  await app.finishIndexing();
  await app.askWithPicture('public/samples/IMG_2058.jpg');
  const preview = previewOf(page);
  await openFirst(app, 'field-notes.pdf');
  await preview.getByRole('button', { name: 'Heat map' }).click();
  const overlay = preview.getByRole('img', { name: /^Heat map\./ });
  await expect(overlay).toBeVisible();
  const sheet = await preview.getByRole('img', { name: /^Page/ }).boundingBox();
  const heat = await overlay.boundingBox();
  expect(heat!.width).toBeLessThan(sheet!.width);
  expect(heat!.y).toBeGreaterThan(sheet!.y);
});

test('the panel tells which conditions of the query a hit meets', async ({ page }) => {
  const app = new RummagePage(page);
  await app.open();
  const preview = previewOf(page);
  const conditions = preview.getByRole('region', { name: 'Conditions met' });

  await test.step('phrases, exclusions and filters', async () => {
    await app.ask('soup "smoked paprika" -walnut kind:text name:recipes');
    await openFirst(app, 'recipes.md');
    await preview.getByText('Why?').click();
    await expect(conditions).toContainText(/“smoked paprika”\s*stands in it/);
    await expect(conditions).toContainText(/not “walnut”\s*stands nowhere in it/);
    await expect(conditions).toContainText(/Kind: text\s*Text/);
    await expect(conditions).toContainText(/Name: recipes\s*recipes\.md/);
  });

  await test.step('pages', async () => {
    await app.ask('flower tubers page:3-4');
    await openFirst(app, 'field-notes.pdf');
    await preview.getByText('Why?').click();
    await expect(conditions).toContainText(/Page: 3-4\s*page [34]/);
  });

  await test.step('the conditions of a question to a table', async () => {
    await app.ask('penguins on Dream with body mass over 4000');
    const answer = page.getByRole('region', { name: 'Answer from a table' });
    const work = answer.getByRole('button', { name: 'Yes, work it out' });
    if (await work.isVisible()) await work.click();
    await answer
      .getByRole('button', { name: /^Open row/ })
      .first()
      .click();
    const why = preview.getByText('Why?');
    if (await why.isVisible()) await why.click();
    await expect(conditions).toContainText(/[Ii]sland = Dream\s*Dream/);
    await expect(conditions).toContainText(/4,000/);
  });

  await test.step('nothing is told where the query has none', async () => {
    await app.ask('lentil soup');
    await openFirst(app, 'recipes.md');
    await preview.getByText('Why?').click();
    await expect(conditions).toHaveCount(0);
  });
});
