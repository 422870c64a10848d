import { readFileSync } from 'node:fs';
import {
  BlobReader,
  BlobWriter,
  TextReader,
  ZipWriter,
} from '@zip.js/zip.js/lib/zip-core-native.js';
import { describe, expect, it } from 'vitest';
import { describeLocator, type Metadata } from '../../src/core';
import { identify, parse, unpack } from '../../src/parse';
import { archiveLimits } from '../../src/parse/archive';

const folder = 'tests/e2e/fixtures/office';
const fixture = (name: string) => new Blob([readFileSync(`${folder}/${name}`)]);

async function zipOf(entries: Record<string, string | Blob>, password?: string): Promise<Blob> {
  const writer = new ZipWriter(new BlobWriter(), {
    useWebWorkers: false,
    ...(password && { password }),
  });
  for (const [path, content] of Object.entries(entries)) {
    const reader = typeof content === 'string' ? new TextReader(content) : new BlobReader(content);
    await writer.add(path, reader);
  }
  return writer.close();
}

/** Passages as "place | heading | text", with what else is known; or why there are none. */
async function passagesOf(file: Blob, name: string) {
  const identified = await identify(file, name);
  if (!identified.ok) return { issue: identified.issue };
  if ('container' in identified) return { container: identified.container };
  const passages: string[] = [];
  let metadata: Metadata = {};
  for await (const step of parse(file, name, identified.format, {} as never)) {
    if (step.phase === 'failed') return { issue: step.issue };
    if (step.phase === 'end') metadata = step.summary.metadata;
    else {
      for (const { chunk } of step.chunks) {
        passages.push(`${describeLocator(chunk.locator)} | ${chunk.heading ?? ''} | ${chunk.text}`);
      }
    }
  }
  return { format: identified.format, passages, metadata };
}

async function unpacked(file: Blob, name: string) {
  const identified = await identify(file, name);
  if (!identified.ok || !('container' in identified)) throw new Error(`${name} holds nothing`);
  const { files, refused } = await unpack(file, name, identified.container);
  const texts = files.map(async (one) => [one.path, await one.file.text()] as const);
  return { files: Object.fromEntries(await Promise.all(texts)), refused };
}

describe('text documents of office programs', () => {
  it('DOCX: headings, paragraphs, tables, page headers, title and author', async () => {
    expect(await passagesOf(fixture('lighthouse.docx'), 'lighthouse.docx')).toEqual({
      format: 'docx',
      passages: [
        'paragraph 2 | The lamp | The lamp of the lighthouse is cleaned every second Tuesday with vinegar and a soft cloth.',
        'paragraphs 4–7 | The stairs | There are 217 steps; the handrail was painted red in 2019.\nPart | Supplier\nFresnel lens | Optik Bremen\nFoghorn | Harmsen & Sons',
        'paragraph 13 | Page headers | Harbour office',
      ],
      metadata: { Title: 'Lighthouse maintenance', Author: 'A. Keeper' },
    });
  });

  it('DOCX: deleted text, field codes and fallbacks are left out, breaks and footnotes are not', async () => {
    const paragraph = (inner: string) => `<w:p>${inner}</w:p>`;
    const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
    const body = [
      paragraph(`<w:pPr><w:pStyle w:val="Kop1"/></w:pPr>${run('Fees')}`),
      paragraph(
        `${run('Due ')}<w:del><w:r><w:delText>never</w:delText></w:r></w:del>${run('in May &amp; June')}`,
      ),
      paragraph(
        `<w:r><w:instrText>PAGE</w:instrText></w:r>${run('one')}<w:r><w:br/></w:r>${run('two')}`,
      ),
      paragraph(
        `<mc:AlternateContent><mc:Choice>${run('boxed')}</mc:Choice><mc:Fallback>${run('boxed')}</mc:Fallback></mc:AlternateContent>`,
      ),
    ];
    const file = await zipOf({
      'word/document.xml': `<?xml version="1.0"?><w:document><w:body>${body.join('')}</w:body></w:document>`,
      'word/styles.xml':
        '<w:styles><w:style w:styleId="Kop1"><w:name w:val="heading 1"/></w:style></w:styles>',
      'word/footnotes.xml': `<w:footnotes>${paragraph(run('By order of 1990'))}</w:footnotes>`,
    });
    expect((await passagesOf(file, 'x.docx')).passages).toEqual([
      'paragraphs 2–4 | Fees | Due in May & June\none\ntwo\nboxed',
      'paragraph 7 | Footnotes | By order of 1990',
    ]);
  });

  it('PPTX: a passage a slide, with its title, table and notes', async () => {
    expect(await passagesOf(fixture('bees.pptx'), 'bees.pptx')).toEqual({
      format: 'pptx',
      passages: [
        'slide 1 | Beekeeping for beginners | An evening course',
        'slide 2 | When to harvest honey | Wait until the combs are four fifths capped\nBring the jar of thyme honey to taste.',
        'slide 3 | Costs | Hive | 180 euros\nSmoker | 35 euros',
      ],
      metadata: { Title: 'Beekeeping', Author: 'B. Hive', Slides: 3 },
    });
  });

  it('ODT and ODP: headings, tables, slides', async () => {
    expect(await passagesOf(fixture('choir.odt'), 'choir.odt')).toEqual({
      format: 'odt',
      passages: [
        'paragraphs 2–5 | Rehearsals | The choir sings on Thursdays in the old granary.\nVoice | Singers\nSoprano | fourteen\nBass | nine',
      ],
      metadata: { Title: 'Choir', Author: 'C. Alto' },
    });
    expect(await passagesOf(fixture('buses.odp'), 'buses.odp')).toEqual({
      format: 'odp',
      passages: [
        'slide 1 |  | Night buses of the city',
        'slide 2 |  | Line N7 stops at the observatory',
      ],
      metadata: { Slides: 2 },
    });
  });

  it('EPUB: chapters in reading order', async () => {
    expect(await passagesOf(fixture('salt-road.epub'), 'salt-road.epub')).toEqual({
      format: 'epub',
      passages: [
        'chapter 1 | Departure | The caravan left the oasis before dawn with forty camels.',
        'chapter 2 | The well | At the well of Tamrit they found a brass astrolabe in the sand.',
      ],
      metadata: { Title: 'The salt road', Author: 'D. Mule' },
    });
  });
});

describe('files that hold others', () => {
  it('a workbook: each sheet as a table, dates as dates, a header of two rows as one', async () => {
    const { files } = await unpacked(fixture('harbour.xlsx'), 'harbour.xlsx');
    expect(files).toEqual({
      'harbour · Orders.csv':
        'Order,Placed,Region,Amount,Share\r\nA-100,2024-03-01,North,120.5,25.0%\r\nA-101,2024-03-09,South,80,50.0%\r\nA-102,2024-04-02,North,310,12.5%',
      'harbour · Plan.csv': 'Item,2024 Q1,2024 Q2,2025 Q1,2025 Q2\r\nTea,3,4,5,6\r\nSalt,1,1,2,2',
    });
  });

  it('XLS and ODS of one sheet keep their names', async () => {
    expect((await unpacked(fixture('ferries.xls'), 'ferries.xls')).files).toEqual({
      'ferries.csv': 'Ferry,Seats\r\nMona,240\r\nVela,96',
    });
    expect((await unpacked(fixture('birds.ods'), 'birds.ods')).files).toEqual({
      'birds.csv': 'Bird,Count\r\nGull,41\r\nTern,7',
    });
  });

  it('a Parquet file: its rows, compressed as they are, dates as dates', async () => {
    expect((await unpacked(fixture('weather.parquet'), 'weather.parquet')).files).toEqual({
      'weather.csv':
        'station,measured,degrees,count,ok,at\r\nKiel,2024-05-01,11.5,3,true,2024-05-01 06:30\r\nJena,2024-05-02,14.25,4,false,2024-05-02 07:00\r\nBonn,,13,5,,',
    });
    const cut = fixture('weather.parquet').slice(0, 900);
    const { container } = await passagesOf(cut, 'weather.parquet');
    expect((await unpack(cut, 'weather.parquet', container!)).refused).toMatchObject([
      { issue: { code: 'corrupt' } },
    ]);
  });

  it('a message: its text with who wrote when, and its attachment', async () => {
    const { files } = await unpacked(fixture('fees.eml'), 'fees.eml');
    expect(Object.keys(files)).toEqual(['fees.txt', 'fees/berths.csv']);
    expect(files['fees.txt']).toMatch(
      /^Subject: Mooring fees\nFrom: Port <port@example.org>\nTo: Kim <kim@example.org>\nDate: 2024-03-05.*\n\nDear Kim,\n\nthe mooring fee/,
    );
    expect(files['fees/berths.csv']).toMatch(/^berth;metres\r?\nA1;9/);
  });

  it('a mailbox: each message, also one that only has HTML', async () => {
    const mailbox = [
      'From a@b.c Mon Jan 1 00:00:00 2024\nSubject: One/two\n\nFirst.\n>From the quay\n',
      'From a@b.c Mon Jan 1 00:00:00 2024\nSubject: Three\nContent-Type: text/html\n\n<p>Second</p><script>x()</script>\n',
    ].join('\n');
    const { files } = await unpacked(new Blob([mailbox]), 'all.mbox');
    expect(Object.keys(files)).toEqual(['all 1 One two.txt', 'all 2 Three.txt']);
    expect(files['all 1 One two.txt']).toContain('First.\n>From the quay');
    expect(files['all 2 Three.txt']).toContain('Second');
    expect(files['all 2 Three.txt']).not.toContain('x()');
  });

  it('a ZIP archive as a folder, without what programs leave in it', async () => {
    const { files } = await unpacked(fixture('pile.zip'), 'pile.zip');
    expect(Object.keys(files)).toEqual(['notes/tide.txt', 'mail/fees.eml']);
  });
});

describe('texts with more than their text', () => {
  it('Markdown: what stands before it is told, and lines keep their numbers', async () => {
    const text =
      '---\ntitle: "Sourdough log"\ntags: bread, yeast\n---\n\n# Day one\n\nFed the starter.\n';
    expect(await passagesOf(new Blob([text]), 'log.md')).toEqual({
      format: 'markdown',
      passages: [
        'lines 2–3 |  | title: Sourdough log\ntags: bread, yeast',
        'line 8 | Day one | Fed the starter.',
      ],
      metadata: { Lines: 9, Title: 'Sourdough log', Tags: 'bread, yeast' },
    });
    const rule = await passagesOf(new Blob(['---\n\nno names\n\n---\n\n# A\n\nb']), 'x.md');
    expect(rule.passages).toContain('line 9 | A | b');
  });

  it('XML of no known kind: its texts', async () => {
    const xml =
      '<?xml version="1.0"?>\n<log><entry>Pump two leaks</entry><entry>Fixed</entry></log>';
    expect((await passagesOf(new Blob([xml]), 'log.xml')).passages).toEqual([
      'line 2 |  | Pump two leaks\nFixed',
    ]);
  });
});

describe('archives that mean harm or are broken', () => {
  it('a bomb is refused while it is unpacked, and what is beside it is not lost', async () => {
    const bomb = new Blob([new Uint8Array(archiveLimits.ratioFromBytes + 10 * 1024 ** 2)]);
    const { files, refused } = await unpacked(
      await zipOf({ 'a.txt': 'kept', 'bomb.txt': bomb }),
      'x.zip',
    );
    expect(files).toEqual({ 'a.txt': 'kept' });
    expect(refused).toMatchObject([{ path: 'bomb.txt', issue: { code: 'too-large' } }]);
  });

  it('an entry with a password is told as such', async () => {
    const file = await zipOf({ 'a.txt': 'secret' }, 'word');
    const { refused } = await unpacked(file, 'x.zip');
    expect(refused).toMatchObject([{ path: 'a.txt', issue: { code: 'encrypted' } }]);
  });

  it.each([
    'lighthouse.docx',
    'bees.pptx',
    'choir.odt',
    'salt-road.epub',
    'harbour.xlsx',
    'pile.zip',
  ])('%s cut off anywhere has a reason, never a throw', async (name) => {
    const whole = fixture(name);
    for (let part = 1; part < 12; part++) {
      const cut = whole.slice(0, Math.floor((whole.size * part) / 12));
      expect((await passagesOf(cut, name)).issue?.code).toBe('corrupt');
    }
  });

  it('an OpenDocument with a password and an old Office file say what to do', async () => {
    const locked = await zipOf({
      mimetype: 'application/vnd.oasis.opendocument.text',
      'META-INF/manifest.xml':
        '<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>',
      'content.xml': 'x',
    });
    expect((await passagesOf(locked, 'x.odt')).issue?.code).toBe('encrypted');
    const old = new Blob([
      Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1),
      new Uint8Array(600),
    ]);
    expect((await passagesOf(old, 'x.doc')).issue?.message).toContain('before 2007');
  });

  it('entities of a document’s own are not expanded', async () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>`;
    const file = await zipOf({
      'word/document.xml': `${bomb}<w:document><w:p><w:r><w:t>&b; words</w:t></w:r></w:p></w:document>`,
    });
    const { passages } = await passagesOf(file, 'x.docx');
    expect(passages?.join()).not.toContain('aaaaaaaaaa');
  });
});
