import type { DocumentId } from '../../../core';
import { storedList } from '../../parts/stored-list';

/** The beginning of an id tells documents apart as well as the whole. */
const shortIdLength = 16;

const isShortIds = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((id) => typeof id === 'string');

/** Sets of documents that a person said are no duplicates. */
export const dismissals = storedList('rummage.not-duplicates', isShortIds);

const short = (id: DocumentId) => id.slice(0, shortIdLength);

export function dismiss(ids: readonly DocumentId[]): void {
  dismissals.set([...dismissals.get(), ids.map(short)]);
}

/** Whether all of a group were dismissed together; one that a new document joined was not. */
export function isDismissed(ids: readonly DocumentId[], sets: readonly string[][]): boolean {
  const wanted = ids.map(short);
  return sets.some((set) => wanted.every((id) => set.includes(id)));
}
