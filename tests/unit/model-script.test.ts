import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { broughtList } from '../../scripts/brought-models.mjs';
import { dualEncoderFiles, writeDualEncoder } from '../tiny-dual-encoder/write.mjs';

const repo = 'someone/tiny-clip';
const files = new Map(
  Array.from(dualEncoderFiles('clip', { seed: 5, precisions: ['fp32', 'q8'] }), ([path, text]) => [
    path,
    Buffer.from(text),
  ]),
);
const text = 'onnx/text_model_quantized.onnx';
const vision = 'onnx/vision_model_quantized.onnx';

const folder = mkdtempSync(join(tmpdir(), 'rummage-model-script-'));
const models = join(folder, 'models');
let server: Server;
const asked: string[] = [];
/** What is wrong with the next answer for a file. */
const faults = new Map<string, 'breaks' | 'lies' | 'is longer'>();

beforeAll(async () => {
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url!, 'http://x');
    if (pathname === `/api/models/${repo}`) return response.end(JSON.stringify({ sha: 'abc' }));
    if (pathname.includes('/tree/abc')) return response.end(JSON.stringify(tree()));
    const path = pathname.replace(`/${repo}/resolve/abc/`, '');
    const content = files.get(path);
    if (!content) return response.writeHead(404).end();
    const { range } = request.headers;
    asked.push(`${path} ${range ?? ''}`.trim());
    const fault = faults.get(path);
    faults.delete(path);
    // As of a host that knows no ranges.
    if (fault === 'is longer') return response.end(Buffer.concat([content, content]));
    const from = Number(/bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0);
    const rest = content.subarray(from);
    response.writeHead(from > 0 ? 206 : 200, { 'content-length': rest.length });
    if (fault === 'lies') return response.end(rest.map((byte) => byte ^ 1));
    if (fault !== 'breaks') return response.end(rest);
    response.write(rest.subarray(0, 100), () => setTimeout(() => response.destroy(), 50));
  });
  await new Promise<void>((done) => server.listen(0, 'localhost', done));
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const tree = () =>
  Array.from(files, ([path, content]) => ({
    type: 'file',
    path,
    size: content.length,
    oid: createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex'),
    ...(path.endsWith('.onnx') && {
      lfs: { oid: createHash('sha256').update(content).digest('hex'), size: content.length },
    }),
  }));

function run(...args: string[]): Promise<{ code: number | null; output: string }> {
  const hub = `http://localhost:${(server.address() as AddressInfo).port}`;
  const child = spawn('node', ['scripts/model.mjs', ...args, '--hub', hub], {
    env: { ...process.env, RUMMAGE_MODELS: models },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data));
  return new Promise((done) => child.on('close', (code) => done({ code, output })));
}

it('fetches a model over a break, refuses a wrong file, and goes on', async () => {
  faults.set(text, 'breaks');
  faults.set(vision, 'lies');
  const first = await run('add', repo, '--precision', 'q8');
  expect(first.code).toBe(1);
  expect(first.output).toContain(`${vision} is not the file that the hub lists`);
  expect(asked).toContain(`${text} bytes=100-`);
  expect(broughtList(models).models).toEqual([]);

  asked.length = 0;
  const second = await run('add', repo, '--precision', 'q8');
  expect(second).toMatchObject({ code: 0 });
  // What was there is not fetched again; the config says what there is to fetch.
  expect(asked).toEqual(['config.json', vision]);
  const [model] = broughtList(models).models;
  expect(model.name).toBe('tiny-clip');
  for (const { path, sha256 } of model.files) {
    const content = readFileSync(join(models, 'tiny-clip', path));
    expect(content.equals(files.get(path)!), path).toBe(true);
    expect(sha256).toBe(createHash('sha256').update(content).digest('hex'));
  }
  expect(existsSync(join(models, 'tiny-clip/onnx/text_model.onnx'))).toBe(false);

  asked.length = 0;
  writeFileSync(join(models, 'tiny-clip', vision), 'of another version');
  expect(await run('add', repo, '--precision', 'q8')).toMatchObject({ code: 0 });
  expect(asked).toEqual(['config.json', vision]);
  expect(readFileSync(join(models, 'tiny-clip', vision)).equals(files.get(vision)!)).toBe(true);
}, 60_000);

it('gives up on a file that is not as long as it is listed', async () => {
  await run('remove', 'tiny-clip');
  faults.set(text, 'is longer');
  asked.length = 0;
  const { code, output } = await run('add', repo, '--precision', 'q8');
  expect(code).toBe(1);
  const { length } = files.get(text)!;
  expect(output).toContain(`has ${2 * length} bytes, not the ${length} that the hub lists`);
  expect(asked.filter((one) => one.startsWith(text))).toEqual([text]);
}, 60_000);

it('copies a folder, and says what is wrong with another', async () => {
  writeDualEncoder(join(folder, 'own-siglip'), 'siglip', { seed: 1 });
  expect(await run('add', join(folder, 'own-siglip'))).toMatchObject({ code: 0 });
  expect(broughtList(models).models.map(({ name }) => name)).toContain('own-siglip');
  expect(await run('remove', 'own-siglip')).toMatchObject({ code: 0 });
  expect(broughtList(models).models.map(({ name }) => name)).not.toContain('own-siglip');
  const refused = await run('add', 'public/samples');
  expect(refused.output).toContain('has no config.json');
  expect((await run('add', 'nonsense')).output).toContain('which has: clip-vit-base-patch32');
}, 60_000);
