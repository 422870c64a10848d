import { randomNumbers } from '../../src/core';
import { expect, test } from '../e2e/app';
import { makeCleanRun } from '../e2e/kill/clean-run';
import { filesToIndex } from '../e2e/kill/own-files';
import { runKill } from '../e2e/kill/run-kill';
import type { Kind } from '../e2e/kill/scenarios';

const killsOf: Record<Kind, number> = { ingest: 12, delete: 7, migrate: 6, teach: 5 };

/** RUMMAGE_SEED repeats a run. */
const seed = Number(process.env.RUMMAGE_SEED ?? Date.now() % 1_000_000);

test('nothing is lost when the browser is killed at 30 random moments', async ({ baseURL }) => {
  test.skip(process.platform === 'win32', 'there is no SIGKILL, and no list of processes');
  test.setTimeout(7_200_000);
  console.log(`RUMMAGE_SEED=${seed}`);
  const random = randomNumbers(seed);
  const clean = await test.step('a clean run', () => makeCleanRun(filesToIndex(), baseURL!));
  const faults: string[] = [];
  const toldOf: Record<Kind, number> = { ingest: 0, delete: 0, migrate: 0, teach: 0 };
  for (const [kind, count] of Object.entries(killsOf) as [Kind, number][]) {
    for (let i = 1; i <= count; i++) {
      await test.step(`${kind} ${i}`, async () => {
        try {
          const { state, told } = await runKill(kind, clean, random, baseURL!);
          toldOf[kind] += told;
          console.log(`${kind} ${i}: ${state}`);
        } catch (error) {
          // All are run: what one kill finds tells little about the others.
          faults.push(`${kind} ${i}: ${error}`);
          console.log(`${kind} ${i}: ${error}`);
        }
      });
    }
  }
  expect(faults).toEqual([]);
  for (const [kind, told] of Object.entries(toldOf)) {
    expect(told, `told as done before a kill: ${kind}`).toBeGreaterThan(0);
  }
});
