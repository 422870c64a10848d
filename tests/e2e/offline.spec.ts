import { preview } from 'vite';
import { expect, RummagePage, test } from './app';

test('with the server stopped the open tab still indexes and searches', { tag: '@long' }, async ({
  page,
}) => {
  const server = await preview({ preview: { port: 0, host: 'localhost' }, logLevel: 'silent' });
  const address = server.resolvedUrls!.local[0]!;
  const app = new RummagePage(page);
  await page.goto(address);
  await expect(app.encoder).toContainText('ready');
  await app.addFiles(['public/samples/IMG_2041.jpg']);
  await app.finishIndexing();

  await server.close();
  await expect(async () => {
    await expect(fetch(address)).rejects.toThrow();
  }).toPass();

  await app.addFiles(['public/samples/field-notes.pdf', 'public/samples/penguins.csv']);
  await app.finishIndexing();
  await app.ask('why was the launch postponed');
  await expect(app.matches.first().getByRole('heading').first()).toHaveText('field-notes.pdf');
  await expect(app.matches.first()).toContainText('page 3');
  await app.ask('chinstrap penguin body mass in grams');
  await expect(app.matches.first().getByRole('heading').first()).toHaveText('penguins.csv');
});

test('every answer of the server carries the policy and the isolation', async ({ page }) => {
  const responses: { url: string; headers: Record<string, string> }[] = [];
  page.context().on('response', (response) => {
    responses.push({ url: response.url(), headers: response.headers() });
  });
  const app = new RummagePage(page);
  await app.open();
  await app.addFiles(['public/samples/IMG_2041.jpg']);
  await app.finishIndexing();
  const ours = responses.filter(({ url }) => url.startsWith('http'));
  expect(ours.filter(({ url }) => /worker/.test(url)).length).toBeGreaterThanOrEqual(3);
  for (const { url, headers } of ours) {
    expect(headers['content-security-policy'], url).toContain("connect-src 'self'");
    expect(headers['cross-origin-embedder-policy'], url).toBe('require-corp');
  }
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
});
