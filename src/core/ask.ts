import type { Chunk } from './chunk';
import type { DocumentId, DocumentKind } from './document';
import type { SearchFilter } from './filter';
import type { Progress } from './progress';
import type { Score, TextSpan } from './query';
import type { Reading, TableAnswer } from './table-reading';

/** A place of the library that an answer may rest on. */
export interface AskSource {
  /** As it is cited, from 1. */
  number: number;
  documentId: DocumentId;
  /** Of the document, as shown. */
  name: string;
  documentKind: DocumentKind;
  /** The chunk found; neighbours are joined to its text only. */
  chunk: Chunk;
  /** The chunk's text with that of its neighbours. */
  text: string;
  /** Where in it the text of which chunk begins, in order. */
  parts: { ordinal: number; start: number }[];
  score: Score;
}

/** Where in a source a sentence of the answer was taken from, or rests. */
export interface Citation {
  /** Number of the source. */
  source: number;
  /** In the source's text; absent where all of it is meant. */
  span?: TextSpan;
}

/** What its sources say to a sentence, see `answer/grounding.ts`. */
export type Support =
  | { phase: 'quoted' }
  | { phase: 'supported' }
  /** Not found in its sources: figures and names that stand in none, or none at all. */
  | { phase: 'unsupported'; missing: string[] };

export interface AnswerSentence {
  text: string;
  citations: Citation[];
  support: Support;
}

/** A question to a table with what it came to. */
export interface ComputedAnswer {
  reading: Reading;
  answer: TableAnswer;
}

/** What the library has to say to a question. */
export interface AskAnswer {
  /** Nothing in the library supports an answer. */
  isDeclined: boolean;
  /** The best-supported candidate, said first: yes, no, or which. */
  lead?: string;
  sentences: AnswerSentence[];
  /** Best first; also those that are not cited. */
  sources: AskSource[];
  /** The figure was worked out from a table. */
  computed?: ComputedAnswer;
  /** A question to a table that may be meant, but is not sure. */
  offered?: Reading;
  /** Who wrote it; absent: nobody, it is quoted. */
  writtenBy?: string;
  tokensPerSecond?: number;
  /** Why the language model that was to write it did not. */
  notWritten?: string;
  /** Sources that the language model had no room for. */
  sourcesLeftOut?: number;
}

/** What a language model has written so far. */
export interface Writing {
  by: string;
  text: string;
  /** 0 before the second token. */
  tokensPerSecond: number;
  /** While it is not in memory yet, in bytes. */
  loading?: Progress<'load'>;
}

export type TurnState =
  | { phase: 'working' }
  /** A language model writes; what is quoted is there already. */
  | { phase: 'writing'; answer: AskAnswer; writing: Writing }
  | { phase: 'done'; answer: AskAnswer }
  | { phase: 'failed'; message: string };

/** A question of a thread, and what became of it. */
export interface AskTurn {
  id: string;
  question: string;
  /** What of the library it is asked of. */
  scope: SearchFilter;
  /** Milliseconds since the epoch. */
  askedAt: number;
  state: TurnState;
}

/** Questions that follow each other. */
export interface AskThread {
  id: string;
  title: string;
  turns: AskTurn[];
  /** Milliseconds since the epoch, of the last change. */
  changedAt: number;
}
