import { randomNumbers } from '../../src/core';
import { expect, test } from './app';
import { makeCleanRun } from './kill/clean-run';
import { runKill } from './kill/run-kill';

const files = ['recipes.md', 'IMG_2041.jpg', 'IMG_2058.jpg', 'IMG_2063.jpg', 'scan-003.jpg'];

// 30 kills, of everything that writes, are in tests/long.
test('nothing is lost when the browser is killed while it indexes and removes', async ({
  baseURL,
}) => {
  const seed = Number(process.env.RUMMAGE_SEED ?? Date.now() % 1_000_000);
  console.log(`RUMMAGE_SEED=${seed}`);
  const random = randomNumbers(seed);
  const paths = files.map((name) => `public/samples/${name}`);
  const clean = await makeCleanRun(paths, baseURL!);
  expect(clean.stored.documents).toHaveLength(files.length);
  console.log(`ingest: ${await runKill('ingest', clean, random, baseURL!)}`);
  console.log(`delete: ${await runKill('delete', clean, random, baseURL!)}`);
});
