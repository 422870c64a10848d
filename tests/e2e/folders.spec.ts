import { expect, expectFitsPhone, expectNoFindings, RummagePage, test } from './app';
import { FolderOnDisk, readyTimes } from './own-disk';

const texts = {
  'boat.txt': 'The boat was painted blue in the spring.\n',
  'bread.txt': 'The dough rests for twelve hours in a cool room.\n',
  'garden/roses.txt': 'Roses are cut back before the last frost.\n',
  'garden/tulips.md': '# Tulips\n\nTulip bulbs go into the ground in autumn.\n',
  'tax.txt': 'The tax return is due at the end of July.\n',
  '.hidden.txt': 'Nobody looks here.\n',
};

/** Stands in for the browser's question whether the page may still read the folder. */
function asksAgain() {
  let isGranted = false;
  FileSystemHandle.prototype.queryPermission = async () => (isGranted ? 'granted' : 'prompt');
  FileSystemHandle.prototype.requestPermission = async () => {
    isGranted = navigator.userActivation.isActive;
    return isGranted ? 'granted' : 'prompt';
  };
}

test('of a linked folder only what changed is read again, and one that is gone takes nothing along', async ({
  page,
}) => {
  const app = new RummagePage(page);
  await app.open('#/library');
  const folder = new FolderOnDisk(page, 'papers');
  await folder.write(texts);
  await folder.isPicked();
  const link = page.getByRole('button', { name: 'Link a folder' });
  const item = page.getByRole('list', { name: 'Linked folders' }).getByRole('listitem');
  await link.click();
  await expect(item).toContainText('5 files · looked at');
  await expect(item).toContainText('5 new');
  const ready = page.getByRole('radio', { name: /^Ready/ });
  await expect(ready).toHaveText('Ready 5');
  const before = await readyTimes(page);

  await link.click();
  await expect(page.getByRole('alert')).toHaveText(/“papers” is linked already/);
  await folder.isPicked('garden');
  await link.click();
  await expect(page.getByRole('alert')).toHaveText(/“garden” lies in “papers”/);
  await folder.isPicked();
  await page.getByRole('button', { name: 'Dismiss', exact: true }).click();

  // Watched: nobody presses anything.
  await folder.write({ 'boat.txt': 'The boat was sold.\n', 'owl.txt': 'An owl in the barn.\n' });
  await folder.rename('tax.txt', 'tax-2024.txt');
  await folder.remove('bread.txt');
  await expect(app.row('owl.txt')).toContainText('Ready');
  await expect(app.row('tax-2024.txt')).toBeVisible();
  await expect(app.row('bread.txt')).toBeHidden();
  await expect(ready).toHaveText('Ready 5');
  const after = await readyTimes(page);
  expect(Object.keys(after)).toEqual([
    'papers/boat.txt',
    'papers/garden/roses.txt',
    'papers/garden/tulips.md',
    'papers/owl.txt',
    'papers/tax-2024.txt',
  ]);
  expect(after['papers/garden/roses.txt']).toBe(before['papers/garden/roses.txt']);
  expect(after['papers/garden/tulips.md']).toBe(before['papers/garden/tulips.md']);
  expect(after['papers/tax-2024.txt']).toBe(before['papers/tax.txt']);
  expect(after['papers/boat.txt']).toBeGreaterThan(before['papers/boat.txt']!);

  // Its drive is unplugged.
  await folder.goAway();
  await expect(item).toContainText('It is not where it was');
  await expect(ready).toHaveText('Ready 5');

  // Its drive is there, and empty.
  await folder.write({ '.trash': '' });
  await item.getByRole('button', { name: 'Look again at papers' }).click();
  await expect(item).toContainText('5 of its files are gone. Their documents are kept until');
  await expect(ready).toHaveText('Ready 5');
  await folder.write({ 'boat.txt': 'The boat is back.\n' });
  await item.getByRole('button', { name: 'Look again at papers' }).click();
  await expect(item).toContainText('4 of its files are gone');
  await item.getByRole('button', { name: 'Remove them' }).click();
  await expect(ready).toHaveText('Ready 1');

  await item.getByRole('button', { name: 'Forget papers' }).click();
  await page.getByRole('button', { name: 'Keep its documents' }).click();
  await expect(item).toBeHidden();
  await expect(ready).toHaveText('Ready 1');
});

test('a linked folder is there on the next visit, and what is left out stays out', async ({
  page,
}) => {
  const app = new RummagePage(page);
  await app.open('#/library');
  const folder = new FolderOnDisk(page, 'papers');
  await folder.write(texts);
  await folder.isPicked();
  await page.getByRole('button', { name: 'Link a folder' }).click();
  const item = page.getByRole('list', { name: 'Linked folders' }).getByRole('listitem');
  const ready = page.getByRole('radio', { name: /^Ready/ });
  await expect(ready).toHaveText('Ready 5');
  await app.row('roses.txt').getByRole('button', { name: 'Remove roses.txt' }).click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: /^Remove/ })
    .click();
  await expect(item).toContainText('1 file left out');

  // Changed while nobody looked.
  await page.goto('about:blank');
  await page.goto('/icon.svg');
  await folder.write({
    'garden/roses.txt': 'Roses again, in other words.\n',
    'late.txt': 'Too late.\n',
    'odd.bin': '\u0000\u0001\u0002\u0003',
  });
  await page.addInitScript(asksAgain);
  await app.open('#/library');
  await expect(item).toContainText('Needs your permission again');
  await expect(app.row('late.txt')).toBeHidden();
  await item.getByRole('button', { name: 'Reconnect papers' }).click();
  await expect(app.row('late.txt')).toContainText('Ready');
  await expect(item).toContainText('7 files');
  await expect(item).toContainText('1 file not read, 1 file left out');
  await expect(ready).toHaveText('Ready 5');
  await expect(app.row('roses.txt')).toBeHidden();

  await item.getByRole('button', { name: /left out/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Not in the library from papers' });
  await expect(dialog).toContainText('odd.bin');
  await expectNoFindings(page);
  await dialog.getByRole('button', { name: 'Take back garden/roses.txt' }).click();
  await page.keyboard.press('Escape');
  await expect(app.row('roses.txt')).toContainText('Ready');
  await expectFitsPhone(page);
  await expectNoFindings(page);
});
