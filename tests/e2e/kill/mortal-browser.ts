import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { launchOptions } from '../../../scripts/chromium.mjs';
import { RummagePage } from '../app';
import type { SeenDocument } from './compare';
import { readStored, type StoredLibrary } from './stored-library';

/** High enough that every row of the Library is drawn. */
const viewport = { width: 1280, height: 4000 };

const lookEveryMs = 50;

/** A browser on a profile of its own that can be killed as a crash or a power cut ends it. */
export class MortalBrowser {
  private constructor(
    readonly context: BrowserContext,
    readonly app: RummagePage,
    private readonly profile: string,
  ) {}

  static async launch(profile: string, baseURL: string): Promise<MortalBrowser> {
    const context = await chromium.launchPersistentContext(profile, {
      ...launchOptions(),
      baseURL,
      viewport,
      // As in playwright.config.ts.
      serviceWorkers: 'block',
    });
    await context.addInitScript(() => localStorage.setItem('rummage.ocr', 'off'));
    const page = context.pages()[0] ?? (await context.newPage());
    return new MortalBrowser(context, new RummagePage(page), profile);
  }

  get page(): Page {
    return this.app.page;
  }

  /** Ends every process of it with SIGKILL: none gets to write or tidy up anything. */
  async kill(): Promise<void> {
    const closed = new Promise((resolve) => this.context.once('close', resolve));
    const processes = commandLines().filter(({ line }) =>
      line.includes(`--user-data-dir=${this.profile}`),
    );
    if (processes.length === 0) throw new Error('the browser is not running');
    for (const { pid } of processes) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // Gone with one that was killed before it.
      }
    }
    await closed;
  }

  async close(): Promise<void> {
    await this.context.close();
  }

  /** What is on the disk. The app is not opened, or left. */
  async stored(): Promise<StoredLibrary> {
    await this.page.goto('/icon.svg');
    return this.page.evaluate(readStored);
  }

  /** What the Library shows now. */
  seen(): Promise<SeenDocument[]> {
    return this.page.evaluate(() => {
      const rows = [...document.querySelectorAll('table[aria-label="Documents"] tbody tr')];
      return rows.flatMap((row) => {
        const path = row.querySelector('input[type=checkbox]')?.getAttribute('aria-label');
        return path
          ? [{ path: path.replace(/^Choose /, ''), isReady: /Ready/.test(row.textContent ?? '') }]
          : [];
      });
    });
  }

  /**
   * Does something and kills the browser in the midst of it.
   *
   * @param look at what is told to the person
   * @returns what was seen last before the end; undefined where nothing was
   */
  async killDuring<T>(
    work: () => Promise<unknown>,
    afterMs: number,
    look: () => Promise<T>,
  ): Promise<T | undefined> {
    let isOver = false;
    let last: T | undefined;
    const watch = async () => {
      while (!isOver) {
        try {
          last = await look();
        } catch {
          // Another page is being loaded, or the browser is gone.
        }
        // Looking takes from the work.
        await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
      }
    };
    const watching = watch();
    // Fails when the browser is gone, as it should. That it did something is told by `told`.
    const working = work().catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    await this.kill();
    isOver = true;
    await Promise.all([watching, working]);
    return last;
  }
}

/** Of all processes that can be seen. */
function commandLines(): { pid: number; line: string }[] {
  if (!existsSync('/proc/self/cmdline')) {
    const lines = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' }).split('\n');
    return lines.map((line) => ({ pid: Number.parseInt(line, 10), line }));
  }
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.flatMap((name) => {
    try {
      const line = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
      return [{ pid: Number(name), line }];
    } catch {
      // It ended meanwhile.
      return [];
    }
  });
}
