import type { BackupState } from '../../../app';
import type { RestoreReport } from '../../../core';
import { countOf, formatCount } from '../../parts/format';

/** What became of the file, in plain words. */
export function WorkResult({ state }: { state: BackupState }) {
  return (
    <>
      <div role="status" className="empty:hidden">
        {state.phase === 'exported' && <p className="text-ink">{exportedWords[state.work]}</p>}
        {state.phase === 'stopped' && <p className="text-ink">{stoppedWords[state.work]}</p>}
        {state.phase === 'failed' && <p className="text-danger">{state.message}</p>}
        {state.phase === 'restored' && (
          <ul className="flex flex-col gap-1 text-ink">
            {linesOf(state.report).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
      </div>
      {state.phase === 'restored' && <NotRestored report={state.report} />}
    </>
  );
}

const exportedWords = {
  backup: 'The backup is written.',
  embeddings: 'The embeddings are written.',
};

const stoppedWords = {
  backup: 'Cancelled. No backup was written.',
  embeddings: 'Cancelled. Nothing was written.',
  restore: 'Cancelled. What was restored until then stays; restore the same file to go on.',
};

/** Named one by one: too long to be told as a status. */
function NotRestored({ report }: { report: RestoreReport }) {
  const { notRestored, notRestoredCount } = report;
  if (notRestoredCount === 0) return null;
  return (
    <div className="text-sm">
      <p className="font-medium text-danger">
        {notRestoredCount === 1
          ? 'This was not restored; nothing here was changed by it:'
          : `These ${formatCount(notRestoredCount)} were not restored; nothing here was changed by them:`}
      </p>
      <ul className="mt-1 flex max-h-60 flex-col gap-1 overflow-y-auto">
        {notRestored.map(({ name, reason }) => (
          <li key={`${name} ${reason}`} className="wrap-anywhere">
            <span className="text-ink">{name}</span>: {reason}
          </li>
        ))}
      </ul>
      {notRestoredCount > notRestored.length && (
        <p>and {formatCount(notRestoredCount - notRestored.length)} more</p>
      )}
    </div>
  );
}

/** Facts worth telling; those of which there are none are left out. */
export function linesOf(report: RestoreReport): string[] {
  const { total, added, completed, unchanged, toRead, others, isCutOff, isFull } = report;
  const seen = added + completed + unchanged;
  const lines = [
    added > 0 && `${countOf(added, 'document')} of ${formatCount(total)} restored.`,
    completed > 0 &&
      `${countOf(completed, 'document')} that were here already got what they lacked.`,
    unchanged > 0 &&
      (unchanged === total
        ? 'All documents of this backup are here already.'
        : `${countOf(unchanged, 'document')} ${unchanged === 1 ? 'was' : 'were'} here already.`),
    toRead > 0 && `${countOf(toRead, 'document')} of them will be read anew.`,
    others > 0 &&
      `${countOf(others, 'question or other record', 'questions and other records')} restored.`,
    isCutOff &&
      `The end of this file is missing${total > seen ? `, and ${countOf(total - seen, 'document')} with it` : ''}. Look for a whole copy of it.`,
    isFull && 'The browser’s storage is full. Make room, then restore the same file to go on.',
  ];
  const said = lines.filter((line) => line !== false);
  return said.length > 0 ? said : ['There is nothing in this backup.'];
}
