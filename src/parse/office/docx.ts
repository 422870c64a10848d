import type { Archive } from '../archive';
import type { TextBlock } from '../passages';
import { BlockBuilder, TableText } from './block-builder';
import { type Attributes, readXml } from './xml';

/** Parts that are read after the text, each under a heading of its own. */
const further: readonly [path: RegExp, heading: string][] = [
  [/^word\/footnotes\.xml$/, 'Footnotes'],
  [/^word\/endnotes\.xml$/, 'Endnotes'],
  [/^word\/comments\.xml$/, 'Comments'],
  [/^word\/header\d*\.xml$/, 'Page headers'],
  [/^word\/footer\d*\.xml$/, 'Page footers'],
];

/** The paragraphs of a DOCX (ECMA-376, part 1, section 17); undefined where it has no text part. */
export async function docxBlocks(archive: Archive): Promise<TextBlock<number>[] | undefined> {
  const source = await archive.text('word/document.xml');
  if (source === undefined) return undefined;
  const headings = headingStyles((await archive.text('word/styles.xml')) ?? '');
  const builder = new BlockBuilder();
  readParagraphs(source, headings, builder);
  for (const [path, heading] of further) {
    const texts = [];
    for (const one of archive.paths.filter((name) => path.test(name))) {
      const own = new BlockBuilder();
      readParagraphs((await archive.text(one)) ?? '', new Set(), own);
      texts.push(...own.blocks.map(({ text }) => text));
    }
    // Headers of several sections often say the same.
    const distinct = [...new Set(texts)];
    if (distinct.length > 0) builder.add(heading);
    builder.end(true);
    for (const text of distinct) {
      builder.add(text);
      builder.end();
    }
  }
  return builder.blocks;
}

/** Ids of the styles that make a heading, by their names, which are the same in every language. */
function headingStyles(source: string): ReadonlySet<string> {
  const ids = new Set<string>();
  let id = '';
  readXml(source, {
    open: (name, attributes) => {
      if (name === 'w:style') id = attributes['w:styleId'] ?? '';
      const isHeading = /^(heading \d|title|subtitle)$/i.test(attributes['w:val'] ?? '');
      if (name === 'w:name' && isHeading) ids.add(id);
      if (name === 'w:outlineLvl' && Number(attributes['w:val']) < 9) ids.add(id);
    },
  });
  return ids;
}

function readParagraphs(source: string, headings: ReadonlySet<string>, builder: BlockBuilder) {
  const table = new TableText(builder);
  let isHeading = false;
  let isText = false;
  let skipped = 0;
  const open: Record<string, (attributes: Attributes) => void> = {
    'w:p': () => {
      isHeading = false;
    },
    'w:pStyle': (attributes) => {
      isHeading = headings.has(attributes['w:val'] ?? '');
    },
    'w:t': () => {
      isText = true;
    },
    'w:tab': () => builder.add('\t'),
    'w:br': () => builder.add('\n'),
    'w:tbl': () => table.open(),
    // What older programs show instead; it says the same again.
    'mc:Fallback': () => {
      skipped += 1;
    },
  };
  const close: Record<string, () => void> = {
    'w:p': () => (table.isInside ? builder.add(' ') : builder.end(isHeading)),
    'w:t': () => {
      isText = false;
    },
    'w:tc': () => table.endCell(),
    'w:tr': () => table.endRow(),
    'w:tbl': () => table.close(),
    'mc:Fallback': () => {
      skipped -= 1;
    },
  };
  readXml(source, {
    open: (name, attributes) => open[name]?.(attributes),
    text: (text) => {
      if (isText && skipped === 0) builder.add(text);
    },
    close: (name) => close[name]?.(),
  });
  builder.end();
}
