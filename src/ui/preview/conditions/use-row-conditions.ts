import type { Rummage } from '../../../app';
import { type Chunk, type DocumentId, type FilterPart, filterWords } from '../../../core';
import { useLoaded } from '../../parts/hooks';
import { useAppState, useRummage } from '../../parts/rummage-context';
import type { Condition } from './conditions';

/** Where the query is a question to a table: which of its conditions a row of that table meets. */
export function useRowConditions(id: DocumentId, chunk: Chunk, typed: string): Condition[] {
  const rummage = useRummage();
  const tableCount = useAppState(({ library }) => library.tableCount);
  const key = `${id}/${chunk.ordinal} ${tableCount} ${typed}`;
  const { value } = useLoaded(() => rowConditions(rummage, id, chunk, typed), key);
  return value ?? [];
}

async function rowConditions(
  rummage: Rummage,
  id: DocumentId,
  { locator, cells }: Chunk,
  typed: string,
): Promise<Condition[]> {
  if (locator.type !== 'row' || typed === '') return [];
  const reading = await rummage.readQuestion(typed);
  if (reading?.tableId !== id) return [];
  const filters = reading.parts.filter((part): part is FilterPart => part.type === 'filter');
  const meets = async (parts: FilterPart[]) =>
    (await rummage.answerQuestion({ ...reading, parts }))?.rowNumbers.includes(locator.row) ??
    false;
  if (filters.length === 0) return [];
  // Answers name only their first thousand rows, so the narrowest one is asked first; then each
  // condition alone, so that a row which is no answer still tells which of them it meets.
  const isAnswer = await meets(filters);
  const met = await Promise.all(
    filters.map(async (part) => (isAnswer || (await meets([part])) ? part : undefined)),
  );
  return met
    .filter((part) => part !== undefined)
    .map((part) => {
      const value = cells?.find(({ column }) => column === part.column)?.value;
      return [
        filterWords(part, reading.columns),
        value === undefined || value === '' ? 'met' : value,
      ];
    });
}
