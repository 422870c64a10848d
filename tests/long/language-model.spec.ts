import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, expectNoFindings, RummagePage, test } from '../e2e/app';
import { expectedWords, writeLanguageModel } from '../tiny-language-model.mjs';

/** Weights by chance: with these it writes a few words and ends, with those it goes on and on. */
const seeds = { ends: 27520, goesOn: 12 };
const question = 'How long does the lentil soup keep?';

let folder: string;
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rummage-models-'));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Options = Parameters<typeof writeLanguageModel>[1];

function modelFolder(name: string, options: Options): string {
  const path = join(folder, name);
  writeLanguageModel(path, options);
  return path;
}

/** Adds a model in Settings, where it says what came of it. */
async function addModel(page: Page, path: string) {
  await page.goto('/#/settings');
  await page.getByText('A model of your own').click();
  await page.getByLabel('Add a model folder').setInputFiles(path);
}

const section = (page: Page) => page.getByRole('region', { name: 'Language model' });
const model = (page: Page, name: string) => section(page).getByRole('radio', { name });

async function ask(page: Page, text = question) {
  await page.goto(`/#/ask?q=${encodeURIComponent(text)}`);
}

test('a model in a folder is tried, writes, is stopped, and says what it cannot read', async ({
  page,
}) => {
  const rummage = new RummagePage(page);
  await rummage.open();
  await rummage.addFiles(['public/samples/recipes.md']);
  await rummage.finishIndexing();
  const answer = page.locator('[data-turn="done"] [data-answer-text]');

  await test.step('it is loaded, and writes what its weights say', async () => {
    await addModel(page, modelFolder('Tiny', { seed: seeds.ends }));
    await expect(model(page, 'Tiny')).toBeChecked();
    await expect(section(page)).toContainText('reads 4,096 tokens at once');
    await expectNoFindings(page);
    await ask(page);
    await expect(answer).toContainText(/Written by Tiny from the sources, \d+ tokens a second/);
    const words = expectedWords(seeds.ends, 400);
    const written = (await answer.locator('p').allTextContents()).slice(0, -1).join(' ');
    for (const word of words.filter((one) => /^\w/.test(one))) expect(written).toContain(word);
    // The numbers of its sources became marks.
    await expect(answer.locator('[data-citation="1"]')).toHaveCount(1);
    await expect(answer.locator('[data-citation="2"]')).toHaveCount(1);
    // Words by chance stand in no source.
    await expect(answer).toContainText('Not found in its sources');
  });

  await test.step('it is there after a reload, loaded only when it is asked', async () => {
    await page.reload();
    await expect(rummage.encoder).toContainText('ready', { timeout: 60_000 });
    const loads: string[] = [];
    page.on('worker', (worker) => loads.push(worker.url()));
    await page.goto('/#/settings');
    await expect(model(page, 'Tiny')).toBeChecked();
    expect(loads.filter((url) => url.includes('language-model'))).toEqual([]);
    await ask(page);
    await expect(answer).toContainText('Written by Tiny');
    expect(loads.filter((url) => url.includes('language-model'))).toHaveLength(1);
  });

  await test.step('its text comes word by word and is stopped; what is quoted stays', async () => {
    await addModel(page, modelFolder('Endless', { seed: seeds.goesOn }));
    await expect(model(page, 'Endless')).toBeChecked();
    await ask(page);
    const writing = page.locator('[data-writing]');
    await expect(writing).toContainText(expectedWords(seeds.goesOn, 8).join(' '));
    await page.getByRole('button', { name: 'Stop' }).click();
    await expect(answer).toContainText('three months');
    await expect(answer).not.toContainText('Written by');
    // The worker heard it: it is there, and writes again.
    await ask(page, 'How long do the lentils simmer?');
    await expect(writing).toContainText(expectedWords(seeds.goesOn, 8).join(' '));
    await page.getByRole('button', { name: 'Stop' }).click();
    await expect(answer).toContainText('twenty minutes');
  });

  await test.step('a model with too little room is told of, and nothing is cut', async () => {
    await addModel(page, modelFolder('Short', { seed: seeds.ends, contextTokens: 500 }));
    await expect(model(page, 'Short')).toBeChecked();
    await ask(page);
    const turn = page.locator('[data-turn="done"]');
    await expect(turn).toContainText(
      /Short could not write it: the question with its shortest source and the answer take \d+ tokens, but the model can read 500/,
    );
    await expect(answer).toContainText('three months');
  });

  await test.step('a model is removed, and answers are quoted again', async () => {
    await page.goto('/#/settings');
    await page.getByRole('button', { name: 'Remove Short' }).click();
    await expect(model(page, 'Short')).toHaveCount(0);
    await ask(page);
    await expect(answer).toContainText('three months');
    await expect(answer).not.toContainText('Written by');
  });
});

test('a folder that holds no model that runs is refused with its reason', async ({ page }) => {
  const rummage = new RummagePage(page);
  await rummage.open();
  const refused = section(page).getByRole('status');

  await addModel(page, 'public/samples');
  await expect(refused).toHaveText('This is no model: the folder has no config.json.');

  const broken = modelFolder('Broken', { seed: 1 });
  truncateSync(join(broken, 'onnx', 'model.onnx'), 900);
  await addModel(page, broken);
  await expect(refused).toContainText('It cannot be loaded');

  const numbers = modelFolder('Undefined', { seed: 1, isUndefined: true });
  await addModel(page, numbers);
  await expect(refused).toContainText('the model computes undefined numbers on this device');

  const kind = { model_type: 'quuxformer', architectures: ['QuuxformerForCausalLM'] };
  await addModel(page, modelFolder('Unknown', { seed: 1, config: kind }));
  await expect(refused).toHaveText('Models of the kind “quuxformer” do not run here.');

  const words = modelFolder('Wordless', { seed: 1 });
  writeFileSync(join(words, 'tokenizer.json'), 'no tokenizer');
  await addModel(page, words);
  await expect(refused).toContainText('It cannot be loaded');

  // None of them was kept.
  await page.reload();
  await page.goto('/#/settings');
  await expect(section(page).getByText('tokens at once')).toHaveCount(0);
});
