import { useRef, useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { readQueries } from '../../app';
import { Button } from '../parts/button';
import { countOf } from '../parts/format';
import { picturesByName } from '../parts/pictures-by-name';
import { useRummage } from '../parts/rummage-context';

type Import =
  | { phase: 'idle' }
  | { phase: 'running'; done: number; total: number }
  | { phase: 'done'; words: string }
  | { phase: 'failed'; message: string };

/** Captions of many pictures from a file with a line for each. */
export function ImportCaptions() {
  const rummage = useRummage();
  const [state, setState] = useState<Import>({ phase: 'idle' });
  const controller = useRef<AbortController>(undefined);

  const read = async (file: File) => {
    controller.current = new AbortController();
    const { signal } = controller.current;
    try {
      const byName = picturesByName(rummage.store.getState().library.documents);
      const lines = readQueries(await file.text()).flatMap(({ query, relevant }) =>
        relevant.map(({ file: name }) => ({ id: byName.get(name), caption: query })),
      );
      // Of several captions of one picture the first is kept.
      const captions = new Map<string, string>();
      for (const { id, caption } of lines) if (id && !captions.has(id)) captions.set(id, caption);
      const all = Array.from(captions, ([id, caption]) => ({ id, caption }));
      const total = all.length;
      setState({ phase: 'running', done: 0, total });
      await rummage.setCaptions(all, (done) => setState({ phase: 'running', done, total }), signal);
      const missing = lines.filter(({ id }) => id === undefined).length;
      const words = `${countOf(total, 'caption')} kept${missing > 0 ? `, ${missing} without a picture here` : ''}.`;
      setState({ phase: 'done', words });
    } catch (error) {
      if (signal.aborted) return setState({ phase: 'idle' });
      setState({
        phase: 'failed',
        message: error instanceof Error ? error.message : String(error),
      });
    }
  };
  return (
    <div className="flex flex-wrap items-center gap-2">
      <p role="status" className="tabular-nums">
        {state.phase === 'running' && `${state.done} of ${countOf(state.total, 'caption')} kept`}
        {state.phase === 'done' && state.words}
        {state.phase === 'failed' && <span className="text-danger">{state.message}</span>}
      </p>
      {state.phase === 'running' ? (
        <Button look="quiet" onPress={() => controller.current?.abort()}>
          Cancel
        </Button>
      ) : (
        <FileTrigger
          acceptedFileTypes={['.csv', '.tsv', '.txt', '.jsonl']}
          onSelect={(files) => {
            const file = files?.[0];
            if (file) void read(file);
          }}
        >
          <Button look="quiet" icon="edit">
            Captions from a file
          </Button>
        </FileTrigger>
      )}
    </div>
  );
}
