import { issue } from '../../core';
import { type Archive, ArchiveError } from '../archive';
import { readBlocks } from '../html';
import type { TextBlock } from '../passages';
import { readXml, resolvePath } from './xml';

/** Path of the file that lists what the book is made of; undefined where there is none. */
export async function epubPackage(archive: Archive): Promise<string | undefined> {
  let path: string | undefined;
  readXml((await archive.text('META-INF/container.xml')) ?? '', {
    open: (name, attributes) => {
      if (name === 'rootfile') path ??= attributes['full-path'];
    },
  });
  return path;
}

/** The chapters of an EPUB in reading order (W3C EPUB 3.3); undefined where it has none. */
export async function epubChapters(archive: Archive): Promise<TextBlock<number>[][] | undefined> {
  const path = await epubPackage(archive);
  const source = path && (await archive.text(path));
  if (!path || !source) return undefined;
  const files = new Map<string, string>();
  const order: string[] = [];
  readXml(source, {
    open: (name, { id, href, idref }) => {
      if (name.endsWith('item') && id && href) files.set(id, href);
      if (name.endsWith('itemref') && idref) order.push(idref);
    },
  });
  const chapters: TextBlock<number>[][] = [];
  for (const id of order) {
    const href = files.get(id);
    const page = href && (await archive.text(resolvePath(path, decodePath(href))));
    if (page) chapters.push(readBlocks(page).blocks);
  }
  const isLocked = archive.has('META-INF/rights.xml') || archive.has('META-INF/license.lcpl');
  if (chapters.length === 0 && isLocked) throw new ArchiveError(locked);
  return chapters;
}

function decodePath(href: string): string {
  try {
    return decodeURIComponent(href);
  } catch {
    return href;
  }
}

const locked = issue(
  'encrypted',
  'This book is locked by its shop, and only the shop’s own program can read it.',
  'Add a copy without that lock, if you have one.',
);
