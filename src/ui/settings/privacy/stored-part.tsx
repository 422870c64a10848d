import type { StoredPart } from '../../../app';
import { formatBytes, formatCount } from '../../parts/format';
import { useLatest } from '../../parts/hooks';
import { useAppState, useRummage } from '../../parts/rummage-context';
import { placeWords, wordsOf } from './stored-words';
import { SubSection } from './sub-section';

/** All that is kept in this browser, by place, with what it is for. */
export function WhatIsStored() {
  const rummage = useRummage();
  const documentCount = useAppState(({ library }) => library.documents.length);
  const isIndexing = useAppState(({ ingest }) => ingest.phase === 'running');
  // Looked up again whenever the library has changed, not with every file that comes in.
  const parts = useLatest(
    () => rummage.storedParts(),
    isIndexing ? 'indexing' : `${documentCount}`,
  );
  const kept = parts?.filter(({ count }) => count > 0) ?? [];
  const places = Object.entries(Object.groupBy(kept, ({ place }) => place));
  return (
    <SubSection title="What is stored, and where">
      {parts && places.length === 0 && <p>Nothing.</p>}
      {places.map(([place, here]) => (
        <table key={place} className="w-full text-sm">
          <caption className="pt-2 pb-1 text-left text-ink">
            {placeWords[place as StoredPart['place']]}
          </caption>
          <tbody>
            {here.map((part) => (
              <tr key={part.name} className="border-b border-line last:border-b-0">
                <th scope="row" className="py-1.5 text-left font-normal wrap-anywhere">
                  {wordsOf(part)}
                </th>
                <td className="pl-4 text-right whitespace-nowrap text-ink tabular-nums">
                  {amountOf(part)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </SubSection>
  );
}

function amountOf({ place, count, bytes }: StoredPart): string {
  const size = bytes === undefined ? '' : formatBytes(bytes);
  if (place === 'settings') return size;
  if (place === 'serviceWorkers') return 'Installed';
  return [formatCount(count), size].filter(Boolean).join(' · ');
}
