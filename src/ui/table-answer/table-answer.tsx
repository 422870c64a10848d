import { useState } from 'react';
import { partWords, type Reading } from '../../core';
import { Button } from '../parts/button';
import { useLoaded } from '../parts/hooks';
import { Icon } from '../parts/icon';
import type { HitKey } from '../parts/route';
import { useAppState, useRummage } from '../parts/rummage-context';
import { AnswerBody } from './answer-body';
import { PartChip } from './part-chip';

interface Props {
  text: string;
  onOpen: (key: HitKey) => void;
}

/** What the tables of the library say to the query, where it is a question to one of them. */
export function TableAnswerCard({ text, onOpen }: Props) {
  const rummage = useRummage();
  const tableCount = useAppState(({ library }) => library.tableCount);
  const { value } = useLoaded(() => rummage.readQuestion(text), `${text} ${tableCount}`);
  if (!value) return null;
  return <Answered key={`${text} ${value.tableId}`} reading={value} onOpen={onOpen} />;
}

function Answered({ reading: first, onOpen }: { reading: Reading; onOpen: Props['onOpen'] }) {
  const [reading, setReading] = useState(first);
  // Where it is not sure, nothing is applied before a person says so.
  const [isMeant, setMeant] = useState(first.isSure);
  if (reading.parts.length === 0) return null;
  const choose = (next: Reading) => {
    setReading(next);
    setMeant(true);
  };
  const tableName = reading.tables[0]?.name ?? '';
  return (
    <section
      aria-label="Answer from a table"
      className="flex flex-col gap-3 rounded-lg border border-line bg-raised p-3"
    >
      <div className="flex flex-wrap items-center gap-2 text-sm">
        <Icon name="table" className="size-4 text-accent" />
        <h2 dir="auto" className="font-semibold">
          {tableName}
        </h2>
        {reading.parts.map((part) => (
          <PartChip
            key={part.id}
            part={part}
            columns={reading.columns}
            onChange={(next) =>
              choose({ ...reading, parts: reading.parts.map((p) => (p.id === part.id ? next : p)) })
            }
            onRemove={() =>
              setReading({ ...reading, parts: reading.parts.filter((p) => p.id !== part.id) })
            }
          />
        ))}
      </div>
      {isMeant ? (
        <Body reading={reading} onOpen={onOpen} />
      ) : (
        <div className="flex flex-wrap items-center gap-2 text-sm">
          <span className="text-quiet">Is this what you mean?</span>
          <Button onPress={() => setMeant(true)}>Yes, work it out</Button>
          {first.others.map((other) => (
            <Button key={other.tableId} look="quiet" onPress={() => choose(other)}>
              {`${other.tables[0]?.name}: ${other.parts.map((part) => partWords(part, other.columns)).join(', ')}`}
            </Button>
          ))}
        </div>
      )}
    </section>
  );
}

function Body({ reading, onOpen }: { reading: Reading; onOpen: Props['onOpen'] }) {
  const rummage = useRummage();
  const key = JSON.stringify(reading.parts);
  const { value, pending } = useLoaded(() => rummage.answerQuestion(reading), key);
  if (pending) return <div aria-hidden="true" className="h-16" />;
  if (!value) return <p className="text-quiet">This could not be worked out.</p>;
  return <AnswerBody reading={reading} answer={value} onOpen={onOpen} />;
}
