import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { type CaptionMatches, readQueries, type ScoredQuery } from '../../../app';
import type { SourceDocument } from '../../../core';
import { Button } from '../../parts/button';
import { countOf } from '../../parts/format';
import { isReadyPicture } from '../../parts/pictures-by-name';
import { useAppState, useRummage } from '../../parts/rummage-context';
import { LabHeader } from '../lab-header';
import { labelsOf } from '../match/labels';
import { RunStatus, useRun } from '../run';
import { ContrastView } from './contrast-view';
import { samplePairs } from './sample-pairs';

interface Contrasted {
  matches: CaptionMatches;
  documents: SourceDocument[];
}

/** Beyond it a cell is less than a few points wide. */
const maxPairs = 300;

/** The contrastive objective at work on pairs of pictures and captions. */
export function ContrastScreen() {
  const rummage = useRummage();
  const run = useRun<Contrasted>();
  const documents = useAppState(({ library }) => library.documents);
  const [left, setLeft] = useState('');

  const start = (load: () => Promise<readonly ScoredQuery[]>) =>
    run.start(async (onProgress, signal) => {
      const pairs = await load();
      const { pictures, captions } = pairsIn(documents, pairs);
      if (pictures.length < 2) {
        throw new Error(
          'Fewer than two of these pictures are in your library. Add them first, or try the samples.',
        );
      }
      const kept = Math.min(pictures.length, maxPairs);
      setLeft(leftWords(pairs.length, pictures.length, kept));
      const request = {
        pictures: pictures.slice(0, kept).map(({ id }) => ({ documentId: id, ordinal: 0 })),
        captions: captions.slice(0, kept),
        templates: ['{}'],
      };
      const matches = await rummage.match(request, onProgress, signal);
      return { matches, documents: pictures.slice(0, kept) };
    });

  return (
    <div className="relative h-full overflow-y-auto">
      <div className="mx-auto flex max-w-5xl flex-col gap-5 px-4 pt-6 pb-12 sm:px-5">
        <LabHeader title="Contrast" />
        <p className="max-w-[70ch] text-quiet">
          Each row is a picture, each column a caption, and the pairs lie on the diagonal. Training
          made the diagonal stand out: a picture should pick its caption out of its row, and a
          caption its picture out of its column. The loss is how far that failed, and a lower
          temperature makes both choices sharper.
        </p>
        <div className="flex flex-wrap gap-2">
          <Button
            look="primary"
            isDisabled={run.isBusy}
            onPress={() => void start(async () => samplePairs)}
          >
            Contrast the samples
          </Button>
          <FileTrigger
            acceptedFileTypes={['.csv', '.tsv', '.jsonl', '.txt']}
            onSelect={(files) => {
              const file = files?.[0];
              if (file) void start(async () => readQueries(await file.text()));
            }}
          >
            <Button isDisabled={run.isBusy}>Pairs from a file</Button>
          </FileTrigger>
        </div>
        <p className="text-sm text-quiet">
          A file has a line for each pair, such as <code>beach.jpg,two dogs on a beach</code>; the
          pictures are those of your library with these names.
        </p>
        <RunStatus run={run} unit="caption" done="read" />
        {run.state.phase === 'done' && (
          <>
            {left !== '' && <p className="text-sm text-warning">{left}</p>}
            <ContrastView {...run.state.result} />
          </>
        )}
      </div>
    </div>
  );
}

/** Pictures of the library that are named, each with its caption and each caption once. */
function pairsIn(documents: readonly SourceDocument[], pairs: readonly ScoredQuery[]) {
  const ready = documents.filter(isReadyPicture);
  const labels = labelsOf(ready, pairs);
  const taken = new Set<string>();
  const pictures = ready.filter(({ id }) => {
    const caption = labels.get(id);
    if (caption === undefined || taken.has(caption)) return false;
    taken.add(caption);
    return true;
  });
  return { pictures, captions: pictures.map(({ id }) => labels.get(id)!) };
}

function leftWords(given: number, found: number, kept: number): string {
  const missing = given - found;
  const words = [
    missing > 0 && `${countOf(missing, 'caption')} without a picture in your library.`,
    kept < found && `Only the first ${kept} pairs are shown.`,
  ];
  return words.filter(Boolean).join(' ');
}
