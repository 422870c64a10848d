import { useState } from 'react';
import { pickFiles, pickFolder } from '../parts/add-files';
import { Button } from '../parts/button';
import { Icon, type IconName } from '../parts/icon';
import { useAppState, useRummage } from '../parts/rummage-context';

const formats: { icon: IconName; name: string; what: string }[] = [
  {
    icon: 'image',
    name: 'Pictures',
    what: 'JPEG, PNG, HEIC, TIFF, WebP, GIF, AVIF, BMP, SVG: found by what they show',
  },
  { icon: 'pdf', name: 'PDFs', what: 'by passage, by the look of a page, by the pictures in them' },
  {
    icon: 'table',
    name: 'Tables',
    what: 'Excel, OpenDocument, CSV, JSON lines: found row by row, and asked',
  },
  {
    icon: 'text',
    name: 'Texts',
    what: 'Word, PowerPoint, OpenDocument, EPUB, mail, Markdown, HTML, text: found by passage',
  },
];

/** The first thing a newcomer sees: what this is and three ways to begin. */
export function EmptyLibrary() {
  const rummage = useRummage();
  const isIndexing = useAppState(({ ingest }) => ingest.phase === 'running');
  const [hasAskedSamples, setAskedSamples] = useState(false);
  return (
    <div className="mx-auto flex max-w-2xl grow flex-col justify-center gap-8 py-8">
      <div className="flex flex-col gap-3">
        <p className="text-2xl font-semibold tracking-tight text-balance">
          Find your pictures and papers by describing them
        </p>
        <p className="text-quiet text-pretty">
          Drop files or a folder anywhere on this page, then say what you are looking for in your
          own words, or with a picture. It need not be the words in the file.
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button
          look="primary"
          isDisabled={hasAskedSamples || isIndexing}
          onPress={() => {
            setAskedSamples(true);
            rummage.addSamples().catch(() => setAskedSamples(false));
          }}
        >
          {hasAskedSamples || isIndexing ? 'Adding …' : 'Try the samples'}
        </Button>
        <Button icon="addFile" onPress={pickFiles}>
          Add files
        </Button>
        <Button icon="addFolder" onPress={pickFolder}>
          Add folder
        </Button>
      </div>
      <dl className="grid gap-x-8 gap-y-4 border-t border-line pt-6 text-sm sm:grid-cols-2">
        {formats.map(({ icon, name, what }) => (
          <div key={name} className="relative pl-8">
            <dt className="font-semibold">
              <Icon name={icon} className="absolute top-0 left-0 size-5 text-accent" />
              {name}
            </dt>
            <dd className="text-quiet">{what}</dd>
          </div>
        ))}
      </dl>
      <p className="flex items-center gap-2 text-sm text-quiet">
        <Icon name="lock" className="size-4" />
        Everything stays in this browser: nothing you add or type is ever sent anywhere.
      </p>
    </div>
  );
}
