import { useCallback, useEffect, useRef } from 'react';
import { useMediaQuery } from '../parts/hooks';
import { currentRoute, type HitKey, navigate, type Route } from '../parts/route';
import { useAppState, useRummage } from '../parts/rummage-context';
import { Preview } from '../preview/preview';
import { AskIntroduction } from './ask-introduction';
import { QuestionBox } from './question-box';
import { ThreadHeader } from './thread-header';
import { ThreadList } from './thread-list';
import { TurnItem } from './turn-item';

/** Questions and answers from the person's own documents, every sentence with its source. */
export function AskScreen({ route }: { route: Route }) {
  const { open, thread: threadId, q } = route;
  const rummage = useRummage();
  const hasRoomBeside = useMediaQuery('(min-width: 1024px)');
  const thread = useAppState(({ ask }) => ask.threads.find(({ id }) => id === threadId));
  const isLoaded = useAppState(({ ask }) => ask.isLoaded);
  const end = useRef<HTMLDivElement>(null);
  const turnCount = thread?.turns.length ?? 0;

  const onAsk = useCallback(
    (question: string) => {
      const id = rummage.ask(question, rummage.store.getState().askScope, threadId);
      navigate({ screen: 'ask', q: '', thread: id }, threadId === id ? 'replace' : 'push');
    },
    [rummage, threadId],
  );
  const onOpen = useCallback((key: HitKey) => {
    const now = currentRoute();
    navigate({ ...now, open: key }, now.open ? 'replace' : 'push');
  }, []);
  const onClose = useCallback(() => {
    navigate({ ...currentRoute(), open: undefined }, 'replace');
  }, []);
  const onLike = useCallback((key: HitKey) => {
    navigate({ screen: 'search', q: '', pictures: [{ key, weight: 1 }] });
  }, []);

  // A question in the address is asked once, and the address then names its thread.
  useEffect(() => {
    if (q === '' || !isLoaded) return;
    const id = rummage.ask(q, rummage.store.getState().askScope);
    navigate({ screen: 'ask', q: '', thread: id }, 'replace');
  }, [rummage, q, isLoaded]);
  useEffect(() => {
    if (turnCount > 0) end.current?.scrollIntoView({ block: 'end' });
  }, [turnCount]);

  return (
    <div className="flex h-full">
      <div className="flex h-full min-w-0 grow flex-col">
        <div data-scroller="" className="min-h-0 grow overflow-y-auto">
          <h1 className="sr-only">Ask your files</h1>
          <div className="mx-auto flex max-w-5xl flex-col gap-6 px-3 pt-4 pb-6 sm:px-5 sm:pt-6">
            {thread ? (
              <>
                <ThreadHeader key={thread.id} thread={thread} />
                <ol aria-label="Questions and answers" className="flex flex-col gap-8">
                  {thread.turns.map((turn) => (
                    <TurnItem key={turn.id} turn={turn} onOpen={onOpen} onAsk={onAsk} />
                  ))}
                </ol>
              </>
            ) : (
              <>
                <AskIntroduction onAsk={onAsk} />
                <ThreadList />
              </>
            )}
            <div ref={end} />
          </div>
        </div>
        <div className="shrink-0 border-t border-line bg-canvas">
          <div className="mx-auto max-w-5xl px-3 py-3 sm:px-5">
            <QuestionBox key={threadId ?? ''} isFollowUp={thread !== undefined} onAsk={onAsk} />
          </div>
        </div>
      </div>
      {open && <Preview openKey={open} isBeside={hasRoomBeside} {...{ onOpen, onClose, onLike }} />}
    </div>
  );
}
