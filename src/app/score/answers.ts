import {
  type AskAnswer,
  type AskSource,
  type DocumentId,
  describeLocator,
  displayName,
  type SourceDocument,
} from '../../core';

/** A question whose answer is known. */
export interface AskedQuestion {
  question: string;
  /** Any of these in the answer is right; absent: it is not in the documents. */
  answers?: string[];
  /** Where it stands: path as the file was added, or the end of it. */
  file?: string;
  /** As a person says it: "page 3"; absent: anywhere in the file. */
  place?: string;
}

export interface CitedPlace {
  file: string;
  place: string;
}

export interface AnswerResult {
  question: string;
  /** What it leads with and every sentence, as shown. */
  answer: string;
  declined: boolean;
  citations: CitedPlace[];
}

export interface AnswersReport {
  results: AnswerResult[];
  /** Share of the questions with a place whose citations have it; undefined where there are none. */
  supported: number | undefined;
  /** Share of the questions with an answer that have one of its strings. */
  correct: number | undefined;
  /** Share of the questions without an answer that were declined. */
  declinedRight: number | undefined;
}

interface Scoring {
  questions: readonly AskedQuestion[];
  answer: (question: string) => Promise<AskAnswer>;
  document: (id: DocumentId) => SourceDocument | undefined;
  onProgress: (done: number) => void;
  signal: AbortSignal;
}

/** Asks every question as a person would, and compares the answers with what is known. */
export async function scoreAnswers(scoring: Scoring): Promise<AnswersReport> {
  const { questions, answer, document, onProgress, signal } = scoring;
  const results: AnswerResult[] = [];
  for (const { question } of questions) {
    signal.throwIfAborted();
    results.push(resultOf(question, await answer(question), document));
    onProgress(results.length);
  }
  const share = (is: (one: AskedQuestion) => boolean, holds: (i: number) => boolean) => {
    const chosen = questions.flatMap((one, i) => (is(one) ? [i] : []));
    return chosen.length > 0 ? chosen.filter(holds).length / chosen.length : undefined;
  };
  return {
    results,
    supported: share(
      ({ file }) => file !== undefined,
      (i) => isSupported(questions[i]!, results[i]!),
    ),
    correct: share(
      ({ answers }) => answers !== undefined,
      (i) => isCorrect(questions[i]!, results[i]!),
    ),
    declinedRight: share(
      ({ answers }) => answers === undefined,
      (i) => results[i]!.declined,
    ),
  };
}

function resultOf(
  question: string,
  { isDeclined, lead, sentences, sources, offered }: AskAnswer,
  document: (id: DocumentId) => SourceDocument | undefined,
): AnswerResult {
  const cited = new Set(sentences.flatMap(({ citations }) => citations.map((c) => c.source)));
  return {
    question,
    answer: [lead, ...sentences.map(({ text }) => text)].filter(Boolean).join(' '),
    declined: isDeclined && !offered,
    citations: sources
      .filter(({ number }) => cited.has(number))
      .map((source) => placeOf(source, document(source.documentId))),
  };
}

function placeOf({ chunk, name }: AskSource, document: SourceDocument | undefined): CitedPlace {
  const path = document?.names[0]?.path ?? (document ? displayName(document) : name);
  return { file: path, place: describeLocator(chunk.locator) };
}

export function isSupported({ file, place }: AskedQuestion, { citations }: AnswerResult): boolean {
  return citations.some(
    (cited) =>
      (cited.file === file || cited.file.endsWith(`/${file}`)) &&
      (place === undefined || cited.place === place),
  );
}

/** Letter case, spaces and the commas of thousands do not count. */
const plain = (text: string) =>
  text
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/(\d),(?=\d{3}\b)/g, '$1');

export function isCorrect({ answers }: AskedQuestion, { answer, declined }: AnswerResult): boolean {
  if (declined || !answers) return false;
  const said = plain(answer);
  return answers.some((one) => said.includes(plain(one)));
}

/**
 * Reads questions from JSON lines of `{"question", "answers"?, "file"?, "place"?}`.
 *
 * @throws {Error} with a message for the person
 */
export function readQuestions(text: string): AskedQuestion[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  if (lines.length === 0) throw new Error('There is nothing in this file.');
  return lines.map((line, i) => {
    try {
      const read = JSON.parse(line);
      if (typeof read.question !== 'string') throw new Error('no question');
      return read as AskedQuestion;
    } catch {
      throw new Error(`Line ${i + 1} is not a question with its answers.`);
    }
  });
}
