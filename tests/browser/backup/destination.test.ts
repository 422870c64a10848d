import { afterEach, expect, it } from 'vitest';
import { openDestination, removeExports } from '../../../src/workers/backup/destination';

const exportsLeft = async () => {
  const root = await navigator.storage.getDirectory();
  const names: string[] = [];
  const folder = await root.getDirectoryHandle('exports').catch(() => undefined);
  for await (const name of folder?.keys() ?? []) names.push(name);
  return names;
};
const bytes = (size: number) => new Uint8Array(size).map((_, i) => i % 251);

afterEach(removeExports);

it('a download is a file on disk, of small and large pieces in their order', async () => {
  const destination = await openDestination('a.zip', undefined);
  const pieces = [3, 1_500_000, 0, 700_000, 700_000, 5].map(bytes);
  for (const piece of pieces) await destination.sink.write(piece);
  const file = await destination.finish();
  expect(file).toBeInstanceOf(File);
  const whole = new Uint8Array(await new Blob(pieces).arrayBuffer());
  expect(new Uint8Array(await file!.arrayBuffer())).toEqual(whole);
  expect(await exportsLeft()).toHaveLength(1);
  await removeExports();
  expect(await exportsLeft()).toEqual([]);
});

it('one that was given up leaves nothing', async () => {
  const destination = await openDestination('a.zip', undefined);
  await destination.sink.write(bytes(2_000_000));
  await destination.abort();
  expect(await exportsLeft()).toEqual([]);
});

it('a file that was chosen has all of it at the end, and what it had before that', async () => {
  const root = await navigator.storage.getDirectory();
  const handle = await root.getFileHandle('chosen.zip', { create: true });
  const text = async () => (await handle.getFile()).text();
  const first = await openDestination('chosen.zip', handle);
  await first.sink.write(new TextEncoder().encode('first'));
  expect(await first.finish()).toBeUndefined();
  const second = await openDestination('chosen.zip', handle);
  await second.sink.write(new TextEncoder().encode('second'));
  expect(await text()).toBe('first');
  await second.abort();
  expect(await text()).toBe('first');
  await root.removeEntry('chosen.zip');
});
