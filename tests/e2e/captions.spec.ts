import { readFileSync } from 'node:fs';
import { expect, RummagePage } from './app';
import { testWithSamples as test } from './with-samples';

test('captions are written, imported and read from files, and pictures are found by them', {
  tag: '@long',
}, async ({ page }) => {
  const app = new RummagePage(page);
  await app.open('#/library');
  const expectFirst = async (query: string, name: string, caption: string) => {
    await app.go('Search');
    await app.ask(query);
    await expect(app.matches.first().getByRole('heading').first()).toHaveText(name);
    await expect(app.matches.first()).toContainText(caption);
    await expect(app.matches.first().getByRole('img', { name })).toBeVisible();
  };

  await test.step('by hand, in the details of a picture', async () => {
    await page.getByLabel('Filter by name').fill('P1010241');
    await app.documents.getByRole('button', { expanded: false }).first().click();
    const caption = page.getByLabel('Caption');
    await caption.fill('the garage of uncle Horatio');
    await caption.press('Enter');
    await expect(page.getByRole('button', { name: 'Keep' })).toBeDisabled();
    await expectFirst('Horatio', 'P1010241.jpg', 'the garage of uncle Horatio');
    await expect(app.matches.first().locator('b')).toHaveText('Horatio');
    await expectFirst('uncle and his garage', 'P1010241.jpg', 'the garage of uncle');
  });

  await test.step('from a file, for many', async () => {
    await app.go('Library');
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Captions from a file' }).click();
    await (await chooser).setFiles({
      name: 'captions.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        'file,caption\nIMG_2041.jpg,Biscuit waiting for dinner\nIMG_2063.jpg,"Dahlia, Bishop of Llandaff"\nnone.jpg,x\n',
      ),
    });
    await expect(page.getByText('2 captions kept, 1 without a picture here.')).toBeVisible();
    await expectFirst('Biscuit', 'IMG_2041.jpg', 'Biscuit waiting for dinner');
    await expectFirst('Llandaff', 'IMG_2063.jpg', 'Dahlia, Bishop of Llandaff');
  });

  await test.step('from the file itself', async () => {
    await page.getByLabel('Add files').setInputFiles('tests/e2e/fixtures/formats/described.jpg');
    await app.finishIndexing();
    await expectFirst('Marlow brewery', 'described.jpg', 'The east wall of the Marlow brewery');
    // One of one's own takes its place, and gives it back.
    await app.matches.first().getByRole('heading').first().click();
    const caption = page.getByLabel('Caption');
    const keep = async (text: string) => {
      await caption.fill(text);
      await caption.press('Enter');
      await expect(page.getByRole('button', { name: 'Keep' })).toBeDisabled();
    };
    await keep('where we met Ottilie');
    await expectFirst('Ottilie', 'described.jpg', 'where we met Ottilie');
    await app.matches.first().getByRole('heading').first().click();
    await keep('');
    await expectFirst('Marlow brewery', 'described.jpg', 'The east wall of the Marlow brewery');
  });

  await test.step('from a file beside it', async () => {
    const picture = readFileSync('tests/e2e/fixtures/formats/cat.bmp');
    await page.getByLabel('Add files').setInputFiles([
      { name: 'moggy.bmp', mimeType: 'image/bmp', buffer: picture },
      { name: 'moggy.txt', mimeType: 'text/plain', buffer: Buffer.from('Marmaduke on the tiles') },
    ]);
    await app.finishIndexing();
    await app.go('Search');
    await app.ask('Marmaduke');
    const own = app.matches.filter({ hasText: 'moggy.bmp' });
    await expect(own).toContainText('Marmaduke on the tiles');
    await expect(app.matches.filter({ hasText: 'moggy.txt' })).toBeVisible();
  });

  await test.step('taken away, it finds nothing any more, and a reload keeps what was said', async () => {
    await page.reload();
    await app.ask('Horatio');
    await app.matches.first().getByRole('heading').first().click();
    const caption = page.getByLabel('Caption');
    await expect(caption).toHaveValue('the garage of uncle Horatio');
    await caption.fill('');
    await caption.press('Enter');
    await page.getByRole('button', { name: 'Close preview' }).click();
    await expect(app.results.getByText('the garage of uncle Horatio')).toHaveCount(0);
  });
});
