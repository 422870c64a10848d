import { expect, RummagePage, test } from '../e2e/app';
import { FolderOnDisk } from '../e2e/own-disk';

const fileCount = 50_000;

test('a folder of 50,000 files is looked at beside other work, and gone on with after a reload', async ({
  page,
}) => {
  test.setTimeout(1_200_000);
  const app = new RummagePage(page);
  await app.open('#/library');
  const folder = new FolderOnDisk(page, 'many');
  const notes = Array.from({ length: 40 }, (_, i) => [`notes/${i}.txt`, `Note ${i} is on owls.\n`]);
  await folder.write(Object.fromEntries(notes));
  await page.evaluate(writeEmpty, fileCount);
  await folder.isPicked();

  const item = page.getByRole('list', { name: 'Linked folders' }).getByRole('listitem');
  await page.getByRole('button', { name: 'Link a folder' }).click();
  await expect(item).toContainText('50,040 new: ', { timeout: 240_000 });
  await expect(item).toContainText(/new: [1-9][\d,]+ of 50,040 taken in/, { timeout: 60_000 });
  const takenIn = await counted(item, /new: ([\d,]+) of/);
  await item.getByRole('button', { name: 'Stop looking at many' }).click();
  await expect(item).toContainText('Stopped.');

  await page.reload();
  await expect(item).toContainText(/taken in/, { timeout: 240_000 });
  expect(await counted(item, /of ([\d,]+) taken in/)).toBeLessThanOrEqual(50_040 - takenIn);
  await app.go('Search');
  await app.ask('note 7 owls');
  // The notes may be the last that the browser lists; that it answers meanwhile is what counts.
  await expect(page.getByText(/^searched [\d,]+ in /)).toBeVisible();
  await expect(app.indexing).toBeVisible();
  await app.go('Library');
  await expect(item).toContainText('50,040 files', { timeout: 900_000 });
  await expect(item).toContainText('50,000 files not read');
  await expect(page.getByRole('radio', { name: /^Ready/ })).toHaveText('Ready 40');

  const start = Date.now();
  await item.getByRole('button', { name: 'Look again at many' }).click();
  await expect(item).toContainText('files seen');
  await expect(item).toContainText('nothing had changed', { timeout: 240_000 });
  console.log(`nothing had changed among 50,040 files: ${(Date.now() - start) / 1000} s`);
  await app.go('Search');
  await app.ask('note 7 owls');
  await expect(app.matches.first()).toContainText(/\d+\.txt/);
});

/** A number within what a folder says of itself. */
async function counted(item: ReturnType<RummagePage['row']>, pattern: RegExp): Promise<number> {
  const text = (await item.textContent()) ?? '';
  const digits = pattern.exec(text)?.[1];
  if (!digits) throw new Error(`${pattern} is not in “${text}”`);
  return Number(digits.replaceAll(',', ''));
}

/** In the page: empty files, a thousand in each folder. They are refused, which is quick. */
async function writeEmpty(count: number): Promise<void> {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle('many', { create: true });
  for (let from = 0; from < count; from += 1000) {
    const inner = await folder.getDirectoryHandle(`part ${from / 1000}`, { create: true });
    const names = Array.from({ length: 1000 }, (_, i) => `${i}.txt`);
    await Promise.all(names.map((name) => inner.getFileHandle(name, { create: true })));
  }
}
