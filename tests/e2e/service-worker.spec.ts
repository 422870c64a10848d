import { basename } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { expect, expectFitsPhone, expectNoFindings, RummagePage, test } from './app';
import { StaticHost } from './static-host';

test.use({ serviceWorkers: 'allow', readsWords: true });

const fixtures = 'tests/e2e/fixtures';

/** What a first visit may fetch until one can search. */
const maxFirstVisitBytes = 45e6;

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(2)} MB`;

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

interface Launching {
  /** What the app gave to the system, called as that opens files with it. */
  launch: (params: { files: { getFile: () => Promise<File> }[] }) => void;
}

/** A page of an installed app. */
async function openInstalled(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.addInitScript(() => {
    const setConsumer = (consumer: Launching['launch']) => {
      (globalThis as unknown as Launching).launch = consumer;
    };
    Object.defineProperty(window, 'launchQueue', { value: { setConsumer } });
  });
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
    console.log(`fetched until one can search: ${megabytes(host.sentBytes)}`);
    expect(host.sentBytes).toBeLessThanOrEqual(maxFirstVisitBytes);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    expect(loads).toBe(2);
  });

  await test.step('what it needs later is saved in the background', async () => {
    await expect(settings).toContainText(/Saving for offline use: \d+ of \d+ files/);
    await expect(settings).toContainText('Works offline', { timeout: 60_000 });
    const files = await page.evaluate(async () => {
      const names = (await caches.keys()).filter((one) => one.startsWith('rummage-files'));
      const kept = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return kept.flat().length;
    });
    console.log(`saved behind it: ${files} files; fetched in all: ${megabytes(host.sentBytes)}`);
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
    const before = host.sentBytes;
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
    console.log(`fetched for the new version: ${megabytes(host.sentBytes - before)}`);
  });

  await host.stop();

  await page.close();
  const later = await openInstalled(context);
  const laterApp = new RummagePage(later);

  await test.step('with the host gone files of all kinds that are shared are added and read', async () => {
    const names = ['formats/cat.heic', 'office/lighthouse.docx', 'ocr/notice.png'];
    const shared = [
      ...names.map((name) => `${fixtures}/${name}`),
      'public/samples/field-notes.pdf',
    ];
    await share(later, host.address, shared, 'A word beside them');
    expect(new URL(later.url()).hash).toBe('#/library');
    for (const path of shared) {
      await expect(laterApp.row(basename(path))).toContainText('Ready', { timeout: 120_000 });
    }
    await laterApp.finishReading();
    const stashed = await later.evaluate(async () => {
      const names = (await caches.keys()).filter((one) => one.startsWith('rummage-shared'));
      const kept = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return kept.flat().length;
    });
    expect(stashed).toBe(0);
  });

  await test.step('shared words are searched for, with or without the host', async () => {
    await share(later, host.address, [], 'why was the launch postponed');
    await expect(laterApp.search).toHaveValue('why was the launch postponed');
    const first = laterApp.matches.first();
    await expect(first.getByRole('heading').first()).toHaveText('field-notes.pdf');
    await expect(first).toContainText('page 3');
    await laterApp.ask('Bücherei Öffnungszeiten');
    await expect(first.getByRole('heading').first()).toHaveText('notice.png');
    expect(await later.evaluate(() => crossOriginIsolated)).toBe(true);
  });

  await test.step('a file that the system opens with the app is added', async () => {
    await later.evaluate(() => {
      const file = new File(['The ferry to Norderney leaves at six.'], 'ferry.txt');
      (globalThis as unknown as Launching).launch({ files: [{ getFile: async () => file }] });
    });
    await expect(laterApp.row('ferry.txt')).toContainText('Ready');
  });
});
