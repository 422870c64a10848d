import type { AskAnswer, Writing } from '../../core';
import { Button } from '../parts/button';
import { formatBytes } from '../parts/format';
import type { HitKey } from '../parts/route';
import { useRummage } from '../parts/rummage-context';
import { SourceList } from './source-list';
import { speedText } from './speed';

interface Props {
  /** Of the turn. */
  id: string;
  answer: AskAnswer;
  writing: Writing;
  onOpen: (key: HitKey) => void;
}

/** What a language model has written so far; nothing of it is checked before it is whole. */
export function WritingTurn({ id, answer, writing, onOpen }: Props) {
  const rummage = useRummage();
  const { text, tokensPerSecond } = writing;
  return (
    <div className="flex flex-col gap-3">
      <p
        dir="auto"
        data-writing=""
        className="max-w-[70ch] text-quiet wrap-anywhere whitespace-pre-line"
      >
        {text || waitText(writing)}
      </p>
      <p className="flex items-center gap-3 text-xs text-quiet tabular-nums">
        {tokensPerSecond > 0 && speedText(tokensPerSecond)}
        <Button look="quiet" onPress={() => rummage.stopWriting(id)}>
          Stop
        </Button>
      </p>
      <SourceList answer={answer} pointed={undefined} onOpen={onOpen} />
    </div>
  );
}

function waitText({ by, loading }: Writing): string {
  if (!loading) return 'The language model is reading the sources …';
  const { done, total } = loading;
  if (done >= total) return `Making ${by} ready …`;
  return `Loading ${by}: ${formatBytes(done)} of ${formatBytes(total)} …`;
}
