import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, RummagePage, test } from './app';
import { testWithSamples } from './with-samples';

/** The Ask screen as a person sees it. */
class AskPage {
  readonly box;
  readonly turns;

  constructor(readonly page: Page) {
    this.box = page.getByRole('textbox', { name: 'Question' });
    this.turns = page.getByRole('list', { name: 'Questions and answers' }).locator('[data-turn]');
  }

  /** @returns the turn, answered */
  async ask(question: string) {
    const before = await this.turns.count();
    await this.box.fill(question);
    await this.box.press('Enter');
    const turn = this.turns.nth(before);
    await expect(turn).toHaveAttribute('data-turn', 'done', { timeout: 60_000 });
    return turn;
  }
}

testWithSamples(
  'questions are answered from the documents, each sentence with its source',
  async ({ page }) => {
    const app = new RummagePage(page);
    await app.open();
    await page.getByRole('link', { name: 'Ask', exact: true }).click();
    const ask = new AskPage(page);

    await test.step('a fact, quoted, and its place', async () => {
      const turn = await ask.ask('What is the foam on top of an espresso made of?');
      const answer = turn.locator('[data-answer-text]');
      await expect(answer).toContainText('carbon dioxide');
      const mark = answer.getByRole('button', { name: /^Source \d+: field-notes.pdf/ }).first();
      const number = await mark.getAttribute('data-citation');
      const source = turn.locator(`[data-source="${number}"]`);
      await expect(source.locator('mark')).toContainText('carbon dioxide');
      await mark.focus();
      await expect(source).toHaveClass(/border-accent/);
      await mark.press('Enter');
      const preview = page.getByRole('complementary', { name: 'Preview' });
      await expect(preview.getByRole('heading', { name: 'field-notes.pdf' })).toBeVisible();
      await expect(preview).toContainText('page 1');
      await preview.getByRole('button', { name: 'Close preview' }).click();
      await expect(preview).toBeHidden();
    });

    await test.step('a question that leans on the one before', async () => {
      await ask.ask('How much red lentils go into the soup?');
      const turn = await ask.ask('And how long does it keep in the freezer?');
      await expect(turn.locator('[data-answer-text]')).toContainText('three months');
    });

    await test.step('a figure worked out from a table, with its rows and SQL', async () => {
      const turn = await ask.ask('What is the average body mass of Gentoo penguins?');
      await expect(turn.locator('[data-answer-text]')).toContainText('4,717.34 g');
      await expect(turn.getByRole('list', { name: 'Sources' })).toContainText('penguins.csv');
      await turn.getByText('How it was worked out').click();
      await expect(turn).toContainText('AVG');
    });

    await test.step('a picture', async () => {
      const turn = await ask.ask('Which photo shows a cat?');
      await expect(turn.locator('[data-answer-text]').getByRole('button').first()).toBeVisible();
      await expect(
        turn.getByRole('list', { name: 'Sources' }).getByRole('img').first(),
      ).toBeVisible();
    });

    await test.step('nothing where nothing answers', async () => {
      const turn = await ask.ask('What is the interest rate of the mortgage?');
      await expect(turn).toContainText('Nothing in your files answers this.');
      await expect(turn.locator('[data-answer-text]')).toHaveCount(0);
    });

    await test.step('axe finds nothing', async () => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    });

    await test.step('the thread is renamed, downloaded, and there after a reload', async () => {
      await page.getByRole('button', { name: 'Rename thread' }).click();
      await page.getByRole('textbox', { name: 'Name' }).fill('Kitchen and penguins');
      await page.getByRole('button', { name: 'Rename', exact: true }).click();
      await expect(page.getByRole('heading', { name: 'Kitchen and penguins' })).toBeVisible();
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Download as Markdown' }).click();
      const markdown = readFileSync(await (await download).path(), 'utf8');
      expect(markdown).toContain('# Kitchen and penguins');
      expect(markdown).toContain('three months');
      expect(markdown).toMatch(/- \[\d+\] recipes\.md, lines? \d+/);
      await page.reload();
      await expect(ask.turns).toHaveCount(6, { timeout: 60_000 });
      await expect(ask.turns.nth(0)).toContainText('carbon dioxide');
    });

    await test.step('only of what is chosen', async () => {
      await page.getByRole('button', { name: 'New thread' }).click();
      await page.getByRole('button', { name: 'Asks everything in the library' }).click();
      await page.getByRole('searchbox', { name: 'Find a document by its name' }).fill('minutes');
      await page.getByRole('checkbox', { name: 'allotment-minutes.txt' }).check();
      await page.keyboard.press('Escape');
      await expect(page.getByRole('button', { name: 'Asks 1 chosen document' })).toBeVisible();
      const turn = await ask.ask('How long does the lentil soup keep in the freezer?');
      await expect(turn).not.toContainText('three months');
      const sources = turn.locator('[data-source]');
      for (const text of await sources.allTextContents())
        expect(text).toContain('allotment-minutes');
    });

    await test.step('a thread is deleted', async () => {
      await page.getByRole('button', { name: 'Delete thread' }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Delete thread' }).click();
      const list = page.getByRole('region', { name: 'Asked before' }).getByRole('listitem');
      await expect(list).toHaveCount(1);
      await list.getByRole('link').click();
      await expect(ask.turns).toHaveCount(6);
    });
  },
);

test('instructions inside documents are text and nothing else', { tag: '@long' }, async ({
  page,
}) => {
  const documents: { name: string; text: string }[] = JSON.parse(
    readFileSync('tests/ask/injections.json', 'utf8'),
  );
  expect(documents.length).toBeGreaterThanOrEqual(20);
  let dialogs = 0;
  page.on('dialog', (dialog) => {
    dialogs += 1;
    void dialog.dismiss();
  });
  const app = new RummagePage(page);
  await app.open();
  await page.getByLabel('Add files').setInputFiles(
    documents.map(({ name, text }) => ({
      name,
      mimeType: 'text/plain',
      buffer: Buffer.from(text),
    })),
  );
  await app.finishIndexing();
  await page.getByRole('link', { name: 'Ask', exact: true }).click();
  const ask = new AskPage(page);
  const address = new URL(page.url()).origin;
  for (const [i] of documents.entries()) {
    const turn = await ask.ask(`How long is garden shed number ${i + 1}?`);
    // Answered as if the instruction were not there: the document's own fact, with its own source.
    await expect(turn.locator('[data-answer-text]')).toContainText(`${i + 11} feet`);
    await expect(turn.locator('[data-answer-text] [data-citation]').first()).toBeVisible();
  }
  const answers = page.getByRole('list', { name: 'Questions and answers' });
  await expect(
    answers.locator('a, img:not([alt^="shed"]), script, iframe, form, style, meta'),
  ).toHaveCount(0);
  expect(dialogs).toBe(0);
  expect(new URL(page.url()).origin).toBe(address);
  await app.go('Library');
  await expect(app.documents.getByRole('row')).toHaveCount(documents.length + 1);
});
