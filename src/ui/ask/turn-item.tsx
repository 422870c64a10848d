import { useState } from 'react';
import type { AskAnswer, AskTurn } from '../../core';
import { Button } from '../parts/button';
import { countOf } from '../parts/format';
import type { HitKey } from '../parts/route';
import { AnswerBody } from '../table-answer/answer-body';
import { TableAnswerCard } from '../table-answer/table-answer';
import { AnswerText } from './answer-text';
import { SourceList } from './source-list';
import { WritingTurn } from './writing-turn';

interface Props {
  turn: AskTurn;
  onOpen: (key: HitKey) => void;
  onAsk: (question: string) => void;
}

/** A question with its answer, and beside it what the answer rests on. */
export function TurnItem({ turn, onOpen, onAsk }: Props) {
  const { question, state } = turn;
  return (
    <li className="flex flex-col gap-3" data-turn={state.phase}>
      <h3 dir="auto" className="text-lg font-semibold wrap-anywhere">
        {question}
      </h3>
      <div aria-live="polite">
        {state.phase === 'working' && <p className="text-quiet">Looking through your files …</p>}
        {state.phase === 'writing' && <WritingTurn id={turn.id} {...state} onOpen={onOpen} />}
        {state.phase === 'failed' && (
          <p className="flex flex-wrap items-center gap-3">
            <span className="text-danger">{state.message}</span>
            <Button icon="retry" onPress={() => onAsk(question)}>
              Ask again
            </Button>
          </p>
        )}
        {state.phase === 'done' && <Answered answer={state.answer} onOpen={onOpen} />}
      </div>
    </li>
  );
}

function Answered({ answer, onOpen }: { answer: AskAnswer; onOpen: (key: HitKey) => void }) {
  // The source that a citation points at, while it does.
  const [pointed, setPointed] = useState<number>();
  const { isDeclined, computed, offered, sources } = answer;
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <div className="flex flex-col gap-3">
        {isDeclined ? (
          <p data-declined="">
            Nothing in your files answers this.
            {sources.length > 0 && ' The nearest passages stand among the sources.'}
          </p>
        ) : (
          <AnswerText answer={answer} onPoint={setPointed} onOpen={onOpen} />
        )}
        {answer.notWritten && <p className="text-xs text-warning">{answer.notWritten}</p>}
        {answer.sourcesLeftOut !== undefined && (
          <p className="text-xs text-quiet">
            {countOf(answer.sourcesLeftOut, 'source')} did not fit into what the model can read.
          </p>
        )}
        {computed && (
          <div className="rounded-lg border border-line bg-raised p-3">
            <AnswerBody reading={computed.reading} answer={computed.answer} onOpen={onOpen} />
          </div>
        )}
        {offered && <TableAnswerCard text={offered.text} onOpen={onOpen} />}
      </div>
      <SourceList answer={answer} pointed={pointed} onOpen={onOpen} />
    </div>
  );
}
