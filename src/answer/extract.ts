import type { AnswerSentence, AskSource, TextSpan } from '../core';
import { wordSpans } from '../search/words';
import { findLead } from './lead';
import { type AskQuestion, expectedIn, hasExpectation } from './question';
import { isTitle, sentencesOf } from './sentences';
import { dot, rowsOf } from './vectors';

/** Unit vectors of texts, shape [texts, dims]. */
export type EmbedTexts = (texts: string[]) => Promise<Float32Array>;

/** More are not embedded: people wait for the answer. */
const maxSentences = 90;

const maxQuoted = 3;

/** A further sentence says at least this share of what the best one does. */
const minShare = 0.72;

/** Two sentences nearer than this say the same. */
const sameSentence = 0.93;

/** How much each sign counts that a sentence answers. */
const weights = {
  meaning: 0.55,
  words: 0.3,
  source: 0.15,
  expected: 0.12,
  first: 0.02,
  caption: -0.08,
};

/** Names a figure and tells little. */
const caption = /^(?:figure|fig\.|table|abb\.) ?\d/i;

/** Below this support nothing is said; see `npm run eval:ask`. */
export const minSupport = 0.5;

export interface Candidate {
  source: AskSource;
  span: TextSpan;
  text: string;
  vector: Float32Array;
  /** Share of the question's words in it, its heading and its document's name, by rarity; 0 to 1. */
  coverage: number;
  /** Cosine with the question. */
  meaning: number;
  /** It has a stretch of the kind that is asked for; undefined where none can be told. */
  isExpected: boolean | undefined;
  score: number;
}

export interface Extracted {
  sentences: AnswerSentence[];
  lead?: string;
  /** 0 to 1: how well the best sentence is supported. */
  support: number;
  /** Best first. */
  candidates: Candidate[];
}

/** Picks the sentences of the sources that answer a question, each quoted as it stands there. */
export async function extractAnswer(
  question: AskQuestion,
  sources: readonly AskSource[],
  embed: EmbedTexts,
): Promise<Extracted> {
  const candidates = await judgeSentences(question, sources, embed);
  const [best] = candidates;
  if (!best) return { sentences: [], support: 0, candidates };
  const quoted = choose(candidates);
  const lead = findLead(question, quoted);
  return {
    sentences: quoted.map(({ text, source, span }) => ({
      text,
      citations: [{ source: source.number, span }],
      support: { phase: 'quoted' },
    })),
    ...(lead !== undefined && { lead }),
    support: supportOf(best),
    candidates,
  };
}

async function judgeSentences(
  question: AskQuestion,
  sources: readonly AskSource[],
  embed: EmbedTexts,
): Promise<Candidate[]> {
  const found = sources.flatMap((source) =>
    spansOf(source).map((span, at) => ({
      source,
      span,
      at,
      text: source.text.slice(span.start, span.end),
    })),
  );
  const asked = found.slice(0, maxSentences);
  if (asked.length === 0) return [];
  const texts = asked.map(({ source, text }) => withContext(source, text));
  const vectors = rowsOf(await embed([question.text, ...texts]), texts.length + 1);
  const [query, ...others] = vectors;
  const byDocument = Map.groupBy(sources, ({ documentId }) => documentId);
  const covered = coverages(
    question.words,
    asked.map(({ source, text }) => ({
      text,
      near: `${source.chunk.heading ?? ''} ${plainName(source.name)} ${source.text}`,
      around: byDocument.get(source.documentId)!,
    })),
  );
  const judged = asked.map(({ source, span, text, at }, i) => {
    const meaning = dot(query!, others[i]!);
    const isExpected = hasExpectation(question.kind)
      ? expectedIn(text, question.kind).length > 0
      : undefined;
    const score =
      weights.meaning * meaning +
      weights.words * covered[i]! +
      weights.source * (source.score.calibrated / 100) +
      (isExpected ? weights.expected : 0) +
      (caption.test(text) ? weights.caption : 0) +
      weights.first / (1 + at);
    const [vector, coverage] = [others[i]!, covered[i]!];
    return { source, span, text, vector, coverage, meaning, isExpected, score };
  });
  return judged.sort((a, b) => b.score - a.score);
}

/** A row is one statement, however many stops its cells have. */
function spansOf({ chunk, text }: AskSource): TextSpan[] {
  if (chunk.kind === 'table' || text.trim() === '') return [];
  if (chunk.kind === 'row') return [{ start: 0, end: text.length }];
  return sentencesOf(text).filter(({ start, end }) => !isTitle(text.slice(start, end)));
}

/** A sentence out of its place says little: "It freezes well." */
function withContext({ chunk }: AskSource, text: string): string {
  return chunk.heading ? `${chunk.heading}: ${text}` : text;
}

const plainName = (name: string) => name.replace(/\.\w+$/, '').replaceAll(/[-_]/g, ' ');

/** A word of its passage or heading, or elsewhere in its document, counts less than one of its own. */
const nearShare = 0.6;
const aroundShare = 0.4;

function coverages(
  words: readonly string[],
  texts: readonly { text: string; near: string; around: readonly AskSource[] }[],
): number[] {
  const stands = (text: string, word: string) => wordSpans(text, [word]).length > 0;
  const known = new Map<string, boolean>();
  const standsAround = (sources: readonly AskSource[], word: string) => {
    const key = `${sources[0]?.documentId} ${word}`;
    const before = known.get(key) ?? sources.some(({ text }) => stands(text, word));
    known.set(key, before);
    return before;
  };
  const has = texts.map(({ text, near, around }) =>
    words.map((word) => {
      if (stands(text, word)) return 1;
      if (stands(near, word)) return nearShare;
      return standsAround(around, word) ? aroundShare : 0;
    }),
  );
  const rarity = words.map((_, w) => {
    const count = has.filter((one) => one[w]! > 0).length;
    return Math.log(1 + (texts.length + 1) / (count + 0.5));
  });
  const total = rarity.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return texts.map(() => 0);
  return has.map(
    (one) => one.reduce((sum: number, share, w) => sum + share * rarity[w]!, 0) / total,
  );
}

/** The best sentence, and further ones that are nearly as good and say something else. */
function choose(candidates: readonly Candidate[]): Candidate[] {
  const [best] = candidates;
  const chosen: Candidate[] = [];
  for (const one of candidates) {
    if (chosen.length === maxQuoted || one.score < minShare * best!.score) break;
    const isKnown = chosen.some(
      (other) => other.text === one.text || dot(other.vector, one.vector) > sameSentence,
    );
    if (!isKnown) chosen.push(one);
  }
  return chosen;
}

/** What speaks for the best sentence, 0 to 1. */
function supportOf({ meaning, coverage, source, isExpected }: Candidate): number {
  const expected = isExpected === undefined ? 0 : isExpected ? 0.3 : -0.6;
  const odds =
    -4.2 + 5.5 * meaning + 3.2 * coverage + 1.5 * (source.score.calibrated / 100) + expected;
  return 1 / (1 + Math.exp(-odds));
}
