import { type DocumentId, distinctNames } from '../../../core';
import { storedList } from '../../parts/stored-list';
import type { ReviewGroup } from './review-groups';

/** The beginning of an id tells documents apart as well as the whole. */
const shortIdLength = 16;

const isMarks = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((mark) => typeof mark === 'string');

/** Groups that a person said are no duplicates, each as the marks of what was in it. */
export const dismissals = storedList('rummage.not-duplicates', isMarks);

const short = (id: DocumentId) => id.slice(0, shortIdLength);

function marksOf(group: ReviewGroup): string[] {
  if (group.type === 'alike') return group.documents.map(({ id }) => short(id));
  const { document } = group;
  return [`${short(document.id)} as ${distinctNames(document).length}`];
}

export function dismiss(group: ReviewGroup): void {
  dismissals.set([...dismissals.get(), marksOf(group)]);
}

/** Whether all of a group were dismissed together; one that a new document joined was not. */
export function isDismissed(group: ReviewGroup, dismissed: readonly string[][]): boolean {
  const marks = marksOf(group);
  return dismissed.some((set) => marks.every((mark) => set.includes(mark)));
}
