import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContextOptions, chromium } from '@playwright/test';
import { launchOptions } from '../../scripts/chromium.mjs';
import { RummagePage, test } from './app';

const emptyFolder = () => mkdtempSync(join(tmpdir(), 'rummage-profile-'));
const launch = (profile: string, options: BrowserContextOptions) =>
  chromium.launchPersistentContext(profile, {
    ...launchOptions(),
    // As in playwright.config.ts.
    serviceWorkers: 'block',
    ...options,
  });

/** Profile of a browser in which the samples were added; made for the first test that wants it. */
let profile: string | undefined;
process.on('exit', () => profile && rmSync(profile, { recursive: true, force: true }));

async function makeProfile(options: BrowserContextOptions): Promise<string> {
  const folder = emptyFolder();
  const context = await launch(folder, options);
  const app = new RummagePage(await context.newPage());
  await app.open();
  await app.addSamples();
  await app.finishReading();
  await context.close();
  return folder;
}

/** Tests that begin with the samples in the library, as on a later visit: each has a copy of it. */
export const testWithSamples = test.extend({
  readsWords: true,
  context: async ({ baseURL, viewport }, use) => {
    const options = { ...(baseURL && { baseURL }), viewport };
    profile ??= await makeProfile(options);
    const copy = emptyFolder();
    cpSync(profile, copy, { recursive: true });
    const context = await launch(copy, options);
    await use(context);
    await context.close();
    rmSync(copy, { recursive: true, force: true });
  },
});
