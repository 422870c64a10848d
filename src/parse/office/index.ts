import {
  type Format,
  issue,
  type Locator,
  type Metadata,
  type ParseOptions,
  type ParseStep,
} from '../../core';
import { Archive, ArchiveError } from '../archive';
import type { TextBlock } from '../passages';
import { noText, passageChunks, passageSteps } from '../text-document';
import { docxBlocks } from './docx';
import { epubChapters, epubPackage } from './epub';
import { type Figure, figureSteps } from './figures';
import { odfSections } from './odf';
import { pptxFigures, pptxSlides } from './pptx';
import { textsOf } from './xml';

export type OfficeFormat = Extract<Format, 'docx' | 'pptx' | 'odt' | 'odp' | 'epub'>;

/** What of a format is read, where its places are, and where it says its title. */
interface Reader {
  sections: (archive: Archive) => Promise<TextBlock<number>[][] | undefined>;
  /** @param section counted from 0; from, to: paragraphs in it */
  locator: (section: number, from: number, to: number) => Locator;
  about: (archive: Archive) => Promise<string | undefined>;
  figures: (archive: Archive) => Promise<Figure[]> | Figure[];
}

/** All pictures of some folders; where in the text they stand is not told. */
const inFolder = (folder: RegExp) => (archive: Archive) =>
  archive.paths
    .filter((path) => folder.test(path))
    .map((path): Figure => ({ path, locator: { type: 'whole' } }));

const bySlide = (section: number): Locator => ({ type: 'slide', slide: section + 1 });
const byParagraph = (_: number, from: number, to: number): Locator => ({
  type: 'paragraphs',
  from,
  to,
});
const coreProperties = async () => 'docProps/core.xml';
const meta = async () => 'meta.xml';

const readers: Record<OfficeFormat, Reader> = {
  docx: {
    sections: async (archive) => {
      const blocks = await docxBlocks(archive);
      return blocks && [blocks];
    },
    locator: byParagraph,
    about: coreProperties,
    figures: inFolder(/^word\/media\//),
  },
  pptx: {
    sections: pptxSlides,
    locator: bySlide,
    about: coreProperties,
    figures: pptxFigures,
  },
  odt: {
    sections: odfSections,
    locator: byParagraph,
    about: meta,
    figures: inFolder(/^Pictures\//),
  },
  odp: { sections: odfSections, locator: bySlide, about: meta, figures: inFolder(/^Pictures\//) },
  epub: {
    sections: epubChapters,
    locator: (section) => ({ type: 'chapter', chapter: section + 1 }),
    about: epubPackage,
    figures: inFolder(/./),
  },
};

/** Documents that are archives of XML. */
export async function* parseOffice(
  file: Blob,
  format: OfficeFormat,
  options: ParseOptions,
): AsyncGenerator<ParseStep> {
  const { sections: read, locator, about, figures } = readers[format];
  try {
    const archive = await Archive.open(file);
    const sections = await read(archive);
    if (!sections) return yield { phase: 'failed', issue: incomplete };
    const path = await about(archive);
    const metadata = aboutOf((path && (await archive.text(path))) || '');
    if (locator === bySlide) metadata.Slides = sections.length;
    const passages = passageChunks(sections, locator);
    yield* passageSteps(passages);
    const pictures = figureSteps(archive, await figures(archive), options, passages.length);
    let count = 0;
    for await (const step of pictures) {
      count += 1;
      yield step;
    }
    // A document of nothing but pictures is one all the same.
    if (passages.length + count === 0) return yield { phase: 'failed', issue: noText };
    if (count > 0) metadata.Pictures = count;
    yield { phase: 'end', summary: { metadata, warnings: [] } };
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    yield { phase: 'failed', issue: error.issue };
  }
}

const incomplete = issue(
  'corrupt',
  'The part of this file that holds its text is missing.',
  'Open it in the program it came from and save it again.',
);

function aboutOf(source: string): Metadata {
  const texts = textsOf(source, ['dc:title', 'dc:creator', 'meta:initial-creator']);
  const said = (name: string) => texts.get(name)?.replace(/\s+/g, ' ').trim();
  const title = said('dc:title');
  const author = said('dc:creator') || said('meta:initial-creator');
  return { ...(title && { Title: title }), ...(author && { Author: author }) };
}
