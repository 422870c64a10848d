import { useState } from 'react';
import type { PersistAnswer } from '../../app';
import { Button } from '../parts/button';
import { sentence } from '../parts/format';
import { useRummage } from '../parts/rummage-context';

const words: Record<PersistAnswer, string> = {
  granted: 'The browser has agreed to keep it until you remove it.',
  refused:
    'The browser was asked to keep it and did not agree: it may clear it when disk space runs short. Some browsers agree once a page is bookmarked, installed or used more often.',
  'not-asked':
    'The browser may clear it when disk space runs short. It is asked to keep it as soon as you add files.',
};

/** Whether the browser keeps the library when disk space is short, and a way to ask it to. */
export function KeptFacts({ persist }: { persist: PersistAnswer }) {
  const rummage = useRummage();
  const [answer, setAnswer] = useState<PersistAnswer>();
  const [fault, setFault] = useState('');
  const current = answer ?? persist;
  const ask = async () => {
    setFault('');
    try {
      setAnswer(await rummage.askToPersist());
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      setFault(` The browser could not be asked: ${sentence(reason)}`);
    }
  };
  return (
    <div className="flex flex-col items-start gap-3">
      <p role="status" className="text-sm">
        {words[current]}
        {answer === 'refused' && ' It was asked just now.'}
        <span className="text-danger">{fault}</span>
      </p>
      {current !== 'granted' && (
        <Button onPress={() => void ask()}>
          {current === 'refused' ? 'Ask it again' : 'Ask it now'}
        </Button>
      )}
    </div>
  );
}
