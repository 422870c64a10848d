import { countOf, formatBytes } from '../parts/format';
import { useLoaded } from '../parts/hooks';
import { useAppState, useRummage } from '../parts/rummage-context';
import { KeptFacts } from './kept-facts';
import { Section } from './section';

export function StorageSection() {
  const rummage = useRummage();
  const embeddingCount = useAppState(({ library }) => library.embeddingCount);
  const documents = useAppState(({ library }) => library.documents);
  const documentCount = documents.length;
  const originalBytes = documents.reduce((sum, { byteSize }) => sum + byteSize, 0);
  // Measured again whenever the library has changed.
  const { value: storage } = useLoaded(() => rummage.storageInfo(), `${documentCount}`);
  const { usedBytes, quotaBytes, persist } = storage ?? {};
  return (
    <Section title="Storage">
      <p className="text-ink tabular-nums">
        {countOf(documentCount, 'document')}, {countOf(embeddingCount, 'searchable part')}
        {usedBytes !== undefined && `, ${formatBytes(usedBytes)} used`}
        {quotaBytes !== undefined && ` of ${formatBytes(quotaBytes)} this browser allows`}
      </p>
      {storage?.libraryBytes !== undefined && (
        <dl className="grid w-fit grid-cols-[auto_auto] gap-x-6 gap-y-1 text-sm tabular-nums">
          <dt>Your files</dt>
          <dd className="text-right">{formatBytes(originalBytes)}</dd>
          <dt>What was read from them</dt>
          <dd className="text-right">
            {formatBytes(Math.max(0, storage.libraryBytes - originalBytes))}
          </dd>
          <dt>Words and tables to search in</dt>
          <dd className="text-right">{formatBytes(storage.wordsBytes ?? 0)}</dd>
        </dl>
      )}
      {persist && <KeptFacts persist={persist} />}
    </Section>
  );
}
