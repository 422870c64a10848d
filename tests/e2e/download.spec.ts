import { createHash } from 'node:crypto';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, type Route, test } from '@playwright/test';
import { dualEncoderFiles } from '../tiny-dual-encoder/write.mjs';
import { expectFitsPhone } from './app';

const repo = 'someone/tiny-hub-clip';
const revision = '0123456789abcdef0123456789abcdef01234567';
const slow = 'onnx/vision_model_quantized.onnx';

const files = new Map(
  Array.from(
    dualEncoderFiles('clip', { seed: 3, precisions: ['fp32', 'q8'] }),
    ([path, content]) => [path, Buffer.from(content)],
  ),
);

/** What the hub does with a request for a file, in turn; without one, it gives what was asked for. */
type Answer = (route: Route, content: Buffer, from: number) => Promise<void>;

/** Speaks as the hub does: a model's revision, its files with their hashes, and ranges of them. */
class Hub {
  readonly asked: { path: string; range: string | undefined }[] = [];
  readonly answers = new Map<string, Answer[]>();

  constructor(page: Page) {
    void page.route('https://huggingface.co/**', (route) => this.answer(route));
  }

  private async answer(route: Route): Promise<void> {
    const { pathname } = new URL(route.request().url());
    if (pathname === `/api/models/${repo}`) return json(route, { sha: revision });
    if (pathname === `/api/models/${repo}/tree/${revision}`) return json(route, this.tree());
    const prefix = `/${repo}/resolve/${revision}/`;
    const path = pathname.startsWith(prefix) ? pathname.slice(prefix.length) : '';
    const content = files.get(path);
    if (!content) return route.fulfill({ status: 404, headers: cors });
    const { range } = route.request().headers();
    this.asked.push({ path, range });
    const from = Number(/bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0);
    const [next] = this.answers.get(path)?.splice(0, 1) ?? [];
    return (next ?? give)(route, content, from);
  }

  private tree() {
    return Array.from(files, ([path, content]) => ({
      type: 'file',
      path,
      size: content.length,
      oid: createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex'),
      ...(path.endsWith('.onnx') && {
        lfs: { oid: createHash('sha256').update(content).digest('hex'), size: content.length },
      }),
    }));
  }
}

const cors = { 'access-control-allow-origin': '*' };
const json = (route: Route, value: unknown) =>
  route.fulfill({ json: value, headers: { ...cors, 'content-type': 'application/json' } });
const give: Answer = (route, content, from) =>
  route.fulfill({
    status: from > 0 ? 206 : 200,
    headers: { ...cors, 'content-range': `bytes ${from}-${content.length - 1}/${content.length}` },
    body: content.subarray(from),
  });
const giveHalf: Answer = (route, content, from) =>
  give(route, content.subarray(0, from + Math.ceil((content.length - from) / 2)), from);

test('a model is fetched over breaks, a pause, a reload and a wrong file, and used', async ({
  page,
}) => {
  const elsewhere: string[] = [];
  const scripts: Promise<string>[] = [];
  const breaches: string[] = [];
  page.on('request', (request) => {
    const { hostname } = new URL(request.url());
    if (hostname !== 'localhost') elsewhere.push(`${hostname} from ${page.url()}`);
  });
  page.on('response', (response) => {
    if (page.url().includes('download.html') && response.url().endsWith('.js')) {
      scripts.push(response.text());
    }
  });
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) breaches.push(message.text());
  });
  const hub = new Hub(page);
  const held = Promise.withResolvers<void>();
  hub.answers.set('onnx/text_model_quantized.onnx', [
    giveHalf,
    (route) => route.abort('connectionreset'),
  ]);
  hub.answers.set(slow, [
    giveHalf,
    async (route) => {
      await held.promise;
      await route.abort().catch(() => {});
    },
  ]);

  const download = page.getByRole('list', { name: 'Downloads' }).getByRole('listitem');
  await test.step('it is looked up, with what it takes', async () => {
    await page.goto('/download.html');
    await page.getByLabel(/by its name on the hub/).fill(repo);
    await page.getByRole('button', { name: 'Look it up' }).click();
    const offer = page.getByRole('group', { name: repo });
    await expect(offer).toContainText('8 bits, for processors, 0.0 MB');
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await expectFitsPhone(page);
    await offer.getByRole('button', { name: 'Download' }).click();
  });

  await test.step('it is paused, and is where it was after a reload', async () => {
    await expect.poll(() => hub.asked.filter(({ path }) => path === slow).length).toBe(2);
    await download.getByRole('button', { name: 'Pause' }).click();
    await expect(download).toContainText('Paused at');
    held.resolve();
    await page.reload();
    await expect(download).toContainText('Paused at');
  });

  await test.step('a file that is another is told of, and fetched again', async () => {
    const wrong: Answer = (route, content, from) =>
      give(route, Buffer.from(content.map((byte) => byte ^ 1)), from);
    hub.answers.set(slow, [wrong]);
    await download.getByRole('button', { name: 'Resume' }).click();
    await expect(download.getByRole('alert')).toContainText(
      `${slow} is not the file that the hub lists`,
    );
    await download.getByRole('button', { name: 'Resume' }).click();
    await expect(download).toContainText('All of it is here and verified.');
  });

  await test.step('nothing was fetched twice that was there', () => {
    const ranges = (path: string) =>
      hub.asked.filter((one) => one.path === path).map(({ range }) => range);
    const half = (path: string) => `bytes=${Math.ceil(files.get(path)!.length / 2)}-`;
    const text = 'onnx/text_model_quantized.onnx';
    expect(ranges(text)).toEqual([undefined, half(text), half(text)]);
    expect(ranges(slow)).toEqual([undefined, half(slow), half(slow), undefined]);
    expect(ranges('tokenizer.json')).toEqual([undefined]);
  });

  await test.step('the page has no code that reads the library', async () => {
    const code = (await Promise.all(scripts)).join('\n');
    expect(code).toContain('huggingface.co');
    expect(code).not.toContain('indexedDB');
  });

  const before = elsewhere.length;
  await test.step('the app checks it, and contacts nobody', async () => {
    await download.getByRole('link', { name: 'Check and use it in Settings' }).click();
    const section = page.getByRole('region', { name: 'Models', exact: true });
    await section.getByRole('button', { name: 'Check tiny-hub-clip' }).click();
    await expect(section).toContainText('tiny-hub-clip works on this computer.', {
      timeout: 60_000,
    });
    await expect(
      section.getByRole('button', { name: 'Use tiny-hub-clip', exact: true }),
    ).toBeVisible();
  });
  expect(elsewhere.slice(before)).toEqual([]);
  expect(new Set(elsewhere.map((one) => one.split(' ')[0]))).toEqual(new Set(['huggingface.co']));
  expect(breaches).toEqual([]);
});

test('a model that would not run here is refused before anything is fetched', async ({ page }) => {
  await page.route('https://huggingface.co/**', (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname.endsWith('/someone/gone')) return route.fulfill({ status: 401, headers: cors });
    if (pathname.includes('/tree/')) {
      return json(route, [{ type: 'file', path: 'config.json', size: 2, oid: 'x' }]);
    }
    if (pathname.endsWith('config.json')) return json(route, { model_type: 'llama' });
    return json(route, { sha: revision });
  });
  await page.goto('/download.html');
  const lookUp = async (name: string) => {
    await page.getByLabel(/by its name on the hub/).fill(name);
    await page.getByRole('button', { name: 'Look it up' }).click();
  };
  const status = page.getByRole('status');
  await lookUp('nonsense');
  await expect(status).toHaveText('A model’s name reads owner/name.');
  await lookUp('someone/gone');
  await expect(status).toContainText('has no public model someone/gone');
  await lookUp('someone/llama');
  await expect(status).toContainText('Models of the kind “llama” do not run here');
});
