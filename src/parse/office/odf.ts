import { type Archive, ArchiveError, encryptedIssue } from '../archive';
import type { TextBlock } from '../passages';
import { BlockBuilder, TableText } from './block-builder';
import { readXml } from './xml';

/**
 * The text of an ODT, or of an ODP by its slides (OASIS OpenDocument 1.3); undefined where it has
 * no text part.
 *
 * @throws {ArchiveError} where it is encrypted
 */
export async function odfSections(archive: Archive): Promise<TextBlock<number>[][] | undefined> {
  const manifest = (await archive.text('META-INF/manifest.xml')) ?? '';
  if (/<manifest:encryption-data\b/.test(manifest)) throw new ArchiveError(encryptedIssue);
  const source = await archive.text('content.xml');
  return source === undefined ? undefined : readContent(source);
}

/** Elements whose text is not of the document: who changed what, and what it stood for before. */
const hidden = new Set(['text:tracked-changes', 'office:annotation', 'text:ruby-text']);

function readContent(source: string): TextBlock<number>[][] {
  let builder = new BlockBuilder();
  let table = new TableText(builder);
  const sections = [builder];
  let depth = 0;
  let skipped = 0;
  readXml(source, {
    open: (name, attributes) => {
      if (hidden.has(name)) skipped += 1;
      else if (name === 'text:p' || name === 'text:h') depth += 1;
      else if (name === 'text:s')
        builder.add(' '.repeat(Math.min(80, Number(attributes['text:c'] ?? 1))));
      else if (name === 'text:tab') builder.add('\t');
      else if (name === 'text:line-break') builder.add('\n');
      else if (name === 'table:table') table.open();
      else if (name === 'draw:page') {
        builder = new BlockBuilder();
        table = new TableText(builder);
        sections.push(builder);
      }
    },
    text: (text) => {
      // Outside of paragraphs there are only the spaces between elements.
      if (depth > 0 && skipped === 0) builder.add(text.replace(/\s+/g, ' '));
    },
    close: (name) => {
      if (hidden.has(name)) skipped -= 1;
      else if (name === 'text:p' || name === 'text:h') {
        depth -= 1;
        if (table.isInside) builder.add(' ');
        else if (depth === 0) builder.end(name === 'text:h');
      } else if (name === 'table:table-cell') table.endCell();
      else if (name === 'table:table-row') table.endRow();
      else if (name === 'table:table') table.close();
    },
  });
  builder.end();
  // What stands before the first slide of a presentation is no slide.
  return sections.length > 1 ? sections.slice(1).map(({ blocks }) => blocks) : [builder.blocks];
}
