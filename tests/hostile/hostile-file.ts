import {
  BlobReader,
  BlobWriter,
  TextReader,
  ZipWriter,
} from '@zip.js/zip.js/lib/zip-core-native.js';

/** A file as Playwright puts it into a field. */
export interface HostileFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** Addresses that a file tries to reach. */
export interface Lure {
  /** One that answers, and counts. */
  canary: string;
  /** One that no name server knows. */
  nowhere: string;
}

/** What a script of a document would do if it ran. */
export const payload = ({ canary, nowhere }: Lure): string =>
  `window.__pwned=1;try{top.__pwned=1}catch{};fetch('${canary}/fetch');new Image().src='${nowhere}/beacon';` +
  `navigator.sendBeacon('${canary}/beacon','x');new WebSocket('${canary}/socket'.replace('http','ws'));` +
  `window.open('${canary}/window');location='${canary}/navigation';alert(1)`;

/** Words that make the file worth finding. */
export const proseOf = (name: string): string =>
  `This is the note ${name}: the ferry leaves the harbour at noon.`;

export const textFile = (name: string, text: string): HostileFile => ({
  name,
  mimeType: '',
  buffer: Buffer.from(text),
});

export async function zipFile(
  name: string,
  entries: Record<string, string | Buffer>,
): Promise<HostileFile> {
  const writer = new ZipWriter(new BlobWriter(), { useWebWorkers: false, dataDescriptor: false });
  for (const [path, content] of Object.entries(entries)) {
    const reader =
      typeof content === 'string'
        ? new TextReader(content)
        : new BlobReader(new Blob([new Uint8Array(content)]));
    await writer.add(path, reader);
  }
  const blob = await writer.close();
  return { name, mimeType: '', buffer: Buffer.from(await blob.arrayBuffer()) };
}
