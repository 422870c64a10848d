import { readQueryText } from '../../core';
import { Button } from '../parts/button';
import { encoderWords } from '../parts/encoder-status';
import { kindPlurals } from '../parts/format';
import { type HitKey, navigate, type Route } from '../parts/route';
import { useAppState } from '../parts/rummage-context';
import { shownResult } from '../parts/shown-result';
import { TableAnswerCard } from '../table-answer/table-answer';
import { EmptyLibrary } from './empty-library';
import type { View } from './hit-body';
import { Recent } from './recent';
import { ResultList } from './result-list';

interface Props {
  route: Route;
  view: View;
  onOpen: (key: HitKey) => void;
  onLike: (key: HitKey) => void;
}

/** What stands below the box, in every state. */
export function Results({ route, view, onOpen, onLike }: Props) {
  const search = useAppState((state) => state.search);
  const libraryPhase = useAppState(({ library }) => library.phase);
  const isEmpty = useAppState(({ library }) => library.documents.length === 0);

  if (libraryPhase === 'failed') {
    return (
      <Notice title="The library could not be opened">
        What can be done is said above. A private window may not keep files at all.
      </Notice>
    );
  }
  if (libraryPhase === 'loading') return <Skeleton />;
  if (isEmpty) return <EmptyLibrary />;
  if (search.phase === 'idle') return <Recent onOpen={onOpen} />;
  if (search.phase === 'failed') {
    return <Notice title="This search did not work">{search.message}</Notice>;
  }
  const result = shownResult(search);
  if (!result) return <Pending />;
  const { query } = search;
  return (
    <>
      <p aria-live="polite" className="sr-only">
        {search.phase === 'done' && likelyWords(result.noiseFrom)}
      </p>
      {query.text !== '' && <TableAnswerCard text={query.text} onOpen={onOpen} />}
      {result.matches.length === 0 ? (
        <NoMatches route={route} />
      ) : (
        <ResultList {...{ result, view, query: query.text, onOpen, onLike }} openKey={route.open} />
      )}
    </>
  );
}

function likelyWords(count: number): string {
  if (count === 0) return 'Nothing is likely to match';
  return count === 1 ? '1 document is likely to match' : `${count} documents are likely to match`;
}

/** The first answer is not there yet: says so only when it takes long. */
function Pending() {
  const isReady = useAppState(({ encoder }) => encoder.phase === 'ready');
  const words = useAppState(({ encoder }) => encoderWords(encoder));
  if (isReady) return <Skeleton />;
  return <Notice title={words}>The answer comes as soon as the encoder is there.</Notice>;
}

function NoMatches({ route }: { route: Route }) {
  const isIndexing = useAppState(({ ingest }) => ingest.phase === 'running');
  const isOfSet = useAppState(({ filter }) => filter.documents !== undefined);
  const { phrases, excluded, filters } = readQueryText(route.q);
  if (isOfSet || phrases.length + excluded.length + filters.length > 0) {
    return (
      <Notice title="Nothing meets all of it">
        Take a filter, a minus or the quotes away, and look again.
      </Notice>
    );
  }
  if (route.kind) {
    return (
      <Notice
        title={`No ${kindPlurals[route.kind].replace(/^[A-Z](?=[a-z])/, (c) => c.toLowerCase())} to search yet`}
      >
        <Button onPress={() => navigate({ ...route, kind: undefined })}>Search all kinds</Button>
      </Notice>
    );
  }
  return (
    <Notice title="Nothing to search yet">
      {isIndexing
        ? 'Your documents are still being read. What is ready shows up here by itself.'
        : 'None of your documents could be read. The reasons stand in the library.'}
    </Notice>
  );
}

function Notice({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div className="mx-auto flex max-w-lg animate-appear flex-col items-center gap-3 py-16 text-center">
      <p className="text-lg font-semibold">{title}</p>
      <div className="text-quiet">{children}</div>
    </div>
  );
}

function Skeleton() {
  return (
    <div aria-hidden="true" className="flex animate-appear flex-col gap-3">
      {['h-52', 'h-28', 'h-28'].map((height, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list
        <div key={i} className={`rounded-lg bg-sunken ${height}`} />
      ))}
    </div>
  );
}
