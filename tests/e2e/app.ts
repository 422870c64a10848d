import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';
import { watchAttempts } from './canary';

export const samplesFolder = 'public/samples';
export const badFolder = 'tests/e2e/fixtures/bad';

export interface SampleQuery {
  query: string;
  kind: 'text-image' | 'text-page' | 'text-passage' | 'text-row' | 'image-image' | 'image-text';
  expect: string;
  /** "page 3", "row 12". */
  place?: string;
}

export const sampleQueries: SampleQuery[] = JSON.parse(
  readFileSync('tests/e2e/sample-queries.json', 'utf8'),
);

export const sampleFiles = readdirSync(samplesFolder)
  .filter((name) => name !== 'samples.json')
  .map((name) => join(samplesFolder, name));

/**
 * Every test also counts requests to any other origin, attempted ones included, and breaches
 * of the content security policy: there must be none, in pages and in workers.
 */
export const test = base.extend<{ privacy: undefined; readsWords: boolean; ocr: undefined }>({
  /** Words in pictures are read, as they are for people. Where that is not what is tested it waits. */
  readsWords: [false, { option: true }],
  ocr: [
    async ({ context, readsWords }, use) => {
      if (!readsWords) {
        await context.addInitScript(() => {
          localStorage.setItem('rummage.ocr', localStorage.getItem('rummage.ocr') ?? 'off');
        });
      }
      await use(undefined);
    },
    { auto: true },
  ],
  privacy: [
    async ({ context }, use) => {
      const attempts = watchAttempts(context);
      await use(undefined);
      expect(attempts).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** axe finds nothing on what is shown. */
export async function expectNoFindings(page: Page, where = page.url()): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  expect(found, where).toEqual([]);
}

/**
 * Nothing is wider than a phone. The page clips what is, so that it does not scroll sideways: the
 * boxes of what can be used are looked at, but for those in a part that scrolls sideways itself.
 */
export async function expectFitsPhone(page: Page): Promise<void> {
  await page.setViewportSize({ width: 390, height: 800 });
  const cutOff = await page.evaluate(() => {
    const used = document.querySelectorAll('button, a, input, select, [role=progressbar]');
    return [...used]
      .filter(
        (one) =>
          one.checkVisibility() && !one.closest('.overflow-x-auto, .overflow-auto, .sr-only'),
      )
      .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
      .map((one) => `${one.outerHTML.slice(0, 200)} ends at ${one.getBoundingClientRect().right}`);
  });
  expect(cutOff).toEqual([]);
}

/** The app as a person sees it. */
export class RummagePage {
  readonly search;
  readonly results;
  readonly matches;
  readonly documents;
  readonly indexing;
  readonly encoder;

  constructor(readonly page: Page) {
    this.search = page.getByRole('searchbox', { name: 'Search' });
    this.results = page.getByRole('list', { name: 'Results' });
    this.matches = this.results.getByRole('listitem');
    this.documents = page.getByRole('table', { name: 'Documents' });
    this.indexing = page.getByRole('progressbar', { name: 'Indexing' });
    this.encoder = page.getByRole('status').filter({ hasText: /encoder|compact-clip/i });
  }

  async open(hash = ''): Promise<void> {
    await this.page.goto(`/${hash}`);
    await expect(this.encoder).toContainText('ready', { timeout: 60_000 });
  }

  async addFiles(files: string[]): Promise<void> {
    await this.page.getByLabel('Add files').setInputFiles(files);
  }

  /** Adds the samples and waits until all of them are ready. */
  async addSamples(): Promise<void> {
    await this.page.getByRole('button', { name: 'Try the samples' }).click();
    await this.finishIndexing();
  }

  async finishIndexing(): Promise<void> {
    await expect(this.indexing).toBeVisible();
    await expect(this.indexing).toBeHidden({ timeout: 240_000 });
  }

  /** Waits until the words in all pictures and scans are read. */
  async finishReading(): Promise<void> {
    const reading = this.page.getByRole('progressbar', { name: 'Reading words in pictures' });
    await expect(reading).toBeVisible();
    await expect(reading).toBeHidden({ timeout: 120_000 });
  }

  async ask(query: string): Promise<void> {
    await this.search.fill(query);
    await this.answered(query);
  }

  async askWithPicture(path: string): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.page.getByRole('button', { name: 'Search by pictures' }).click();
    await (await chooser).setFiles(path);
  }

  async keepKind(name: string): Promise<void> {
    await this.page.getByRole('radio', { name, exact: true }).click();
  }

  async go(screen: 'Search' | 'Library' | 'Settings'): Promise<void> {
    await this.page.getByRole('link', { name: screen, exact: true }).click();
  }

  row(name: string) {
    return this.documents.getByRole('row').filter({ hasText: name });
  }

  /** Waits for the address to hold the query: the answer on show is then the query's own. */
  private async answered(query: string): Promise<void> {
    const escaped = new URLSearchParams({ q: query }).toString().slice(2);
    await expect(this.page).toHaveURL((url) => url.hash.includes(escaped));
    await this.page.waitForTimeout(400);
  }
}
