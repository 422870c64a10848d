import { countOf, formatBytes } from '../parts/format';
import { useLatest } from '../parts/hooks';
import { useAppState, useRummage } from '../parts/rummage-context';
import { KeptFacts } from './kept-facts';
import { Section } from './section';

export function StorageSection() {
  const rummage = useRummage();
  const embeddingCount = useAppState(({ library }) => library.embeddingCount);
  const documentCount = useAppState(({ library }) => library.documents.length);
  const isIndexing = useAppState(({ ingest }) => ingest.phase === 'running');
  // Measured again whenever the library has changed, not with every file that comes in.
  const storage = useLatest(
    () => rummage.storageInfo(),
    isIndexing ? 'indexing' : `${documentCount}`,
  );
  const { usedBytes, quotaBytes, persist } = storage ?? {};
  return (
    <Section title="Storage">
      <p className="text-ink tabular-nums">
        {countOf(documentCount, 'document')}, {countOf(embeddingCount, 'searchable part')}
        {usedBytes !== undefined && `, ${formatBytes(usedBytes)} used`}
        {quotaBytes !== undefined && ` of ${formatBytes(quotaBytes)} this browser allows`}
      </p>
      <p className="text-sm">What takes how much is listed under Privacy.</p>
      {persist && <KeptFacts persist={persist} />}
    </Section>
  );
}
