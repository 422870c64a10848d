import { useMemo, useState } from 'react';
import { type CaptionMatches, readQueries } from '../../../app';
import { displayName, type SourceDocument } from '../../../core';
import { isReadyPicture } from '../../parts/pictures-by-name';
import { useAppState, useRummage } from '../../parts/rummage-context';
import { LabHeader } from '../lab-header';
import { RunStatus, useRun } from '../run';
import { type Labels, labelsOf } from './labels';
import { MatchControls, type MatchInput } from './match-controls';
import { MatchResults } from './match-results';
import { templateSets, templatesOf } from './templates';

interface Matched {
  matches: CaptionMatches;
  /** The pictures, in the order of the matrix. */
  documents: SourceDocument[];
}

/** Captions against pictures: what CLIP does, with every number in sight. */
export function MatchScreen() {
  const rummage = useRummage();
  const documents = useAppState(({ library }) => library.documents);
  const run = useRun<Matched>();
  const [labels, setLabels] = useState<Labels>(new Map());
  const [fault, setFault] = useState('');
  const [input, setInput] = useState<MatchInput>({
    folder: '',
    name: '',
    captions: '',
    template: templateSets[0]!.id,
    phrases: '',
  });
  const pictures = useMemo(() => documents.filter(isReadyPicture), [documents]);
  const folders = useMemo(() => [...new Set(pictures.flatMap(foldersOf))].sort(), [pictures]);
  const chosen = useMemo(() => pictures.filter((one) => isChosen(one, input)), [pictures, input]);

  const start = () =>
    run.start(async (onProgress, signal) => {
      const request = {
        pictures: chosen.map(({ id }) => ({ documentId: id, ordinal: 0 })),
        captions: linesOf(input.captions),
        templates: templatesOf(input.template, input.phrases),
      };
      return { matches: await rummage.match(request, onProgress, signal), documents: chosen };
    });

  /** A file of captions, or of pictures with theirs, which are then known. */
  const readFile = async (file: File) => {
    const text = await file.text();
    try {
      const hasFiles = /[,\t]/.test(text.split(/\r?\n/, 1)[0] ?? '');
      const pairs = hasFiles ? readQueries(text) : [];
      const captions = hasFiles ? pairs.map(({ query }) => query) : linesOf(text);
      setInput((before) => ({ ...before, captions: captions.join('\n') }));
      if (hasFiles) setLabels(labelsOf(pictures, pairs));
      setFault('');
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
    }
  };

  return (
    <div className="relative h-full overflow-y-auto">
      <div className="mx-auto flex max-w-4xl flex-col gap-5 px-4 pt-6 pb-12 sm:px-5">
        <LabHeader title="Match" />
        <p className="max-w-[70ch] text-quiet">
          The encoder turns every picture and every caption into a direction. Their cosine tells how
          well they fit, and a softmax over the candidates makes probabilities of it that sum to 1.
          One of the candidates always comes first, so the chance beside it tells by itself whether
          it is likely at all.
        </p>
        <MatchControls
          input={input}
          folders={folders}
          pictureCount={chosen.length}
          isBusy={run.isBusy}
          onChange={(change) => setInput((before) => ({ ...before, ...change }))}
          onFile={(file) => void readFile(file)}
          onMatch={() => void start()}
        />
        {fault !== '' && <p className="text-danger">{fault}</p>}
        <RunStatus run={run} unit="caption" done="read" />
        {run.state.phase === 'done' && (
          <MatchResults
            {...run.state.result}
            labels={labels}
            onLabel={(id, label) => setLabels((before) => withLabel(before, id, label))}
          />
        )}
      </div>
    </div>
  );
}

const linesOf = (text: string): string[] => [
  ...new Set(
    text
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  ),
];

function foldersOf({ names }: SourceDocument): string[] {
  return names.filter(({ path }) => path.includes('/')).map(({ path }) => folderOf(path));
}

const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/'));

function isChosen(document: SourceDocument, { folder, name }: MatchInput): boolean {
  const isInFolder = folder === '' || foldersOf(document).some((one) => one === folder);
  return isInFolder && displayName(document).toLowerCase().includes(name.trim().toLowerCase());
}

function withLabel(labels: Labels, id: string, label: string): Labels {
  const changed = new Map(labels);
  if (label === '') changed.delete(id);
  else changed.set(id, label);
  return changed;
}
