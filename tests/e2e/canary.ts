import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContext } from '@playwright/test';

export interface Canary {
  /** "http://127.0.0.1:PORT". */
  address: string;
  /** "METHOD URL" of everything that arrived. */
  hits: string[];
  close: () => Promise<void>;
}

/** Chromium itself asks there about fields to fill in, of any page; no page can keep it from that. */
const browsersOwn = 'content-autofill.googleapis.com:443';

/**
 * A server that answers whatever comes, from any page, and notes it. It is a proxy as well: a
 * browser that is sent through it shows every request to every host, whoever in it makes them.
 */
export async function startCanary(): Promise<Canary> {
  const hits: string[] = [];
  const server = createServer((request, response) => {
    hits.push(`${request.method} ${request.url}`);
    response.writeHead(200, {
      'Access-Control-Allow-Origin': '*',
      'Cross-Origin-Resource-Policy': 'cross-origin',
    });
    response.end('window.__pwned = 1;');
  });
  // HTTPS and web sockets begin so.
  server.on('connect', (request, socket) => {
    if (request.url !== browsersOwn) hits.push(`CONNECT ${request.url}`);
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  server.on('upgrade', (request, socket) => {
    hits.push(`UPGRADE ${request.url}`);
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { address: `http://127.0.0.1:${port}`, hits, close };
}

/** Requests of a context to other hosts, and breaches of the policy, in pages and in workers. */
export function watchAttempts(context: BrowserContext): string[] {
  const attempts: string[] = [];
  context.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    const isOurs = ['data:', 'blob:'].includes(protocol) || hostname === 'localhost';
    if (!isOurs) attempts.push(request.url());
  });
  context.on('console', (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) attempts.push(message.text());
  });
  return attempts;
}
