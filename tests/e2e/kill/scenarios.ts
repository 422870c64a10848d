import { expect } from '../app';
import { adapterFile, adapterName } from './adapter';
import { type CleanRun, copyOf, emptyFolder, untilReady } from './clean-run';
import { halfIndexedOf, lostOf } from './compare';
import { MortalBrowser } from './mortal-browser';
import { makeOlder } from './old-version';

export type Kind = 'ingest' | 'delete' | 'migrate' | 'teach';

/** What is wrong on the disk after a kill, before the app has seen it again. */
export interface Aftermath {
  lost: string[];
  halfIndexed: string[];
  /** In a few words, what it was in the midst of. */
  state: string;
  /** How much was told as done by then: a kill before all work tests nothing. */
  told: number;
}

export interface Killed extends Aftermath {
  /** Opened again on the same profile; the app is open on the Library. */
  browser: MortalBrowser;
}

/** A number from 0 up to 1. */
type Random = () => number;

type Scenario = (clean: CleanRun, random: Random, baseURL: string) => Promise<Killed>;

/** Opens what a kill has left, looks at it past the app, then opens the app. */
async function reopen(
  profile: string,
  baseURL: string,
  judge: (stored: Awaited<ReturnType<MortalBrowser['stored']>>) => Aftermath,
): Promise<Killed> {
  const browser = await MortalBrowser.launch(profile, baseURL);
  const aftermath = judge(await browser.stored());
  await browser.app.open('#/library');
  return { browser, ...aftermath };
}

const ingest: Scenario = async ({ files, ms }, random, baseURL) => {
  const profile = emptyFolder();
  const browser = await MortalBrowser.launch(profile, baseURL);
  await browser.app.open('#/library');
  const work = () => browser.app.addFiles(files);
  const seen = (await browser.killDuring(work, random() * ms, () => browser.seen())) ?? [];
  const told = seen.filter((one) => one.isReady).length;
  return reopen(profile, baseURL, (stored) => ({
    lost: lostOf(seen, stored),
    halfIndexed: halfIndexedOf(stored),
    state: `${seen.length} files told as taken, ${told} as ready`,
    told,
  }));
};

/** All at once, or one after the other. */
const remove: Scenario = async ({ profile: full, stored: before, openMs }, random, baseURL) => {
  const profile = copyOf(full);
  const browser = await MortalBrowser.launch(profile, baseURL);
  await browser.app.open('#/library');
  const { page } = browser;
  await untilReady(browser, before.documents.length);
  const isBulk = random() < 0.4;
  const asked: string[] = [];
  const confirm = () =>
    page
      .getByRole('alertdialog')
      .getByRole('button', { name: /^Remove/ })
      .click();
  const work = async () => {
    if (isBulk) {
      await page.getByRole('checkbox', { name: 'Choose all' }).click({ force: true });
      asked.push(...before.documents.map(({ path }) => path));
      await page
        .getByRole('button', { name: /^Remove/ })
        .first()
        .click();
      return confirm();
    }
    for (const { path } of before.documents) {
      asked.push(path);
      await page.getByRole('button', { name: `Remove ${path}`, exact: true }).click();
      await confirm();
    }
  };
  const seen = await browser.killDuring(work, random() * 3 * openMs, () => browser.seen());
  const shown = new Set((seen ?? []).map(({ path }) => path));
  // Told as removed: asked for, and shown no more.
  const gone = seen ? asked.filter((path) => !shown.has(path)) : [];
  return reopen(profile, baseURL, (stored) => {
    const left = new Set(stored.documents.map(({ path }) => path));
    const kept = before.documents.filter(({ path }) => !asked.includes(path));
    const keptSeen = kept.map(({ path }) => ({ path, isReady: true }));
    return {
      lost: [
        ...lostOf(keptSeen, stored),
        ...gone.filter((path) => left.has(path)).map((path) => `${path} came back`),
      ],
      halfIndexed: halfIndexedOf(stored),
      state: `${gone.length} told as removed${isBulk ? ' at once' : ''}, ${left.size} left`,
      told: gone.length,
    };
  });
};

const oldVersions = [1, 3, 4, 5];
const threadCount = 3000;

const migrate: Scenario = async ({ profile: full, stored: before, openMs }, random, baseURL) => {
  const profile = copyOf(full);
  const browser = await MortalBrowser.launch(profile, baseURL);
  const version = oldVersions[Math.floor(random() * oldVersions.length)]!;
  await browser.page.goto('/icon.svg');
  await browser.page.evaluate(makeOlder, { version, threadCount });
  const older = await browser.stored();
  expect(older.version).toBe(version);
  const work = () => browser.page.goto('/#/library');
  const look = () => browser.seen();
  const seen = (await browser.killDuring(work, random() * 2 * openMs, look)) ?? [];
  return reopen(profile, baseURL, (stored) => ({
    lost: [
      ...lostOf(
        before.documents.map(({ path }) => ({ path, isReady: true })),
        stored,
      ),
      ...(stored.threadCount === older.threadCount ? [] : ['threads are gone']),
      ...([version, before.version].includes(stored.version) ? [] : [`at ${stored.version}`]),
    ],
    halfIndexed: halfIndexedOf(stored),
    state: `from version ${version}, at ${stored.version} then, ${seen.length} files shown`,
    told: Number(stored.version !== version),
  }));
};

/** An adapter is kept and switched on. */
const teach: Scenario = async ({ profile: full, stored: before }, random, baseURL) => {
  const profile = copyOf(full);
  const browser = await MortalBrowser.launch(profile, baseURL);
  await browser.app.open('#/lab/teach');
  const { page } = browser;
  const buffer = await adapterFile(before);
  const chosen = page.getByRole('radio', { name: `with “${adapterName}”` });
  const work = async () => {
    // Both fail when the browser is gone.
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: 'Import an adapter' }).click(),
    ]);
    const name = 'survivor.safetensors';
    await chooser.setFiles({ name, mimeType: 'application/octet-stream', buffer });
    await page.getByText(`with “${adapterName}”`).click();
  };
  const look = async () => {
    const isKept = (await chosen.count()) > 0;
    return { isKept, isOn: isKept && (await chosen.isChecked({ timeout: 1000 })) };
  };
  const seen = await browser.killDuring(work, random() * 1500, look);
  return reopen(profile, baseURL, (stored) => {
    const adapter = stored.adapters.find(({ name }) => name === adapterName);
    const { dims } = before.model!;
    const isWhole = !adapter || Math.abs(adapter.sum - 1e-6 * dims * dims) < 1e-3;
    return {
      lost: [
        ...lostOf(
          before.documents.map(({ path }) => ({ path, isReady: true })),
          stored,
        ),
        ...(seen?.isKept && !adapter ? ['the adapter is gone'] : []),
        ...(seen?.isOn && !adapter?.isOn ? ['the adapter is off'] : []),
      ],
      halfIndexed: [...halfIndexedOf(stored), ...(isWhole ? [] : ['half an adapter'])],
      state: `told as ${seen?.isOn ? 'on' : seen?.isKept ? 'kept' : 'nothing yet'}, ${
        adapter ? (adapter.isOn ? 'on' : 'kept') : 'not'
      } there`,
      told: Number(Boolean(seen?.isKept)),
    };
  });
};

export const scenarios: Record<Kind, Scenario> = { ingest, delete: remove, migrate, teach };
