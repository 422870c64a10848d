import type { AskThread } from '../../core';
import { countOf, formatDate } from '../parts/format';
import { formatRoute } from '../parts/route';
import { useAppState } from '../parts/rummage-context';

/** Threads asked before, the last one first. */
export function ThreadList() {
  const threads = useAppState(({ ask }) => ask.threads);
  if (threads.length === 0) return null;
  return (
    <section aria-labelledby="threads" className="flex flex-col gap-2">
      <h2 id="threads" className="text-sm font-semibold">
        Asked before
      </h2>
      <ul className="flex flex-col divide-y divide-line rounded-lg border border-line bg-raised">
        {threads.map((thread) => (
          <ThreadLink key={thread.id} thread={thread} />
        ))}
      </ul>
    </section>
  );
}

function ThreadLink({ thread: { id, title, turns, changedAt } }: { thread: AskThread }) {
  return (
    <li>
      <a
        href={formatRoute({ screen: 'ask', q: '', thread: id })}
        className="flex items-baseline gap-3 px-3 py-2 hover:bg-sunken"
      >
        <span dir="auto" className="min-w-0 grow truncate">
          {title}
        </span>
        <span className="shrink-0 text-xs text-quiet tabular-nums">
          {countOf(turns.length, 'question')} · {formatDate(changedAt)}
        </span>
      </a>
    </li>
  );
}
