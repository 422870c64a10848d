import { type AskQuestion, extractAnswer, minSupport, readAsk, tableSentence } from '../../answer';
import {
  type AskAnswer,
  type AskSource,
  type ComputedAnswer,
  type DocumentId,
  documentOfTable,
  joinFilters,
  modalityOf,
  ordinalInTable,
  type Reading,
  readQueryText,
  type SearchFilter,
  type SourceDocument,
  wholeOfTable,
} from '../../core';
import { callback, type Remote } from '../../workers/connect';
import type { Library } from '../../workers/library';
import type { ColumnSimilarity } from '../column-similarity';
import type { ModelSession } from '../model-session';
import { retrieve, sourceOf } from './retrieve';

export interface AskParts {
  library: Remote<Library>;
  model: ModelSession;
  similarity: ColumnSimilarity;
  document(id: DocumentId): SourceDocument | undefined;
}

export interface Asked {
  question: string;
  scope: SearchFilter;
  /** The question before in the thread, which this one may lean on. */
  previous?: string | undefined;
}

/** Rows behind a computed answer that are cited. */
const maxCitedRows = 5;

/**
 * A picture is offered as an answer from this calibrated score on, or from the lower one where it
 * stands out from the next: lower than the noise line of a search, for only pictures are asked for.
 */
const minPictureScore = { alone: 5, outstanding: 2.5, timesNext: 3 };

const asksForPicture =
  /^(?:(?:which|what|show|find|where is|is there|are there|do i have|have i)\b\W*(?:\w+\W+){0,3})?(?:photo|photograph|picture|image|figure|drawing|screenshot|scan)s?\b/i;

/** Answers from the library: worked out where a table tells, else quoted from what supports it. */
export async function answerQuestion(parts: AskParts, asked: Asked): Promise<AskAnswer> {
  const { library, model } = parts;
  const typed = readQueryText(asked.question);
  const scope = joinFilters(asked.scope, typed.filter);
  const reading = await library.readQuestion(asked.question, callback(parts.similarity));
  const tabled = reading && parts.document(documentOfTable(reading.tableId));
  const isInScope = reading && tabled !== undefined && isAllowed(scope, tabled);
  const computed = isInScope && reading.isSure ? await compute(parts, reading) : undefined;
  if (computed) return computed;
  const question = leaning(readAsk(typed.meaning || asked.question), asked.previous);
  const shown = pictureAskedFor(question);
  const sought = shown ?? question;
  const embed = (texts: string[]) => model.embedTexts(texts, 'query');
  const sources = await retrieve(
    library,
    sought,
    await embed([sought.text]),
    shown ? joinFilters(scope, { kinds: ['image', 'pdf'] }) : scope,
  );
  const picture = shown && pictureAnswer(sources);
  if (picture) return picture;
  const { sentences, lead, support } = await extractAnswer(question, sources, embed);
  const isDeclined = support < minSupport;
  return {
    isDeclined,
    sentences: isDeclined ? [] : sentences,
    ...(lead !== undefined && !isDeclined && { lead }),
    sources,
    ...(isInScope && { offered: reading }),
  };
}

/** Whether a table may answer: filters by folder, name or date are for documents that are searched. */
function isAllowed(
  { documents, kinds, folders, names, dates }: SearchFilter,
  { id, kind }: SourceDocument,
): boolean {
  const isSearched = [folders, names, dates].some((list) => list && list.length > 0);
  return !isSearched && (documents?.includes(id) ?? true) && (kinds?.includes(kind) ?? true);
}

/** What a picture that is asked for is to show; undefined where none is. */
function pictureAskedFor({ text }: AskQuestion): AskQuestion | undefined {
  if (!asksForPicture.test(text)) return undefined;
  const shown = /\b(?:showing|shows?|of|with|where|has|have)\s+(.+?)\??$/is.exec(text);
  return readAsk(shown?.[1] ?? text);
}

/** Words that begin a question which goes on from the one before, and words that stand for what it was about. */
const goesOn = /^(?:and|or|but|so|then|what about|how about)\b/i;
const standsFor =
  /\b(?:it|its|they|them|their|he|him|his|she|her)\b|\b(?:this|that|these|those)\W*$/i;

/** "And how long does it keep?" says of what only together with the question before. */
function leaning(question: AskQuestion, previous: string | undefined): AskQuestion {
  const { text, words } = question;
  const leans = goesOn.test(text) || standsFor.test(text) || words.length < 2;
  if (!previous || !leans) return question;
  const before = readAsk(previous);
  const both = [...new Set([...words, ...before.words])];
  return { ...question, words: both, text: `${before.text} ${text}` };
}

async function compute(parts: AskParts, reading: Reading): Promise<AskAnswer | undefined> {
  const answer = await parts.library.answerQuestion(reading);
  const document = parts.document(documentOfTable(reading.tableId));
  if (!answer || !document) return undefined;
  const computed: ComputedAnswer = { reading, answer };
  const sources = await citedRows(parts, document, computed);
  const citations = sources.map(({ number }) => ({ source: number }));
  const sentence = {
    text: tableSentence(computed),
    citations,
    support: { phase: 'quoted' } as const,
  };
  return { isDeclined: false, sentences: [sentence], sources, computed };
}

/** The first rows behind it; the whole table where many went into it. */
async function citedRows(
  { library }: AskParts,
  document: SourceDocument,
  { answer }: ComputedAnswer,
): Promise<AskSource[]> {
  const isOfAll = answer.total > maxCitedRows;
  const whole = wholeOfTable(document, answer.tableId);
  const ordinals =
    isOfAll && whole !== undefined
      ? [whole]
      : answer.rowNumbers
          .slice(0, maxCitedRows)
          .map((row) => ordinalInTable(document, answer.tableId, row))
          .filter((ordinal) => ordinal !== undefined);
  const chunks = await Promise.all(
    ordinals.map(async (ordinal) => (await library.chunks(document.id, ordinal, ordinal + 1))[0]),
  );
  return chunks
    .filter((chunk) => chunk !== undefined)
    .map((chunk, i) => sourceOf(i + 1, document, { chunk, score: { calibrated: 100 } }, [chunk]));
}

/** Where a picture is asked for, the one that fits best is the answer. */
function pictureAnswer(sources: AskSource[]): AskAnswer | undefined {
  const pictures = sources.filter(({ chunk }) => modalityOf(chunk.kind) === 'image');
  const [best, next] = pictures.sort((a, b) => b.score.calibrated - a.score.calibrated);
  const { alone, outstanding, timesNext } = minPictureScore;
  const score = best?.score.calibrated ?? 0;
  const isOutstanding = score >= outstanding && score >= timesNext * (next?.score.calibrated ?? 0);
  if (!best || (score < alone && !isOutstanding)) return undefined;
  const caption = best.chunk.text.trim();
  const text = `${best.name} shows what comes nearest${caption ? `: ${caption}` : ''}.`;
  return {
    isDeclined: false,
    lead: best.name,
    sentences: [{ text, citations: [{ source: best.number }], support: { phase: 'quoted' } }],
    sources,
  };
}
