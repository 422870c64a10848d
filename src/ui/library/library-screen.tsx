import { useDeferredValue, useMemo, useState } from 'react';
import { pickFiles, pickFolder } from '../parts/add-files';
import { Button } from '../parts/button';
import { useAppState, useRummage } from '../parts/rummage-context';
import { DocumentTable } from './document-table';
import { FoldersArea } from './folders/folders-area';
import { LinkFolder } from './folders/link-folder';
import { FormatsHelp } from './formats-help';
import { LibraryToolbar } from './library-toolbar';
import { Refusals } from './refusals';
import { useSelection } from './use-selection';
import { arrange, type ViewOptions } from './view-options';

const newestFirst: ViewOptions = { text: '', status: 'all', column: 'added', isDescending: true };

/** Every document with what became of it. */
export function LibraryScreen() {
  const [options, setOptions] = useState(newestFirst);
  const phase = useAppState(({ library }) => library.phase);
  const documents = useAppState(({ library }) => library.documents);
  // Arranging 50,000 documents takes a while; typing and scrolling go ahead of it.
  const calm = useDeferredValue(documents);
  const shown = useMemo(() => arrange(calm, options), [calm, options]);
  const selection = useSelection(shown);

  return (
    <div className="mx-auto flex h-full max-w-6xl flex-col gap-3 px-3 pt-4 sm:px-5 sm:pt-6">
      <h1 className="sr-only">Library</h1>
      <Refusals />
      <FoldersArea />
      {documents.length > 0 && (
        <LibraryToolbar {...{ documents, shown, options, selection }} onOptions={setOptions} />
      )}
      {documents.length === 0 && phase === 'ready' && <EmptyShelf />}
      {documents.length > 0 && (
        <DocumentTable {...{ documents: shown, options, selection }} onOptions={setOptions} />
      )}
    </div>
  );
}

function EmptyShelf() {
  const rummage = useRummage();
  return (
    <div className="m-auto flex max-w-lg flex-col items-center gap-4 py-16 text-center">
      <p className="text-lg font-semibold">Nothing is in your library yet</p>
      <p className="text-quiet">
        Drop files or a folder anywhere on this page. Rummage keeps its own copy in this browser and
        leaves your files as they are. A folder that you link is followed: what comes, changes and
        goes in it does so here.
      </p>
      <div className="flex flex-wrap justify-center gap-2">
        <Button icon="addFile" onPress={pickFiles}>
          Add files
        </Button>
        <Button icon="addFolder" onPress={pickFolder}>
          Add folder
        </Button>
        <LinkFolder />
        <Button look="quiet" onPress={() => void rummage.addSamples()}>
          Try the samples
        </Button>
        <FormatsHelp />
      </div>
    </div>
  );
}
