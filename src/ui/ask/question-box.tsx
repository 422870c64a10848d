import { useEffect, useRef, useState } from 'react';
import { Button } from '../parts/button';
import { ScopePicker } from './scope-picker';

interface Props {
  isFollowUp: boolean;
  onAsk: (question: string) => void;
}

/** The box for a question, and of what it is asked. */
export function QuestionBox({ isFollowUp, onAsk }: Props) {
  const [text, setText] = useState('');
  const input = useRef<HTMLTextAreaElement>(null);
  const question = text.trim();
  useEffect(() => {
    if (matchMedia('(pointer: fine)').matches) input.current?.focus();
  }, []);
  const send = () => {
    if (question === '') return;
    onAsk(question);
    setText('');
    input.current?.focus();
  };
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div className="flex items-end gap-2 rounded-xl border border-control bg-raised py-2 pr-2 pl-4 shadow-sm has-[textarea:focus-visible]:border-accent has-[textarea:focus-visible]:outline-2 has-[textarea:focus-visible]:outline-accent">
        <textarea
          ref={input}
          aria-label="Question"
          rows={1}
          dir="auto"
          maxLength={1000}
          value={text}
          placeholder={isFollowUp ? 'Ask further' : 'Ask a question about your files'}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            send();
          }}
          className="field-sizing-content max-h-40 min-h-9 min-w-0 grow resize-none bg-transparent py-1.5 text-base outline-none placeholder:text-quiet"
        />
        <Button look="primary" type="submit" isDisabled={question === ''}>
          Ask
        </Button>
      </div>
      <ScopePicker />
    </form>
  );
}
