import { expect } from '../app';
import { type CleanRun, search, untilReady } from './clean-run';
import { differencesOf, halfIndexedOf } from './compare';
import { type Kind, scenarios } from './scenarios';

/** Cosine of an embedding with that of a clean run. */
const sameFrom = 0.9999;

/**
 * Kills the browser in the midst of something, opens it again, and expects that nothing that was
 * told to be kept is lost, that nothing is there by half, and that the index becomes that of a
 * clean run.
 *
 * @returns what it was in the midst of, and how much was told as done by then
 */
export async function runKill(
  kind: Kind,
  clean: CleanRun,
  random: () => number,
  baseURL: string,
): Promise<{ state: string; told: number }> {
  const { browser, lost, halfIndexed, state, told } = await scenarios[kind](clean, random, baseURL);
  try {
    expect(lost, state).toEqual([]);
    expect(halfIndexed, state).toEqual([]);
    // Whatever was not taken before, or was removed, comes now.
    await browser.app.addFiles(clean.files);
    await untilReady(browser, clean.files.length);
    const found = await search(browser, clean.files);
    expect(found, state).toEqual(clean.found);
    const stored = await browser.stored();
    const { differences, minCosine } = differencesOf(stored, clean.stored);
    expect(differences, state).toEqual([]);
    expect(halfIndexedOf(stored), state).toEqual([]);
    expect(minCosine, state).toBeGreaterThanOrEqual(sameFrom);
    return { state: `${state}; lowest cosine ${minCosine.toFixed(6)}`, told };
  } finally {
    await browser.close();
  }
}
