import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { RummagePage } from '../e2e/app';

/** Stands where a person's own Ollama or llama.cpp would: same protocol, over the network. */
function modelServer(answers: (prompt: string) => string): { server: Server; asked: string[] } {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Allow-Headers', '*');
    if (request.method === 'OPTIONS') return void response.end();
    if (request.url === '/v1/models') {
      return void response.end(JSON.stringify({ data: [{ id: 'test-model' }] }));
    }
    let body = '';
    request.on('data', (piece) => {
      body += piece;
    });
    request.on('end', () => {
      asked.push(body);
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      for (const content of answers(body).split(/(?<= )/)) {
        response.write(`data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`);
      }
      response.end('data: [DONE]\n\n');
    });
  });
  return { server, asked };
}

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer();
    server.listen(0, 'localhost', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

base('a model on a server writes, and what it makes up is marked', async ({ page }) => {
  const { server, asked } = modelServer((body) => {
    const number = /<source number=\\"(\d+)\\" name=\\"[^"]*recipes/.exec(body)?.[1] ?? '1';
    return `The lentil soup freezes well for three months [${number}]. It was invented in 1742 by Harald Nonesuch [${number}]. <img src=x> [link](https://evil.example) closes it [${number}].`;
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const address = `http://localhost:${(server.address() as AddressInfo).port}`;
  const outDir = mkdtempSync(join(tmpdir(), 'rummage-server-'));
  const env = { ...process.env, VITE_MODEL_SERVER: address };
  const port = await freePort();
  let app: ChildProcess | undefined;
  const requests: string[] = [];
  page.context().on('request', (request) => {
    if (request.url().startsWith('http')) requests.push(new URL(request.url()).origin);
  });
  try {
    const built = spawnSync(
      'npx',
      ['vite', 'build', '--outDir', outDir, '--emptyOutDir', '--logLevel', 'error'],
      { env },
    );
    expect(built.status).toBe(0);
    const args = [
      'vite',
      'preview',
      '--outDir',
      outDir,
      '--host',
      'localhost',
      '--port',
      `${port}`,
    ];
    app = spawn('npx', args, { env, detached: true, stdio: 'ignore' });
    const origin = `http://localhost:${port}`;
    await expect(async () => {
      expect((await fetch(origin)).headers.get('content-security-policy')).toContain(
        `connect-src 'self' ${address};`,
      );
    }).toPass();

    await page.goto(`${origin}/#/settings`);
    await page.getByText('A server you run').click();
    await expect(page.getByText(/leave this tab and go to/)).toContainText(address);
    await page.getByRole('combobox', { name: 'Model' }).selectOption('test-model');
    // Nothing was asked before a question was.
    expect(asked).toEqual([]);

    const rummage = new RummagePage(page);
    await page.goto(`${origin}/#/library`);
    await expect(rummage.encoder).toContainText('ready', { timeout: 60_000 });
    await rummage.addFiles(['public/samples/recipes.md']);
    await rummage.finishIndexing();
    await page.goto(
      `${origin}/#/ask?q=${encodeURIComponent('How long does the lentil soup keep?')}`,
    );
    const turn = page.locator('[data-turn="done"]');
    const answer = turn.locator('[data-answer-text]');
    await expect(answer).toContainText('Written by test-model on localhost', { timeout: 60_000 });
    const sentence = (text: string) => answer.locator('p').filter({ hasText: text });
    await expect(sentence('three months')).not.toContainText('Not found');
    await expect(sentence('three months').getByRole('button')).toHaveCount(1);
    await expect(sentence('1742')).toContainText(/Not found in its sources: .*1742/);
    await expect(answer.locator('img, a')).toHaveCount(0);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toContain('freezes well for three months');
    expect(new Set(requests)).toEqual(new Set([origin, address]));

    await base.step('a server that has gone leaves what is quoted', async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await page.getByRole('textbox', { name: 'Question' }).fill('How long do the lentils simmer?');
      await page.keyboard.press('Enter');
      const second = page.locator('[data-turn="done"]').nth(1);
      await expect(second).toContainText('could not write it', { timeout: 60_000 });
      await expect(second.locator('[data-answer-text]')).toContainText('twenty minutes');
    });
  } finally {
    if (app?.pid) process.kill(-app.pid);
    if (server.listening) server.close();
    rmSync(outDir, { recursive: true, force: true });
  }
});
