import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { DocumentId } from '../../../core';

/** Documents ticked to be removed; kept while one looks at a document and comes back. */
const choice = createStore<{ ids: ReadonlySet<DocumentId> }>(() => ({ ids: new Set() }));

export const useRemovalChoice = () => useStore(choice, ({ ids }) => ids);

export function chooseForRemoval(ids: Iterable<DocumentId>, isChosen: boolean): void {
  const next = new Set(choice.getState().ids);
  for (const id of ids) {
    if (isChosen) next.add(id);
    else next.delete(id);
  }
  choice.setState({ ids: next });
}

export function chooseNone(): void {
  choice.setState({ ids: new Set() });
}
