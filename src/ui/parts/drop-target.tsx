import { useEffect, useState } from 'react';
import { Icon } from './icon';
import { filesOfDrop, filesOfPaste, isPicture } from './incoming';
import { searchByPictures } from './query-pictures';
import { useRummage } from './rummage-context';

type Drag = 'none' | 'page' | 'query';

/** Marks the element on which a single picture is a query instead of a file to add. */
export const queryDropZone = { 'data-drop-zone': 'query' } as const;

const isInQueryZone = (target: EventTarget | null) =>
  target instanceof Element && target.closest('[data-drop-zone="query"]') !== null;

/** The whole page takes files, dropped or pasted; draws the overlay while something is dragged. */
export function DropTarget() {
  const rummage = useRummage();
  const [drag, setDrag] = useState<Drag>('none');

  useEffect(() => {
    const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files');

    const over = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      event.dataTransfer!.dropEffect = 'copy';
      setDrag(isInQueryZone(event.target) ? 'query' : 'page');
    };
    const leave = (event: DragEvent) => {
      // Leaving an element for another inside the page has a related target.
      if (!event.relatedTarget) setDrag('none');
    };
    const drop = async (event: DragEvent) => {
      setDrag('none');
      if (!carriesFiles(event)) return;
      event.preventDefault();
      const isQuery = isInQueryZone(event.target);
      const files = await filesOfDrop(event.dataTransfer!);
      if (isQuery && files.length > 0 && files.every(({ file }) => isPicture(file))) {
        searchByPictures(files.map(({ file }) => file));
      } else if (files.length > 0) {
        void rummage.addFiles(files);
      }
    };
    const paste = (event: ClipboardEvent) => {
      const files = event.clipboardData ? filesOfPaste(event.clipboardData) : [];
      const [first] = files;
      if (!first) return;
      event.preventDefault();
      if (isInQueryZone(event.target) && isPicture(first)) searchByPictures([first]);
      else void rummage.addFiles(files.map((file) => ({ file, path: file.name })));
    };

    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    window.addEventListener('paste', paste);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
      window.removeEventListener('paste', paste);
    };
  }, [rummage]);

  if (drag === 'none') return null;
  return (
    <div className="pointer-events-none fixed inset-0 z-40 flex items-end justify-center border-4 border-accent bg-accent/10 p-12">
      <p className="flex animate-enter items-center gap-3 rounded-xl bg-accent px-6 py-4 text-lg font-semibold text-on-accent shadow-xl">
        <Icon name={drag === 'query' ? 'search' : 'addFile'} />
        {drag === 'query' ? 'Drop to search by it' : 'Drop to add to your library'}
      </p>
    </div>
  );
}
