import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type ViteDevServer } from 'vite';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'rummage-brought-'));
const models = join(folder, 'models');
const weights = Buffer.from(Uint8Array.from({ length: 70_000 }, (_, i) => i % 251));
const files = [{ path: 'onnx/text_model.onnx', bytes: weights.length, sha256: 'ab' }];
let server: ViteDevServer;

beforeAll(async () => {
  const served = join(folder, 'served');
  for (const path of [served, join(models, 'tiny/onnx'), join(models, 'on-its-way')]) {
    mkdirSync(path, { recursive: true });
  }
  writeFileSync(join(models, 'tiny/onnx/text_model.onnx'), weights);
  writeFileSync(join(models, 'tiny/files.json'), JSON.stringify({ files }));
  writeFileSync(join(models, 'on-its-way/config.json.part'), '{');
  // One beside the folder, and one that its name begins.
  writeFileSync(join(folder, 'package.json'), 'not to be told');
  mkdirSync(`${models}-others`);
  writeFileSync(join(`${models}-others`, 'package.json'), 'not to be told');

  vi.stubEnv('RUMMAGE_MODELS', models);
  const { broughtModels } = await import('../../scripts/brought-models.mjs');
  server = await createServer({
    configFile: false,
    root: served,
    appType: 'mpa',
    logLevel: 'silent',
    plugins: [broughtModels()],
    server: { port: 0, host: 'localhost', hmr: false, ws: false },
    optimizeDeps: { noDiscovery: true, include: [] },
  });
  await server.listen();
});

afterAll(async () => {
  await server.close();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** The path goes out as it is; `fetch` would take the dots out of it. */
async function ask(path: string): Promise<{ answer: IncomingMessage; body: Buffer }> {
  const { port } = server.httpServer!.address() as AddressInfo;
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const options = { host: 'localhost', port, path: `/models/brought/${path}` };
    get(options, resolve).on('error', reject);
  });
  const pieces: Buffer[] = [];
  for await (const piece of answer) pieces.push(piece);
  return { answer, body: Buffer.concat(pieces) };
}

it('lists what is whole', async () => {
  const { answer, body } = await ask('index.json');
  expect(answer.headers['content-type']).toBe('application/json');
  expect(JSON.parse(body.toString())).toEqual({ models: [{ name: 'tiny', files }] });
});

it('gives out a file of a model, byte for byte', async () => {
  const { answer, body } = await ask('tiny/onnx/text_model.onnx');
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['content-length']).toBe(String(weights.length));
  expect(body.equals(weights)).toBe(true);
});

it.each(['tiny/config.json', 'tiny/onnx', ''])('has nothing at “%s”', async (path) => {
  expect((await ask(path)).answer.statusCode).toBe(404);
});

it.each([
  '../package.json',
  '%2e%2e/package.json',
  '..%2fpackage.json',
  '%2e%2e%2fpackage.json',
  'tiny/..%2f..%2fpackage.json',
  '..%2fmodels-others%2fpackage.json',
])('gives out nothing of another folder: %s', async (path) => {
  const { answer, body } = await ask(path);
  expect(answer.statusCode).toBe(404);
  expect(body.toString()).not.toContain('not to be told');
});
