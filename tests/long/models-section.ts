import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { test } from '../e2e/app';
import { type dualEncoderFiles, writeDualEncoder } from '../tiny-dual-encoder/write.mjs';

export type EncoderOptions = Parameters<typeof dualEncoderFiles>[1];

/** A folder for the models of a file of tests, gone after them. */
export function modelsFolder() {
  let folder: string;
  test.beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'rummage-encoders-'));
  });
  test.afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const pathOf = (name: string) => join(folder, name);
  return {
    pathOf,
    /** Writes a tiny model. @returns its folder */
    write(name: string, kind: 'clip' | 'siglip', options: EncoderOptions): string {
      writeDualEncoder(pathOf(name), kind, options);
      return pathOf(name);
    },
  };
}

/** Settings → Models. */
export const section = (page: Page) => page.getByRole('region', { name: 'Models', exact: true });
export const encoder = (page: Page) => page.getByRole('region', { name: 'Encoder' });
export const status = (page: Page) => section(page).getByRole('status');
export const model = (page: Page, name: string) =>
  section(page).getByRole('listitem').filter({ hasText: name });

/** Names of the models of which any file is kept. */
export const keptModels = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const names: string[] = [];
    const folder = await root.getDirectoryHandle('models', { create: true });
    for await (const name of folder.keys()) names.push(name);
    return names;
  });
