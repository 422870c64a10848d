import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');

/** The built app as a plain host has it: below a folder, with no header of its own, unpacked. */
export class StaticHost {
  private readonly changed = new Map<string, Buffer>();
  private readonly removed = new Set<string>();
  private sent = 0;
  private readonly server = createServer((request, response) => {
    const path = new URL(request.url!, 'http://x').pathname.slice(this.folder.length);
    const bytes = request.method === 'GET' ? this.read(path || 'index.html') : undefined;
    this.sent += bytes?.byteLength ?? 0;
    if (!bytes) return response.writeHead(404).end();
    const type = types[extname(path || 'index.html')] ?? 'application/octet-stream';
    // As GitHub Pages has it.
    const headers = { 'content-type': type, 'cache-control': 'max-age=600' };
    response.writeHead(200, headers).end(bytes);
  });

  /** Stays what it was when the host is stopped. */
  address = '';

  private constructor(private readonly folder: string) {}

  static async start(folder: string): Promise<StaticHost> {
    const host = new StaticHost(folder);
    await new Promise<void>((resolve) => host.server.listen(0, 'localhost', resolve));
    host.address = `http://localhost:${(host.server.address() as AddressInfo).port}${folder}`;
    return host;
  }

  /** Of all files so far. */
  get sentBytes(): number {
    return this.sent;
  }

  /** Another version, in which the page has another text and parts of the former are gone. */
  deploy(change: (page: string) => string, removed: RegExp): void {
    const former = this.read('index.html')!;
    const page = Buffer.from(change(former.toString()));
    const worker = this.read('service-worker.js')!.toString();
    this.changed.set('index.html', page);
    this.changed.set(
      'service-worker.js',
      Buffer.from(worker.replaceAll(sha256(former), sha256(page))),
    );
    for (const [path] of worker.matchAll(/assets\/[\w.-]+/g)) {
      if (removed.test(path)) this.removed.add(path);
    }
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }

  private read(path: string): Buffer | undefined {
    if (this.removed.has(path)) return undefined;
    try {
      return this.changed.get(path) ?? readFileSync(join('dist', path));
    } catch {
      return undefined;
    }
  }
}
