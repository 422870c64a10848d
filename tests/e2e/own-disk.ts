import type { Page } from '@playwright/test';

/**
 * A folder of real files with real handles, in the part of the disk that the browser gives to a
 * page. Only the dialog in which a person picks a folder is stood in for: it cannot be driven.
 */
export class FolderOnDisk {
  constructor(
    private readonly page: Page,
    readonly name: string,
  ) {}

  /** From now on this is the folder that is picked. */
  async isPicked(inner = ''): Promise<void> {
    const stand = ([name, inner]: [string, string]) => {
      globalThis.showDirectoryPicker = async () => {
        const root = await navigator.storage.getDirectory();
        const folder = await root.getDirectoryHandle(name, { create: true });
        return inner ? folder.getDirectoryHandle(inner) : folder;
      };
    };
    await this.page.addInitScript(stand, [this.name, inner] as [string, string]);
    await this.page.evaluate(stand, [this.name, inner] as [string, string]);
  }

  /** Writes files by their paths. */
  async write(files: Record<string, string>): Promise<void> {
    await this.page.evaluate(
      async ([name, files]) => {
        const root = await navigator.storage.getDirectory();
        for (const [path, text] of Object.entries(files)) {
          const parts = [name, ...path.split('/')];
          const file = parts.pop()!;
          let folder = root;
          for (const part of parts)
            folder = await folder.getDirectoryHandle(part, { create: true });
          const handle = await folder.getFileHandle(file, { create: true });
          const stream = await handle.createWritable();
          await stream.write(text);
          await stream.close();
        }
      },
      [this.name, files] as const,
    );
  }

  async remove(...paths: string[]): Promise<void> {
    await this.page.evaluate(
      async ([name, paths]) => {
        const root = await navigator.storage.getDirectory();
        const folder = await root.getDirectoryHandle(name);
        for (const path of paths) await folder.removeEntry(path, { recursive: true });
      },
      [this.name, paths] as const,
    );
  }

  async rename(from: string, to: string): Promise<void> {
    await this.page.evaluate(
      async ([name, from, to]) => {
        const root = await navigator.storage.getDirectory();
        const folder = await root.getDirectoryHandle(name);
        const handle = await folder.getFileHandle(from);
        // Not yet in the DOM's types.
        await (handle as unknown as { move(name: string): Promise<void> }).move(to);
      },
      [this.name, from, to] as const,
    );
  }

  /** As if its drive was unplugged. */
  async goAway(): Promise<void> {
    await this.page.evaluate(async (name) => {
      const root = await navigator.storage.getDirectory();
      await root.removeEntry(name, { recursive: true });
    }, this.name);
  }
}

/** When each document was made ready, by the paths of its names. */
export function readyTimes(page: Page): Promise<Record<string, number>> {
  return page.evaluate(async () => {
    const open = indexedDB.open('rummage');
    await new Promise((resolve) => {
      open.onsuccess = resolve;
    });
    const all = open.result.transaction('documents').objectStore('documents').getAll();
    await new Promise((resolve) => {
      all.onsuccess = resolve;
    });
    open.result.close();
    const times = all.result.map(({ names, state }) => [
      names.map(({ path }: { path: string }) => path).join(' + '),
      state.readyAt,
    ]);
    return Object.fromEntries(times.sort());
  });
}
