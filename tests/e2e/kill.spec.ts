import { randomNumbers } from '../../src/core';
import { expect, test } from './app';
import { makeCleanRun } from './kill/clean-run';
import { runKill } from './kill/run-kill';

const files = ['recipes.md', 'IMG_2041.jpg', 'IMG_2058.jpg', 'IMG_2063.jpg', 'scan-003.jpg'];

// 30 kills, of everything that writes, are in tests/long, where some must have been in the midst of it.
test('nothing is lost when the browser is killed while it indexes and removes', async ({
  baseURL,
}) => {
  test.skip(process.platform === 'win32', 'there is no SIGKILL, and no list of processes');
  const seed = Number(process.env.RUMMAGE_SEED ?? Date.now() % 1_000_000);
  console.log(`RUMMAGE_SEED=${seed}`);
  const random = randomNumbers(seed);
  const paths = files.map((name) => `public/samples/${name}`);
  const clean = await makeCleanRun(paths, baseURL!);
  expect(clean.stored.documents).toHaveLength(files.length);
  for (const kind of ['ingest', 'delete'] as const) {
    const { state } = await runKill(kind, clean, random, baseURL!);
    console.log(`${kind}: ${state}`);
  }
});
