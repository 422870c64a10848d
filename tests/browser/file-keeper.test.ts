import { beforeEach, describe, expect, it } from 'vitest';
import type { Built, BuiltFile } from '../../src/service-worker/built';
import { FileKeeper } from '../../src/service-worker/file-keeper';

const scope = 'https://example.org/tools/rummage/';

async function hash(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A build of files by their content. */
async function build(
  contents: Record<string, string>,
  policy = "default-src 'self'",
): Promise<Built> {
  const files = await Promise.all(
    Object.entries(contents).map(
      async ([path, text]): Promise<BuiltFile> => ({
        path,
        bytes: text.length,
        sha256: [await hash(text)],
        when: path === 'index.html' ? 'install' : path === 'large' ? 'use' : 'background',
      }),
    ),
  );
  const usual = { 'Content-Security-Policy': policy };
  const byPath = { 'other.html': { 'Content-Security-Policy': 'of another page' } };
  return { files, headers: { usual, byPath }, headersVersion: await hash(policy) };
}

/** What the network has, and what it was asked for. */
class Network {
  readonly asked: string[] = [];
  constructor(private readonly contents: Record<string, string | Error>) {}

  get = async ({ url, cache }: Request): Promise<Response> => {
    const path = url.slice(scope.length) || 'index.html';
    this.asked.push(path);
    const text = this.contents[cache === 'reload' ? `new ${path}` : path] ?? this.contents[path];
    if (text instanceof Error) throw text;
    return new Response(text, { status: text === undefined ? 404 : 200 });
  };
}

async function ask(keeper: FileKeeper, path: string) {
  const work: Promise<unknown>[] = [];
  const request = new Request(scope + path);
  const response = await keeper.answer(path || 'index.html', request, (one) => work.push(one));
  const text = await response.text();
  await Promise.all(work);
  return { text, status: response.status, csp: response.headers.get('content-security-policy') };
}

const contents = { 'index.html': 'page', 'a.js': 'a', 'b.js': 'b', large: 'large' };
const down = new TypeError('Failed to fetch');
const gone = Object.fromEntries(Object.keys(contents).map((path) => [path, down]));

beforeEach(async () => {
  for (const name of await caches.keys()) await caches.delete(name);
});

describe('files of a build', () => {
  it('are kept on their way to the page, and answer when the network is gone', async () => {
    const built = await build(contents);
    const online = new FileKeeper(built, scope, new Network(contents).get);
    expect(await ask(online, 'large')).toMatchObject({ text: 'large', csp: "default-src 'self'" });
    const offline = new FileKeeper(built, scope, new Network(gone).get);
    expect(await ask(offline, 'large')).toMatchObject({ text: 'large', csp: "default-src 'self'" });
    await expect(ask(offline, 'a.js')).rejects.toThrow('Failed to fetch');
  });

  it('are saved one and all, except what is kept on use', async () => {
    const network = new Network(contents);
    const keeper = new FileKeeper(await build(contents), scope, network.get);
    await keeper.install(false);
    expect(await keeper.state()).toMatchObject({ savedFiles: 1, totalFiles: 3, savedBytes: 4 });
    await keeper.saveAll();
    expect(await keeper.state()).toMatchObject({ savedFiles: 3, savedBytes: 6, fault: undefined });
    expect(network.asked.sort()).toEqual(['a.js', 'b.js', 'index.html']);
  });

  it('are not kept where they differ from the build, and are asked for past what the browser has', async () => {
    const built = await build(contents);
    const broken = new Network({ ...contents, 'a.js': 'cut' });
    const keeper = new FileKeeper(built, scope, broken.get);
    expect((await ask(keeper, 'a.js')).text).toBe('cut');
    await keeper.saveAll();
    expect(await keeper.state()).toMatchObject({ savedFiles: 2, fault: 'broken' });
    const stale = new Network({ ...contents, 'a.js': 'cut', 'new a.js': 'a' });
    const other = new FileKeeper(built, scope, stale.get);
    await other.saveAll();
    expect(await other.state()).toMatchObject({ savedFiles: 3, fault: undefined });
    expect((await ask(other, 'a.js')).text).toBe('a');
  });

  it('stop being saved when the server does not answer, and go on later', async () => {
    const built = await build(contents);
    const keeper = new FileKeeper(built, scope, new Network({ ...contents, 'b.js': down }).get);
    await keeper.saveAll();
    expect(await keeper.state()).toMatchObject({ fault: 'unreachable' });
    const later = new FileKeeper(built, scope, new Network(contents).get);
    await later.saveAll();
    expect(await later.state()).toMatchObject({ savedFiles: 3, fault: undefined });
  });

  it('of packed kind may come unpacked', async () => {
    const built = await build({ 'index.html': 'page', 'x.gz': 'packed' });
    built.files[1]!.sha256.push(await hash('what is in it'));
    const keeper = new FileKeeper(built, scope, new Network({ 'x.gz': 'what is in it' }).get);
    await keeper.saveAll();
    expect((await ask(keeper, 'x.gz')).text).toBe('what is in it');
    expect(await keeper.state()).toMatchObject({ savedFiles: 1 });
  });
});

describe('two versions', () => {
  const next = { 'index.html': 'page 2', 'a.js': 'a', 'c.js': 'c' };

  it('share what did not change; each answers with its own, until the former is swept away', async () => {
    const former = new FileKeeper(await build(contents), scope, new Network(contents).get);
    await former.saveAll();
    const network = new Network(next);
    const latter = new FileKeeper(await build(next), scope, network.get);
    await latter.install(true);
    expect(network.asked.sort()).toEqual(['c.js', 'index.html']);
    expect((await ask(former, '')).text).toBe('page');
    expect((await ask(latter, '')).text).toBe('page 2');
    // A tab of the former asks for a part that the latter has not.
    expect((await ask(latter, 'b.js')).text).toBe('b');
    await latter.sweep();
    expect((await ask(latter, 'b.js')).status).toBe(404);
    expect((await ask(latter, 'a.js')).text).toBe('a');
  });

  it('with other headers share files, not headers', async () => {
    await new FileKeeper(await build(contents), scope, new Network(contents).get).saveAll();
    const network = new Network({});
    const latter = new FileKeeper(await build(contents, 'wider'), scope, network.get);
    await latter.saveAll();
    expect(network.asked).toEqual([]);
    expect((await ask(latter, 'a.js')).csp).toBe('wider');
  });

  it('are installed whole or not at all', async () => {
    const latter = new FileKeeper(await build(next), scope, new Network({ 'a.js': 'a' }).get);
    await expect(latter.install(true)).rejects.toThrow();
  });
});

describe('headers', () => {
  it('are those of the path, also of what is no file of the build', async () => {
    const network = new Network({ 'other.html': 'other', 'x.txt': 'x' });
    const keeper = new FileKeeper(await build(contents), scope, network.get);
    expect((await ask(keeper, 'other.html')).csp).toBe('of another page');
    expect((await ask(keeper, 'x.txt')).csp).toBe("default-src 'self'");
    expect(await ask(keeper, 'missing')).toMatchObject({ status: 404, csp: "default-src 'self'" });
  });
});
