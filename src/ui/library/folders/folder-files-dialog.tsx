import type { FolderView } from '../../../app';
import { Button } from '../../parts/button';
import { DialogFrame } from '../../parts/confirm-dialog';
import { countOf } from '../../parts/format';
import { IssueText } from '../../parts/issue-text';
import { useRummage } from '../../parts/rummage-context';

interface Props {
  folder: FolderView;
  isOpen: boolean;
  onClose: () => void;
}

/** Files of a folder that are not in the library, with the reason of each. */
export function FolderFilesDialog({ folder, isOpen, onClose }: Props) {
  const { folders } = useRummage();
  const { id, name, problems, problemCount, leftOut, leftOutCount } = folder;
  return (
    <DialogFrame title={`Not in the library from ${name}`} isOpen={isOpen} onClose={onClose}>
      <section
        aria-label="Files not in the library"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable by keyboard
        tabIndex={0}
        className="flex max-h-[60vh] flex-col gap-4 overflow-y-auto text-sm"
      >
        {leftOutCount > 0 && (
          <div className="flex flex-col gap-1">
            <h3 className="font-semibold">{countOf(leftOutCount, 'file')} left out</h3>
            <p className="text-quiet">You removed them; they stay out when the folder changes.</p>
            <ul>
              {leftOut.map((path) => (
                <li key={path} className="flex items-center gap-2 border-t border-line">
                  <bdi className="min-w-0 grow wrap-anywhere">{path}</bdi>
                  <Button
                    look="quiet"
                    aria-label={`Take back ${path}`}
                    onPress={() => folders.do({ to: 'take-back', id, path })}
                  >
                    Take back
                  </Button>
                </li>
              ))}
            </ul>
            <Remaining count={leftOutCount - leftOut.length} />
          </div>
        )}
        {problemCount > 0 && (
          <div className="flex flex-col gap-1">
            <h3 className="font-semibold">{countOf(problemCount, 'file')} not read</h3>
            <ul>
              {problems.map(({ path, issue }) => (
                <li key={path} className="border-t border-line py-1.5 wrap-anywhere">
                  <bdi className="font-medium">{path}</bdi>: <IssueText issue={issue} />
                </li>
              ))}
            </ul>
            <Remaining count={problemCount - problems.length} />
          </div>
        )}
      </section>
      <div className="flex flex-wrap justify-end gap-2">
        {leftOutCount > 1 && (
          <Button onPress={() => folders.do({ to: 'take-back', id, path: undefined })}>
            Take all back
          </Button>
        )}
        <Button onPress={onClose}>Close</Button>
      </div>
    </DialogFrame>
  );
}

function Remaining({ count }: { count: number }) {
  return count > 0 ? <p className="text-quiet">and {countOf(count, 'more', 'more')}</p> : null;
}
