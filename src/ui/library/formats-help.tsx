import { useState } from 'react';
import { Button } from '../parts/button';
import { DialogFrame } from '../parts/confirm-dialog';

/** What is read from each format, and what is not. */
const formats: readonly { names: string; read: string }[] = [
  {
    names: 'JPEG, PNG, WebP, GIF, AVIF, BMP, HEIC',
    read: 'What they show, and the words in them; when, where and by what they were taken; a caption that is kept in them, or in a text or XMP file of the same name beside them. Of moving GIF and WebP pictures the first frame and a middle one.',
  },
  {
    names: 'CR2, CR3, NEF, ARW, DNG, RAF, ORF, RW2',
    read: 'The preview that the camera put into its RAW file, as any photo.',
  },
  { names: 'TIFF', read: 'Every page, by what it shows and the words on it.' },
  { names: 'SVG', read: 'What it shows when it is drawn. Nothing in it runs or is fetched.' },
  {
    names: 'PDF',
    read: 'Text by passage, the look of each page, the pictures on it. Scanned pages by the words in their pictures.',
  },
  {
    names: 'DOCX, ODT',
    read: 'Headings, paragraphs, tables, notes, page headers and footers, and the pictures in them.',
  },
  { names: 'PPTX, ODP', read: 'Each slide with its notes, tables, diagrams and pictures.' },
  { names: 'RTF', read: 'Text with its tables and notes; not the pictures in it.' },
  { names: 'EPUB', read: 'Chapters and pictures, where the book is not locked.' },
  {
    names: 'CSV, TSV, JSON lines',
    read: 'Rows and columns, to be searched and to be asked: averages, sums, the first and the last.',
  },
  {
    names: 'XLSX, XLS, ODS, Parquet',
    read: 'Every sheet becomes a table of its own: values as they were last calculated, dates as dates.',
  },
  { names: 'Text, Markdown, HTML, XML, JSON', read: 'Text by passage, with its headings.' },
  { names: 'EML, MBOX', read: 'Each message as a text, its attachments beside it.' },
  { names: 'ZIP', read: 'The files in it, as if it was a folder.' },
];

/** A button that tells what becomes of files of each format. */
export function FormatsHelp() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button look="quiet" onPress={() => setOpen(true)}>
        What is read
      </Button>
      <DialogFrame title="What is read from a file" isOpen={isOpen} onClose={() => setOpen(false)}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable by keyboard */}
        <section aria-label="Formats" tabIndex={0} className="max-h-[60vh] overflow-y-auto text-sm">
          <dl className="flex flex-col gap-3">
            {formats.map(({ names, read }) => (
              <div key={names}>
                <dt className="font-semibold">{names}</dt>
                <dd className="text-quiet">{read}</dd>
              </div>
            ))}
          </dl>
        </section>
        <p className="text-sm text-quiet">
          The format is told from the content, not from the name. A file that cannot be read gets
          its reason, and nothing else is lost.
        </p>
        <div className="flex justify-end">
          <Button onPress={() => setOpen(false)}>Close</Button>
        </div>
      </DialogFrame>
    </>
  );
}
