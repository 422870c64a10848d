import { negationBefore } from './comparisons';
import type { ColumnMention, Draft } from './draft';
import { negations } from './lexicon';
import type { ColumnInfo, FilterChoice, FilterOperator } from './types';
import type { ValueMention, ValueOption } from './value-mentions';

interface Chosen {
  mention: ValueMention;
  options: ValueOption[];
  from: number;
  to: number;
  isNegated: boolean;
}

/** Turns named values into conditions; values of one column become one list. */
export function readValues(draft: Draft): void {
  const chosen: Chosen[] = [];
  draft.values = draft.values.filter((mention) => !isNegation(draft, mention));
  for (const mention of draft.values) {
    if (draft.isExplained(mention.from)) continue;
    chosen.push(choose(draft, mention, chosen.at(-1)));
  }
  while (chosen.length > 0) {
    const first = chosen.shift()!;
    const { column } = first.options[0]!;
    const isSame = (other: Chosen) =>
      other.options[0]!.column === column && other.isNegated === first.isNegated;
    const alike = [first, ...chosen.filter(isSame)];
    for (const other of alike.slice(1)) chosen.splice(chosen.indexOf(other), 1);
    addValues(draft, alike);
  }
}

/** `not rated R`: "Not Rated" is no value where another of its column follows. */
function isNegation(draft: Draft, mention: ValueMention): boolean {
  const next = draft.valueAt(mention.to);
  const column = next?.options[0]?.column;
  return column === mention.options[0]!.column && negations.has(draft.word(mention.from));
}

function choose(draft: Draft, mention: ValueMention, previous: Chosen | undefined): Chosen {
  const named = columnBeside(draft, mention);
  const isNamed = ({ column }: ValueOption) =>
    named?.matches.some((match) => match.column === column && match.score > 0.55) ?? false;
  let options = mention.options;
  let { from, to } = mention;
  if (named && options.some(isNamed)) {
    options = options.filter(isNamed).map((option) => ({
      ...option,
      score: option.score < 0.7 ? 0.8 : Math.max(option.score, 0.85),
    }));
    draft.use(named);
    [from, to] = [Math.min(from, named.from), Math.max(to, named.to)];
  }
  // Berlin or Frankfurt: what the first is, the second is before it is anything else.
  const before = previous?.options[0]?.column;
  const joined = /^(or|and|nor|,)$/.test(draft.word(mention.from - 1));
  if (joined && before) {
    options = [...options].sort(
      (a, b) => Number(b.column === before) - Number(a.column === before),
    );
    if (options[0]!.column === before) options = options.slice(0, 1);
  }
  const negation = negationBefore(draft, from);
  const wasNegated = joined && previous?.isNegated && draft.word(mention.from - 1) !== 'and';
  const isNegated = negation !== undefined || wasNegated === true;
  return { mention, options, from: negation ?? from, to, isNegated };
}

const small = /^(is|are|was|were|of|the|a|an|=|:|in|not)$/;

/** The column's name right beside the value: species adelie, Berlin region, island of Dream. */
function columnBeside(draft: Draft, { from, to }: ValueMention): ColumnMention | undefined {
  const isText = (mention: ColumnMention | undefined) =>
    mention?.matches.some(({ column }) => column.type === 'text') && !mention.isUsed;
  let i = from - 1;
  while (i >= from - 3 && small.test(draft.word(i))) i -= 1;
  // By, from and to stand between a verb and its object: directed by Scorsese.
  if (/^(by|from|to|on|at|during|with)$/.test(draft.word(i))) i -= 1;
  const before = draft.mentionAt(i);
  if (isText(before)) return before;
  const after = draft.mentionAt(to);
  return isText(after) && after!.from === to ? after : undefined;
}

function addValues(draft: Draft, alike: Chosen[]): void {
  const [first] = alike;
  const { column } = first!.options[0]!;
  const isNegated = first!.isNegated;
  const values = [...new Set(alike.flatMap(({ options }) => options[0]!.values))];
  const score = Math.min(...alike.map(({ options }) => options[0]!.score));
  const rival = first!.options[1];
  const isTied = rival !== undefined && first!.options[0]!.score - rival.score < 0.1;
  if (isTied) draft.doubts.add('value');
  for (const { mention, options, from } of alike) {
    mention.isUsed = true;
    draft.explain(mention.from, mention.to, options[0]!.score);
    if (from < mention.from && !draft.mentionAt(from)) draft.mark(from, from + 1);
  }
  const from = Math.min(...alike.map((each) => each.from));
  const to = Math.max(...alike.map((each) => each.to));
  draft.add(from, to, {
    type: 'filter',
    ...choice(column, values, isNegated, score),
    confidence: isTied ? Math.min(score, 0.6) : score,
    alternatives: first!.options
      .slice(1, 5)
      .map((option) => choice(option.column, option.values, isNegated, option.score)),
  });
}

function choice(
  column: ColumnInfo,
  values: string[],
  isNegated: boolean,
  confidence: number,
): FilterChoice {
  const single: FilterOperator = isNegated ? '!=' : '=';
  const many: FilterOperator = isNegated ? 'not in' : 'in';
  return { column: column.name, operator: values.length === 1 ? single : many, values, confidence };
}

/** `missing sex`, `without a price`, `price is unknown`. */
export function readEmpty(draft: Draft): void {
  for (const mention of draft.mentions) {
    if (mention.isUsed) continue;
    let at = mention.from - 1;
    if (/^(a|an|any|the)$/.test(draft.word(at))) at -= 1;
    const before = /^(missing|without|no|empty|blank|unknown|lacking|unspecified)$/;
    let [from, to] = [mention.from, mention.to];
    if (before.test(draft.word(at))) from = at;
    else {
      const after = /^(is|are|was|were)$/.test(draft.word(to)) ? to + 1 : to;
      if (!/^(missing|empty|blank|unknown|unspecified)$/.test(draft.word(after))) continue;
      to = after + 1;
    }
    const [best] = mention.matches;
    if (!best || draft.valueAt(from) || best.column.type === 'boolean') continue;
    draft.use(mention);
    draft.mark(from, mention.from);
    draft.mark(mention.to, to);
    draft.add(from, to, {
      type: 'filter',
      column: best.column.name,
      operator: 'empty',
      values: [],
      confidence: best.score,
      alternatives: [],
    });
  }
}

/** Columns of yes and no: `paid`, `not paid`, `unpaid`. */
export function readBooleans(draft: Draft): void {
  for (const [i, token] of draft.tokens.entries()) {
    if (draft.isExplained(i)) continue;
    const mention = draft.mentionAt(i);
    const best = mention?.matches[0];
    if (best?.column.type === 'boolean' && !mention!.isUsed) {
      draft.use(mention!);
      const answer = draft.word(mention!.to);
      const isNo = negationBefore(draft, i) !== undefined || /^(no|false)$/.test(answer);
      if (/^(yes|no|true|false)$/.test(answer)) draft.mark(mention!.to, mention!.to + 1);
      addBoolean(draft, negationBefore(draft, i) ?? i, mention!.to, best, !isNo);
      continue;
    }
    const positive = /^(?:un|non|not)([a-z]{3,})$/.exec(token.word)?.[1];
    const column = draft.columns.find(
      ({ info, words }) => info.type === 'boolean' && words.length === 1 && words[0] === positive,
    );
    if (!column) continue;
    draft.explain(i, i + 1, 1);
    addBoolean(draft, i, i + 1, { column: column.info, score: 0.95 }, false);
  }
}

function addBoolean(
  draft: Draft,
  from: number,
  to: number,
  { column, score }: { column: ColumnInfo; score: number },
  isTrue: boolean,
): void {
  draft.add(from, to, {
    type: 'filter',
    column: column.name,
    operator: '=',
    values: [isTrue ? 1 : 0],
    confidence: score,
    alternatives: [],
  });
}
