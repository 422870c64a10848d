import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { readQueries, type ScoredQuery } from '../../../app';
import type { Modality } from '../../../core';
import { Button } from '../../parts/button';
import { Choice } from '../../parts/choice';
import { countOf } from '../../parts/format';
import { isReadyPicture } from '../../parts/pictures-by-name';
import { useAppState, useRummage } from '../../parts/rummage-context';
import { LabHeader } from '../lab-header';
import { AdapterList } from './adapter-list';
import { type PairSource, pairsOfCaptions, pairsOfFile, pairsOfMarks } from './pairs';
import { sampleNames } from './sample-names';
import { type OfferedSource, type SourceId, SourceList } from './source-list';
import { TeachRun } from './teach-run';

const sides: readonly { id: string; label: string; sides: Modality[] }[] = [
  { id: 'both', label: 'Both', sides: ['image', 'text'] },
  { id: 'text', label: 'Texts', sides: ['text'] },
  { id: 'image', label: 'Pictures', sides: ['image'] },
];

const nothing: PairSource = { right: [], wrong: [], missing: 0 };

/** Teaches the encoder on the person's own pairs, with the loss that trained it. */
export default function TeachScreen() {
  const rummage = useRummage();
  const documents = useAppState(({ library }) => library.documents);
  const phase = useAppState(({ teach }) => teach.phase);
  const [file, setFile] = useState<{ name: string; pairs: PairSource }>();
  const [fault, setFault] = useState('');
  const [chosen, setChosen] = useState<SourceId[]>(['file', 'captions', 'marks']);
  const [side, setSide] = useState('both');
  const marks = useAppState((state) => state.marks);

  const sources: OfferedSource[] = [
    {
      id: 'file',
      label: file ? `From ${file.name}` : 'From a file',
      hint: 'A line for each pair, such as rex.jpg,our dog Rex',
      ...(file?.pairs ?? nothing),
    },
    {
      id: 'captions',
      label: 'Captions written in the Library',
      hint: 'None yet: a picture’s details have room for one',
      ...pairsOfCaptions(documents),
    },
    {
      id: 'marks',
      label: 'Hits marked right or wrong in search',
      hint: 'None yet: the preview of a picture that was found asks for it',
      ...pairsOfMarks(marks),
    },
  ];
  const used = sources.filter(({ id }) => chosen.includes(id));
  const pairs = used.flatMap(({ right }) => right);
  const isBusy = phase === 'reading' || phase === 'teaching';

  const teach = (source: Pick<PairSource, 'right' | 'wrong'>) =>
    void rummage.teaching.start({
      pairs: source.right,
      wrong: source.wrong,
      others: documents.filter(isReadyPicture).map(({ id }) => ({ documentId: id, ordinal: 0 })),
      sides: sides.find(({ id }) => id === side)!.sides,
    });
  const read = (name: string, queries: readonly ScoredQuery[]) => {
    const read = pairsOfFile(documents, queries);
    setFile({ name, pairs: read });
    setFault('');
    return read;
  };

  return (
    <div className="relative h-full overflow-y-auto">
      <div className="mx-auto flex max-w-4xl flex-col gap-5 px-4 pt-6 pb-12 sm:px-5">
        <LabHeader title="Teach" />
        <p className="max-w-[70ch] text-quiet">
          The encoder learns from your own pairs: names it has never read, pictures it knows little
          of. An adapter is laid over its embeddings and moved, step by step, until each picture
          picks its caption and each caption its picture. Some pairs are held out, and only these
          tell whether it helped. Your library is ranked by it without being read again.
        </p>
        <SourceList sources={sources} chosen={chosen} onChange={setChosen} />
        {fault !== '' && <p className="text-danger">{fault}</p>}
        <div className="flex flex-wrap items-center gap-3">
          <FileTrigger
            acceptedFileTypes={['.csv', '.tsv', '.jsonl', '.txt']}
            onSelect={async (files) => {
              const given = files?.[0];
              if (!given) return;
              try {
                read(given.name, readQueries(await given.text()));
                setChosen((before) => [...new Set([...before, 'file' as const])]);
              } catch (error) {
                setFault(error instanceof Error ? error.message : String(error));
              }
            }}
          >
            <Button isDisabled={isBusy}>Pairs from a file</Button>
          </FileTrigger>
          <span className="flex items-center gap-2 text-sm text-quiet">
            What is moved
            <Choice label="What is moved" options={sides} value={side} onChange={setSide} />
          </span>
          <Button
            look="primary"
            isDisabled={isBusy || pairs.length === 0}
            onPress={() => teach({ right: pairs, wrong: used.flatMap(({ wrong }) => wrong) })}
          >
            {pairs.length === 0 ? 'Teach' : `Teach ${countOf(pairs.length, 'pair')}`}
          </Button>
          <Button
            look="quiet"
            isDisabled={isBusy}
            onPress={() => teach(read('the samples', sampleNames))}
          >
            Teach the samples new names
          </Button>
        </div>
        <TeachRun />
        <AdapterList />
      </div>
    </div>
  );
}
