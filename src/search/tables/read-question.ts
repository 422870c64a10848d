import { Draft } from './draft';
import { adjectives, negations, otherDocuments, stopWords, unsupported } from './lexicon';
import { type ColumnMatch, sureScore } from './match-column';
import { readDates } from './read-dates';
import { readNumbers } from './read-numbers';
import { readShape, readShown } from './read-shape';
import { readBooleans, readEmpty, readValues } from './read-values';
import { corrected } from './spelling';
import { singular } from './text';
import { type Token, tokenise } from './tokens';
import type { Doubt, Reading, ReadingPart, TableFit, TableSource } from './types';
import { unitOf } from './units';
import { isCode } from './value-mentions';

/** Cosines, by column, of a phrase with the columns' names. */
export type ColumnSimilarity = (phrase: string, columns: string[]) => Promise<number[]>;

export interface ReadOptions {
  /** For "last month"; the day of now where absent. */
  today?: Date;
}

/** Two tables that explain a query this nearly as well are both offered. */
const tableMargin = 0.12;

/** A reading that explains less of the query is none. */
const minCoverage = 0.5;

/** Synonyms are less sure than this, and what a column is called is surer. */
const faintScore = 0.85;

const maxTokens = 60;

/** An embedding proposes a column only above this cosine, and never more surely than `similarScore`. */
const minSimilarity = 0.5;
const similarScore = 0.7;

/**
 * Reads a query as a question to one of the tables.
 *
 * @param columnSimilarity asked only where words alone do not name a column
 * @returns undefined where the query is not about a table
 */
export async function readQuestion(
  text: string,
  tables: readonly TableSource[],
  columnSimilarity?: ColumnSimilarity,
  options: ReadOptions = {},
): Promise<Reading | undefined> {
  const tokens = tokenise(text);
  if (tokens.length === 0 || tokens.length > maxTokens) return undefined;
  const today = options.today ?? new Date();
  const drafts: Judged[] = [];
  for (const source of tables) {
    const draft = drafted(text, tokens, source, today);
    const asTyped = judge(draft);
    const judged = asTyped?.rest.length === 0 ? asTyped : (judgeCorrected(draft, today) ?? asTyped);
    const isOpen = draft.doubts.has('column') || judged === undefined;
    const similar =
      columnSimilarity && isOpen && asksForColumn(draft)
        ? await similarColumns(draft, columnSimilarity)
        : undefined;
    const again = similar?.size ? judge(drafted(text, tokens, source, today, similar)) : undefined;
    const better = again && (!judged || again.score > judged.score) ? again : judged;
    if (better) drafts.push(better);
  }
  return decide(drafts);
}

function drafted(
  text: string,
  tokens: Token[],
  source: TableSource,
  today: Date,
  similar?: ReadonlyMap<number, ColumnMatch[]>,
): Draft {
  const draft = new Draft(text, tokens, source, similar);
  readDates(draft, today);
  readNumbers(draft);
  readEmpty(draft);
  readBooleans(draft);
  readValues(draft);
  readShape(draft);
  readShown(draft);
  return draft;
}

interface Judged {
  draft: Draft;
  score: number;
  /** The score were its ties between columns settled. */
  potential: number;
  coverage: number;
  rest: string[];
}

function isContent(draft: Draft, i: number): boolean {
  const token = draft.tokens[i]!;
  if (draft.isMarker[i] || token.kind === 'symbol') return false;
  return draft.credit[i]! > 0 || token.kind !== 'word' || !stopWords.has(token.word);
}

/** Weighs what a draft explains; undefined where it is no question to its table. */
function judge(draft: Draft): Judged | undefined {
  const { tokens, parts } = draft;
  explainUnits(draft);
  const content = tokens.map((_, i) => i).filter((i) => isContent(draft, i));
  const credits = content.map((i) => Math.max(draft.credit[i]!, draft.isRowWord[i]!));
  const rest = content.filter((_, at) => credits[at] === 0).map((i) => tokens[i]!.text);
  const acting = parts.filter((part) => part.type !== 'show');
  // "cheapest" says what is asked and of what in one word.
  const isExtreme = acting.length === 2 && acting.some(({ type }) => type === 'order');
  const all = credits.reduce((a, b) => a + b, 0);
  const coverage = content.length > 0 ? all / content.length : isExtreme ? 1 : 0;
  if (acting.length === 0 || coverage < minCoverage) return undefined;
  const isElsewhere = tokens.some(({ word }) => otherDocuments.has(singular(word)));
  if (isElsewhere && !draft.mentionsTable) return undefined;
  if (!isStructured(draft, parts, rest)) return undefined;
  // Guesses alone are no question, unless nothing else was typed: "under 500", "cheapest".
  const isMeasured = (part: ReadingPart) =>
    part.type === 'filter' && part.values.some((value) => typeof value === 'number');
  const weighing = acting.filter((part) => part.type !== 'limit');
  const isGuess = weighing.every((part) => part.confidence < sureScore);
  const isTie = weighing.every((part) => settled(part) >= sureScore);
  const isWhole =
    rest.length === 0 && (acting.every(isMeasured) || (isExtreme && content.length === 0));
  if (isGuess && !isTie && !draft.mentionsTable && !isWhole) return undefined;
  // With words left over, what follows from other words' meaning alone is no question either.
  const isFaint = acting.every((part) => part.confidence < faintScore || part.type === 'limit');
  if (isFaint && rest.length > 0 && !draft.mentionsTable) return undefined;
  const named = draft.mentionsTable ? 0.08 : 0;
  const scoreOf = (confidences: number[]) => {
    const confidence = confidences.reduce((sum, each) => sum + each, 0) / acting.length;
    return Math.min(1, coverage * (0.6 + 0.4 * confidence) + named);
  };
  const score = scoreOf(acting.map((part) => part.confidence));
  const potential = scoreOf(acting.map(settled));
  return { draft, score, potential, coverage, rest };
}

/** Of columns that tie, each is as good as it is by itself. */
function settled(part: ReadingPart): number {
  const others = part.type === 'limit' ? [] : part.alternatives;
  return Math.max(part.confidence, ...others.map(({ confidence }) => confidence));
}

/** `average delivery time in hours`: the unit of a column that is asked for. */
function explainUnits(draft: Draft): void {
  const used = draft.mentions.filter((mention) => mention.isUsed);
  const units = used.map(({ matches }) => matches[0]!.column.unit);
  for (const [i, { kind, word }] of draft.tokens.entries()) {
    const unit = kind === 'word' && word.length > 1 ? unitOf(word) : undefined;
    if (unit && !draft.isExplained(i) && units.includes(unit)) draft.mark(i, i + 1);
  }
}

/** Named values alone are ordinary search unless the whole query speaks of the table. */
function isStructured(draft: Draft, parts: ReadingPart[], rest: string[]): boolean {
  const isText = (part: ReadingPart) =>
    part.type === 'filter' && part.values.every((v) => typeof v === 'string');
  if (!parts.every((part) => part.type === 'show' || isText(part))) return true;
  if (parts.some((part) => part.type === 'filter' && part.operator === 'empty')) return true;
  if (rest.length > 0) return draft.mentionsTable;
  const filters = parts.filter((part) => part.type === 'filter');
  const speaks =
    draft.isRowWord.includes(1) || parts.some((part) => part.type === 'show') || filters.length > 1;
  const first = draft.tokens.findIndex((token) => token.from === filters[0]?.span.from);
  const places = /^(in|from|by|at|during|not|before|after|since|between|until)$/;
  const isPlaced = places.test(draft.word(first - 1)) || places.test(draft.word(first));
  const namesColumn = draft.mentions.some((mention) => mention.isUsed);
  // A code stands for its row as nothing else does.
  return speaks || isPlaced || namesColumn || filters.some(({ phrase }) => isCode(phrase));
}

function decide(drafts: Judged[]): Reading | undefined {
  drafts.sort((a, b) => b.score - a.score);
  const [best, ...others] = drafts;
  if (!best) return undefined;
  const near = others.filter((other) => best.score - other.potential < tableMargin).slice(0, 4);
  const fits: TableFit[] = drafts.map(({ draft, score }) => {
    const { tableId, name } = draft.source.info;
    return { tableId, name, score };
  });
  // A table named in the query is not passed over without asking.
  const named = others.filter((other) => other.draft.mentionsTable && !best.draft.mentionsTable);
  const rivals = best.draft.mentionsTable ? near.filter((o) => o.draft.mentionsTable) : near;
  const reading = toReading(best, rivals.length > 0 || named.length > 0, fits);
  const offered = [...new Set([...near, ...named])];
  reading.others = offered.map((other) => toReading(other, true, fits));
  return reading;
}

function toReading(
  { draft, coverage, rest }: Judged,
  isTableOpen: boolean,
  tables: TableFit[],
): Reading {
  const { tableId } = draft.source.info;
  const doubts = new Set<Doubt>(draft.doubts);
  if (isTableOpen) doubts.add('table');
  for (const part of draft.parts) {
    if (part.confidence < sureScore) doubts.add(part.type === 'filter' ? 'value' : 'column');
  }
  // Left-over words narrow a list of rows further, but make a number or a first place wrong.
  const isNamed = draft.mentionsTable || draft.mentions.some((mention) => mention.isUsed);
  const isNegated = rest.some(
    (word) => negations.has(word.toLowerCase()) || adjectives.has(word.toLowerCase()),
  );
  if (draft.tokens.some(({ word }, i) => unsupported.has(word) && !draft.isExplained(i))) {
    doubts.add('left-over');
  }
  if (joinsColumns(draft)) doubts.add('weak');
  // A number left over was a condition.
  const isNumber = draft.tokens.some(
    ({ kind, text }) => (kind === 'number' || kind === 'date') && rest.includes(text),
  );
  const onlyNarrows =
    isNamed && !isNegated && !isNumber && draft.parts.every((part) => part.type === 'filter');
  if (rest.length > 0 && !(onlyNarrows && coverage > 0.6)) doubts.add('left-over');
  return {
    text: draft.text,
    tableId,
    parts: draft.parts,
    columns: draft.source.info.columns,
    rest: rest.join(' '),
    isSure: doubts.size === 0,
    doubts: [...doubts],
    tables: [...tables].sort(
      (a, b) => Number(b.tableId === tableId) - Number(a.tableId === tableId) || b.score - a.score,
    ),
    others: [],
  };
}

/** An "or" between conditions on different columns: all conditions are joined by "and". */
function joinsColumns({ tokens, parts }: Draft): boolean {
  const filters = parts.filter((part) => part.type === 'filter');
  return tokens.some(({ word, from }) => {
    if (word !== 'or') return false;
    const before = filters.filter(({ span }) => span.to <= from);
    const after = filters.filter(({ span }) => span.from > from);
    return before.some((a) => after.some((b) => a.column !== b.column));
  });
}

function asksForColumn(draft: Draft): boolean {
  return (
    draft.parts.length > 0 ||
    draft.doubts.has('column') ||
    draft.tokens.some(({ kind }) => kind === 'number')
  );
}

/** The query as the table would spell it, never for sure. */
function judgeCorrected(draft: Draft, today: Date): Judged | undefined {
  const { text, source } = draft;
  const isOpen = (at: number) => !draft.isExplained(at) && !draft.isRowWord[at];
  const tokens = corrected(draft.tokens, source, isOpen);
  if (!tokens) return undefined;
  const again = drafted(text, tokens, source, today);
  again.doubts.add('spelling');
  const judged = judge(again);
  return judged?.rest.length === 0 && again.mentionsTable ? judged : undefined;
}

/** Columns for words nothing else explains. */
async function similarColumns(
  draft: Draft,
  similarity: ColumnSimilarity,
): Promise<Map<number, ColumnMatch[]>> {
  const found = new Map<number, ColumnMatch[]>();
  const columns = draft.columns.filter(({ info }) => info.type !== 'empty').map(({ info }) => info);
  const names = columns.map(({ name }) => name);
  for (const [i, token] of draft.tokens.entries()) {
    const isOpen = token.kind === 'word' && isContent(draft, i) && !draft.isExplained(i);
    if (!isOpen || draft.isRowWord[i]) continue;
    const cosines = await similarity(token.word, names);
    const matches = columns
      .map((column, at) => ({ column, score: Math.min(similarScore, cosines[at] ?? 0) }))
      .filter(({ score }) => score >= minSimilarity)
      .sort((a, b) => b.score - a.score);
    if (matches.length > 0) found.set(i, matches.slice(0, 3));
  }
  return found;
}
