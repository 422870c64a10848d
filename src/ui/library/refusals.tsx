import { Button, IconButton } from '../parts/button';
import { countOf } from '../parts/format';
import { IssueText } from '../parts/issue-text';
import { useAppState, useRummage } from '../parts/rummage-context';

/** Drawn at once; a folder of thousands of strange files must not bury the table. */
const maxShown = 20;

/** Files that never became documents, each with its reason. */
export function Refusals() {
  const rummage = useRummage();
  const refusals = useAppState((state) => state.refusals);
  if (refusals.length === 0) return null;
  return (
    <section
      aria-label="Refused files"
      className="flex max-h-48 max-sm:max-h-28 shrink-0 flex-col overflow-y-auto rounded-lg border border-line bg-raised py-1 pr-1 pl-4 text-sm"
    >
      <div className="flex items-center justify-between">
        <h2 className="font-semibold">{countOf(refusals.length, 'file')} could not be added</h2>
        <Button
          look="quiet"
          onPress={() => {
            for (const { id } of refusals) rummage.dismissRefusal(id);
          }}
        >
          Dismiss all
        </Button>
      </div>
      <ul aria-label="Refused">
        {refusals.slice(0, maxShown).map(({ id, name, issue }) => (
          <li key={id} className="flex items-center gap-3 border-t border-line">
            <p className="min-w-0 grow py-1.5 wrap-anywhere">
              <bdi className="font-medium">{name}</bdi>: <IssueText issue={issue} />
            </p>
            <IconButton
              icon="close"
              label={`Dismiss ${name}`}
              onPress={() => rummage.dismissRefusal(id)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
