import type { AnswerSentence, AskSource, Support } from '../core';
import { wordSpans } from '../search/words';
import type { EmbedTexts } from './extract';
import { sentencesOf } from './sentences';
import { dot, rowsOf } from './vectors';

/** A sentence nearer than this to one of its sources says what it says. */
const nearSentence = 0.55;

/** Or one with at least this share of its words in a source. */
const minShared = 0.6;

/**
 * Compares written sentences with the sources they cite: every figure and name must stand in one of
 * them, and the sentence must mean, or in most words be, what a sentence there says.
 *
 * @returns the sentences with what their sources say to them, in their order
 */
export async function checkGrounding(
  sentences: readonly AnswerSentence[],
  sources: readonly AskSource[],
  embed: EmbedTexts,
): Promise<AnswerSentence[]> {
  const cited = sentences.map(({ citations }) =>
    sources.filter(({ number }) => citations.some(({ source }) => source === number)),
  );
  const statements = new Map(
    [...new Set(cited.flat())].map((source) => [source, statementsOf(source)]),
  );
  const texts = [...sentences.map(({ text }) => text), ...[...statements.values()].flat()];
  const vectors = texts.length > 0 ? rowsOf(await embed(texts), texts.length) : [];
  const vectorOf = new Map(texts.map((text, i) => [text, vectors[i]!]));
  return sentences.map((sentence, i) => {
    if (sentence.support.phase === 'quoted' && isQuoted(sentence, cited[i]!)) return sentence;
    const missing = missingIn(sentence.text, cited[i]!);
    const own = vectorOf.get(sentence.text)!;
    const isMeant = cited[i]!.some((source) =>
      statements.get(source)!.some((text) => dot(own, vectorOf.get(text)!) >= nearSentence),
    );
    const isShared = cited[i]!.some(({ text }) => sharedWords(sentence.text, text) >= minShared);
    const isSupported = missing.length === 0 && (isMeant || isShared);
    const support: Support = isSupported
      ? { phase: 'supported' }
      : { phase: 'unsupported', missing };
    return { ...sentence, support };
  });
}

const statementsOf = ({ text }: AskSource): string[] =>
  sentencesOf(text).map(({ start, end }) => text.slice(start, end));

function isQuoted({ text }: AnswerSentence, sources: readonly AskSource[]): boolean {
  return sources.some((source) => source.text.includes(text));
}

/** Figures and names of a sentence that stand in none of the sources, as written. */
export function missingIn(
  text: string,
  sources: readonly Pick<AskSource, 'text' | 'name'>[],
): string[] {
  const all = sources.map((source) => `${source.name}\n${source.text}`).join('\n');
  const figures = new Set(figuresOf(all));
  const folded = all.toLowerCase();
  const wrongFigures = (text.match(figurePattern) ?? []).filter(
    (written) => !figures.has(plain(written)),
  );
  const names = (text.match(namePattern) ?? []).map((found) => found.trim());
  const wrongNames = names.filter((found) => !folded.includes(found.toLowerCase()));
  return [...new Set([...wrongFigures, ...wrongNames])];
}

const figurePattern = /\d[\d.,]*\d|\d/g;

/** Capitalised words that do not begin the sentence. */
const namePattern = /(?<=[\p{Ll}\p{N},;:)]\s)\p{Lu}[\p{L}\p{M}'’-]+/gu;

function figuresOf(text: string): string[] {
  return (text.match(figurePattern) ?? []).map(plain);
}

/** 1,200.50 and 1200.5 are one figure. */
function plain(written: string): string {
  const isGrouped = /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(written);
  const number = Number(isGrouped ? written.replaceAll(',', '') : written);
  return Number.isNaN(number) ? written : String(number);
}

function sharedWords(text: string, source: string): number {
  const words = [...new Set(text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [])];
  if (words.length === 0) return 0;
  return words.filter((word) => wordSpans(source, [word]).length > 0).length / words.length;
}
