import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { expect, expectFitsPhone, expectNoFindings, RummagePage, test } from './app';
import { StaticHost } from './static-host';

test.use({ serviceWorkers: 'allow', readsWords: true });

const fixtures = 'tests/e2e/fixtures';

/** What a first visit may fetch until one can search. */
const maxFirstVisitBytes = 45e6;

/** As another program shares: by a form that is sent to the app's address. */
async function share(page: Page, address: string, files: string[], text: string): Promise<void> {
  await page.goto('about:blank');
  await page.setContent(
    `<form method="post" enctype="multipart/form-data" action="${address}share">
      <input type="file" name="files" multiple /><input name="text" /><button>Share</button>
    </form>`,
  );
  await page.locator('[name=files]').setInputFiles(files);
  await page.locator('[name=text]').fill(text);
  await page.getByRole('button', { name: 'Share' }).click();
}

async function openShare(context: BrowserContext, address: string, files: string[], text: string) {
  const page = await context.newPage();
  await share(page, address, files, text);
  return page;
}

/** As the system opens files with the installed app. */
async function openWith(context: BrowserContext, address: string, paths: string[]): Promise<Page> {
  const page = await context.newPage();
  const files = paths.map((path) => ({
    name: basename(path),
    base64: readFileSync(path).toString('base64'),
  }));
  await page.addInitScript((launched) => {
    const handles = launched.map(({ name, base64 }) => ({
      getFile: async () =>
        new File([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))], name),
    }));
    const setConsumer = (consumer: (launch: { files: unknown[] }) => void) =>
      consumer({ files: handles });
    Object.defineProperty(window, 'launchQueue', { value: { setConsumer } });
  }, files);
  await page.goto(address);
  return page;
}

test('after one visit to a plain host the app works without it, and updates when asked', async ({
  context,
  page,
}) => {
  const host = await StaticHost.start('/tools/rummage/');
  const app = new RummagePage(page);
  const settings = page.getByRole('region', { name: 'Offline and updates' });
  let loads = 0;
  page.on('domcontentloaded', () => {
    loads += 1;
  });
  const policies = new Map<string, string | undefined>();
  page.on('response', (response) => {
    if (response.fromServiceWorker())
      policies.set(response.url(), response.headers()['content-security-policy']);
  });

  await test.step('the first visit is small, tells how far it is, and is isolated', async () => {
    await page.goto(`${host.address}#/settings`);
    await expect(app.encoder).toContainText(/loading, \d+% of 38 MB/);
    await expect(app.encoder).toContainText('ready', { timeout: 60_000 });
    console.log('ready', host.sentBytes);
    expect(host.sentBytes).toBeLessThanOrEqual(maxFirstVisitBytes);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    expect(loads).toBe(2);
  });

  await test.step('what it needs later is saved in the background', async () => {
    await expect(settings).toContainText(/Saving for offline use: \d+ of \d+ files/);
    await expect(settings).toContainText('Works offline', { timeout: 60_000 });
    console.log('saved', host.sentBytes);
    await expectNoFindings(page);
    await expectFitsPhone(page);
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  await test.step('every answer carries the policy, as the worker has added it', async () => {
    expect([...policies.keys()].filter((url) => /worker/.test(url)).length).toBeGreaterThan(2);
    expect([...policies.keys()]).toContain(host.address);
    for (const [url, policy] of policies) expect(policy, url).toContain("connect-src 'self'");
  });

  await test.step('a new version is offered, and the old one goes on until it is wanted', async () => {
    host.deploy((html) => html.replace('<body>', '<body data-version="2">'), /map-screen/);
    await page.evaluate(async () => {
      document.title = 'still here';
      await (await navigator.serviceWorker.ready).update();
    });
    await expect(settings).toContainText('A new version is ready');
    await page.getByRole('link', { name: 'Lab', exact: true }).click();
    await page.getByRole('link', { name: 'Map', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Map' })).toBeVisible();
    await app.go('Settings');
    expect(loads).toBe(2);
    await expect(page.locator('body')).not.toHaveAttribute('data-version');
    await page.getByRole('contentinfo').getByRole('button', { name: 'Reload' }).click();
    await expect(page.locator('body')).toHaveAttribute('data-version', '2');
    await expect(settings).toContainText('Works offline');
    await expect(settings).not.toContainText('A new version is ready');
    console.log('updated', host.sentBytes);
  });

  await host.stop();

  await test.step('with the host gone a picture that is shared is added, and words are searched for', async () => {
    await page.close();
    const shared = await openShare(context, host.address, [`${fixtures}/ocr/notice.png`], 'Look!');
    const sharedApp = new RummagePage(shared);
    await expect(sharedApp.row('notice.png')).toContainText('Ready', { timeout: 60_000 });
    expect(new URL(shared.url()).hash).toBe('#/library');
    await sharedApp.finishReading();
    const stash = await shared.evaluate(async () => {
      const names = (await caches.keys()).filter((name) => name.startsWith('rummage-shared'));
      return Promise.all(
        names.map(async (name) => (await (await caches.open(name)).keys()).length),
      );
    });
    expect(stash).toEqual([0]);
    await share(shared, host.address, [], 'Bücherei & Öffnungszeiten');
    await expect(sharedApp.search).toHaveValue('Bücherei & Öffnungszeiten');
    await expect(sharedApp.matches.first().getByRole('heading').first()).toHaveText('notice.png');
    await shared.close();
  });

  await test.step('a new tab opens files of all kinds, reads them and finds them', async () => {
    const opened = await openWith(context, `${host.address}#/search`, [
      'public/samples/field-notes.pdf',
      `${fixtures}/formats/cat.heic`,
      `${fixtures}/formats/scan.tiff`,
      `${fixtures}/office/lighthouse.docx`,
      `${fixtures}/office/weather.parquet`,
    ]);
    const openedApp = new RummagePage(opened);
    await openedApp.finishIndexing();
    for (const name of ['field-notes.pdf', 'cat.heic', 'scan.tiff', 'lighthouse.docx']) {
      await expect(openedApp.row(name)).toContainText('Ready');
    }
    await openedApp.go('Search');
    await openedApp.ask('why was the launch postponed');
    const first = openedApp.matches.first();
    await expect(first.getByRole('heading').first()).toHaveText('field-notes.pdf');
    await expect(first).toContainText('page 3');
    expect(await opened.evaluate(() => crossOriginIsolated)).toBe(true);
  });
});
