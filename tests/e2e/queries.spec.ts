import AxeBuilder from '@axe-core/playwright';
import { expect, RummagePage, sampleFiles, test } from './app';
import { testWithSamples } from './with-samples';

const first = (app: RummagePage) => app.matches.first();

testWithSamples('words, phrases, exclusions and filters in one box', async ({ page }) => {
  const app = new RummagePage(page);
  await app.open();

  await test.step('a name typed as it is written comes first, letter for letter', async () => {
    await app.ask('where did Atlantic City report a bird');
    await expect(first(app)).toContainText('ATLANTIC CITY');
    await app.ask('DSC_0417');
    await expect(first(app).getByRole('heading')).toHaveText('DSC_0417.jpg');
  });

  await test.step('inflected words meet, and are marked', async () => {
    await app.ask('blending lentil');
    await expect(first(app).getByRole('heading').first()).toHaveText('recipes.md');
    await expect(
      first(app)
        .locator('b')
        .filter({ hasText: /^Blend$/ }),
    ).toBeVisible();
  });

  await test.step('a phrase in quotes must be there', async () => {
    await app.ask('"smoked paprika"');
    await expect(app.matches).toHaveCount(1);
    await app.ask('"smoked parsley"');
    await expect(app.matches).toHaveCount(0);
    await expect(page.getByText('Nothing meets all of it')).toBeVisible();
  });

  await test.step('an excluded word is nowhere in the hits', async () => {
    await app.ask('soup or bread -lentils kind:text');
    await expect(app.matches.first()).toBeVisible();
    await expect(app.results).not.toContainText(/lentils/i);
  });

  await test.step('filters are chips, and can be taken away', async () => {
    await app.ask('coffee kind:image');
    const chips = page.getByRole('list', { name: 'Filters' });
    await expect(chips).toContainText('Kind: image');
    await expect(first(app).getByRole('heading')).toHaveText('IMG_2058.jpg');
    await expect(app.results).not.toContainText('PDF');
    await chips.getByRole('button', { name: 'Remove Kind: image' }).click();
    await expect(app.search).toHaveValue('coffee');
    await expect(app.results).toContainText('PDF');
    await app.ask('coffee kind:nothing');
    await expect(chips).toContainText('not understood');
  });

  await test.step('a filter from the form', async () => {
    await app.ask('penguins');
    await page.getByRole('button', { name: 'Add filter' }).click();
    await page.getByRole('textbox', { name: 'Name contains' }).fill('field-notes');
    await page.getByRole('textbox', { name: /Page/ }).fill('3-4');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(app.search).toHaveValue('penguins name:field-notes page:3-4');
    await expect(app.matches).toHaveCount(1);
    await expect(first(app)).toContainText(/page [34]/);
  });

  await test.step('filters alone list what they leave', async () => {
    await app.ask('kind:table');
    await expect(app.matches).toHaveCount(2);
    await app.ask('added:2001');
    await expect(app.matches).toHaveCount(0);
  });

  await test.step('every number of a hit can be seen', async () => {
    await app.ask('how long does the lentil soup simmer');
    await first(app).getByRole('heading').first().click();
    const preview = page.getByRole('complementary', { name: 'Preview' });
    await preview.getByText('Why?').click();
    await expect(preview).toContainText(/Cosine similarity\s*0\.\d{3}/);
    await expect(preview).toContainText(/BM25\s*\d+\.\d\d/);
    await expect(preview).toContainText(/Place by words\s*1/);
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  });

  await test.step('words are there again after a reload', async () => {
    await page.reload();
    await page.goto('/#/search?q=%22smoked+paprika%22');
    await expect(app.matches).toHaveCount(1);
  });
});

testWithSamples('pictures and words together', async ({ page }) => {
  const app = new RummagePage(page);
  await app.open();

  await app.askWithPicture('public/samples/IMG_2058.jpg');
  await expect(first(app)).toContainText(/IMG_2058|field-notes/);
  await test.step('words added to a picture turn the ranking', async () => {
    await app.search.fill('a cat');
    await expect(page).toHaveURL(/q=a\+cat&with=file-1/);
    await app.keepKind('Images');
    const names = app.matches.getByRole('heading').first();
    await expect(names).toHaveText(/IMG_20(41|58)\.jpg/);
    await expect(page.getByRole('button', { name: /IMG_2058\.jpg, counts 1/ })).toBeVisible();
  });

  await test.step('a picture can count against', async () => {
    await page.getByRole('button', { name: /IMG_2058\.jpg, counts 1/ }).click();
    const slider = page.getByRole('slider');
    await slider.fill('-1');
    await expect(page).toHaveURL(/with=-1\*file-1/);
    await page.keyboard.press('Escape');
    await expect(first(app).getByRole('heading')).toHaveText('IMG_2041.jpg');
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  });

  await test.step('a picture of the library joins, and goes again', async () => {
    await page.getByRole('button', { name: 'Remove IMG_2058.jpg' }).click();
    await expect(page).not.toHaveURL(/with=/);
    await first(app).getByRole('button', { name: 'More like this' }).click();
    await expect(page.getByRole('button', { name: /Like IMG_2041\.jpg, counts 1/ })).toBeVisible();
    await expect(app.results).not.toContainText('IMG_2041.jpg');
  });
});

test('the same picture in two files is one hit with a count', { tag: '@long' }, async ({
  page,
}) => {
  const app = new RummagePage(page);
  await app.open();
  await app.addFiles(sampleFiles.filter((file) => /IMG_2058|field-notes/.test(file)));
  await app.finishIndexing();
  await app.ask('a red cup of coffee on a wooden table kind:image');
  await expect(app.matches).toHaveCount(1);
  await app.ask('a red cup of coffee on a wooden table');
  const copies = app.results.getByText(/near-identical cop/);
  await expect(copies).toBeVisible();
  await copies.click();
  await expect(
    app.results.getByRole('button', { name: /field-notes\.pdf|IMG_2058\.jpg/ }).last(),
  ).toBeVisible();
});
