import { useState } from 'react';
import { Button } from '../parts/button';
import { ConfirmDialog } from '../parts/confirm-dialog';
import { countOf, formatBytes } from '../parts/format';
import { useLoaded } from '../parts/hooks';
import { useAppState, useRummage } from '../parts/rummage-context';
import { forgetRemembered } from './forget';
import { Section } from './section';

export function StorageSection() {
  const rummage = useRummage();
  const [isAsking, setAsking] = useState(false);
  const documentCount = useAppState(({ library }) => library.documents.length);
  const embeddingCount = useAppState(({ library }) => library.embeddingCount);
  // Measured again whenever the library has changed.
  const { value: storage } = useLoaded(() => rummage.storageInfo(), `${documentCount}`);
  const { usedBytes, quotaBytes, persisted } = storage ?? {};
  return (
    <Section title="Storage">
      <p className="text-ink tabular-nums">
        {countOf(documentCount, 'document')}, {countOf(embeddingCount, 'searchable part')}
        {usedBytes !== undefined && `, ${formatBytes(usedBytes)} used`}
        {quotaBytes !== undefined && ` of ${formatBytes(quotaBytes)} this browser allows`}
      </p>
      {persisted !== undefined && (
        <p className="text-sm">
          {persisted
            ? 'The browser keeps it until you remove it.'
            : 'The browser may clear it when disk space runs short. It asks to keep it as soon as you add files.'}
        </p>
      )}
      <div>
        <Button look="danger" icon="trash" onPress={() => setAsking(true)}>
          Erase everything
        </Button>
      </div>
      <ConfirmDialog
        title="Erase everything?"
        action="Erase everything"
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          forgetRemembered();
          void rummage.eraseEverything();
        }}
      >
        All documents, their thumbnails and all that was computed from them are removed from this
        browser, and so are recent and saved searches and models that you brought. Your own files
        stay as they are. This cannot be undone.
      </ConfirmDialog>
    </Section>
  );
}
