import type { SourceDocument } from '../../core';
import { formatBytes, formatMoment } from './format';

/** What the file says of itself, and since when it is here. */
export function Facts({ document }: { document: SourceDocument }) {
  const { state, byteSize, format, addedAt } = document;
  const metadata = state.phase === 'ready' ? Object.entries(state.metadata) : [];
  const facts: [string, string | number][] = [
    ...metadata,
    ['File size', formatBytes(byteSize)],
    ['Format', format.toUpperCase()],
    ['Added', formatMoment(addedAt)],
  ];
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1 text-sm">
      {facts.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-quiet">{name}</dt>
          <dd dir="auto" className="wrap-anywhere">
            {value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
