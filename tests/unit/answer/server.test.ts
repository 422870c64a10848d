import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serverGenerator, serverModels } from '../../../src/answer';

describe('a server', () => {
  let server: Server;
  let address: string;
  const asked: Record<string, unknown>[] = [];
  /** How the server writes its three pieces. */
  let manner: 'well' | 'slowly' | 'breaking off' | 'failing' = 'well';

  beforeAll(async () => {
    server = createServer((request, response) => {
      if (request.url === '/v1/models') {
        response.end(JSON.stringify({ data: [{ id: 'small' }, { id: 'large' }] }));
        return;
      }
      if (request.url !== '/v1/chat/completions') {
        response.writeHead(404).end('{"error":"no such path"}');
        return;
      }
      let body = '';
      request.on('data', (piece) => {
        body += piece;
      });
      request.on('end', async () => {
        asked.push(JSON.parse(body));
        response.writeHead(200, { 'Content-Type': 'text/event-stream' });
        const failure = 'data: {"error":{"message":"out of memory"}}\n\n';
        const pieces = ['The shed ', 'is 12 ', 'feet “long” [1].'];
        const events = pieces.map(
          (content) => `data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`,
        );
        // Cut where no event ends, as networks do.
        const bytes = Buffer.from(
          `${events.join('')}${manner === 'failing' ? failure : ''}data: [DONE]\n\n`,
        );
        for (let at = 0; at < bytes.length; at += 37) {
          response.write(bytes.subarray(at, at + 37));
          await new Promise((resolve) => setTimeout(resolve, manner === 'slowly' ? 200 : 1));
          if (manner === 'breaking off' && at > 80) return void response.destroy();
        }
        response.end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
    address = `http://localhost:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  const generate = (signal = new AbortController().signal, texts: string[] = []) =>
    serverGenerator({ address, model: 'small', contextTokens: 4096 }).generate(
      { system: 'Rules', user: 'Question' },
      { signal, onText: (text) => texts.push(text) },
    );

  it('tells its models', async () => {
    expect(await serverModels(address)).toEqual(['small', 'large']);
  });

  it('streams, however its answer is cut', async () => {
    const texts: string[] = [];
    expect(await generate(undefined, texts)).toBe('The shed is 12 feet “long” [1].');
    expect(texts).toEqual(['The shed ', 'The shed is 12 ', 'The shed is 12 feet “long” [1].']);
    expect(asked.at(-1)).toMatchObject({
      model: 'small',
      stream: true,
      messages: [
        { role: 'system', content: 'Rules' },
        { role: 'user', content: 'Question' },
      ],
    });
  });

  it('is stopped', async () => {
    manner = 'slowly';
    const controller = new AbortController();
    const running = generate(controller.signal);
    setTimeout(() => controller.abort(), 100);
    await expect(running).rejects.toThrow();
    manner = 'well';
  });

  it('that answers with an error says so', async () => {
    const broken = serverGenerator({ address: `${address}/nothing`, model: 'x', contextTokens: 1 });
    const options = { signal: new AbortController().signal, onText: () => {} };
    await expect(broken.generate({ system: '', user: '' }, options)).rejects.toThrow(
      `the server at ${address}/nothing answers with 404 (no such path)`,
    );
  });

  it('that breaks off, fails while it writes, or is not there says so', async () => {
    manner = 'breaking off';
    const texts: string[] = [];
    await expect(generate(undefined, texts)).rejects.toThrow(/^the connection to .* broke off/);
    expect(texts).toContain('The shed ');
    manner = 'failing';
    await expect(generate()).rejects.toThrow('the server stopped writing: out of memory');
    manner = 'well';
    const nobody = 'http://localhost:1';
    await expect(serverModels(nobody)).rejects.toThrow(`nothing answers at ${nobody}`);
  });

  it('with slow tokens streams each as it comes', async () => {
    manner = 'slowly';
    const times: number[] = [];
    const options = { signal: new AbortController().signal, onText: () => times.push(Date.now()) };
    const slow = serverGenerator({ address, model: 'small', contextTokens: 4096 });
    expect(await slow.generate({ system: '', user: '' }, options)).toContain('12 feet');
    expect(times.at(-1)! - times[0]!).toBeGreaterThan(200);
    manner = 'well';
  });
});
