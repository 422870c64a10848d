import { type Format, issue, type Locator, type Metadata, type ParseStep } from '../../core';
import { Archive, ArchiveError } from '../archive';
import type { TextBlock } from '../passages';
import { sectionSteps } from '../text-document';
import { docxBlocks } from './docx';
import { epubChapters, epubPackage } from './epub';
import { odfSections } from './odf';
import { pptxSlides } from './pptx';
import { textsOf } from './xml';

export type OfficeFormat = Extract<Format, 'docx' | 'pptx' | 'odt' | 'odp' | 'epub'>;

/** What of a format is read, where its places are, and where it says its title. */
interface Reader {
  sections: (archive: Archive) => Promise<TextBlock<number>[][] | undefined>;
  /** @param section counted from 0; from, to: paragraphs in it */
  locator: (section: number, from: number, to: number) => Locator;
  about: (archive: Archive) => Promise<string | undefined>;
}

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
  },
  pptx: { sections: pptxSlides, locator: bySlide, about: coreProperties },
  odt: { sections: odfSections, locator: byParagraph, about: meta },
  odp: { sections: odfSections, locator: bySlide, about: meta },
  epub: {
    sections: epubChapters,
    locator: (section) => ({ type: 'chapter', chapter: section + 1 }),
    about: epubPackage,
  },
};

/** Documents that are archives of XML. */
export async function* parseOffice(file: Blob, format: OfficeFormat): AsyncGenerator<ParseStep> {
  const { sections: read, locator, about } = readers[format];
  try {
    const archive = await Archive.open(file);
    const sections = await read(archive);
    if (!sections) return yield { phase: 'failed', issue: incomplete };
    const path = await about(archive);
    const metadata = aboutOf((path && (await archive.text(path))) || '');
    if (locator === bySlide) metadata.Slides = sections.length;
    yield* sectionSteps(sections, locator, metadata);
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
