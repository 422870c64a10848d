import type { Draft } from './draft';
import { stopWords } from './lexicon';
import {
  addGroup,
  addMeasure,
  defaultMeasure,
  findAggregate,
  findCount,
  findGrouping,
} from './read-measures';
import {
  addShow,
  findEntity,
  findSuperlative,
  isOrdering,
  readSorting,
  readSuperlative,
} from './read-order';

/** Reads what is done with the rows: aggregates, groups, order and limit. */
export function readShape(draft: Draft): void {
  readSorting(draft);
  const superlative = findSuperlative(draft);
  let grouping = findGrouping(draft);
  let measure = findCount(draft) ?? findAggregate(draft);
  if (superlative) {
    const isByMeasure = isOrdering(draft, superlative, grouping);
    const entity = grouping && !isByMeasure ? undefined : findEntity(draft, superlative);
    readSuperlative(draft, superlative, grouping, entity, measure);
    return;
  }
  if (grouping && !measure) measure = defaultMeasure(draft, grouping);
  if (measure) addMeasure(draft, measure);
  if (grouping && measure) addGroup(draft, grouping);
  else grouping = undefined;
}

/** Columns named and not used otherwise are what is to be seen. */
export function readShown(draft: Draft): void {
  for (const mention of draft.mentions) {
    const isStop = mention.to - mention.from === 1 && stopWords.has(draft.word(mention.from));
    if (mention.isUsed || isStop) continue;
    const isSeen = draft.isExplained(mention.from);
    if (isSeen) continue;
    draft.use(mention);
    addShow(draft, mention);
  }
}
