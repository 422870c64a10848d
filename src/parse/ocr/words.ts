import type { OcrLine, OcrWord } from '../../core';

/** Below this a word is more often wrong than right. */
const minConfidence = 30;

/** What is seen in leaves and brickwork rarely reaches this with three letters. */
const sureConfidence = 65;

const isSure = ({ text, confidence }: OcrWord): boolean =>
  confidence >= sureConfidence && /[\p{L}\p{N}]{3}/u.test(text);

/** Whether some words are sure enough that a picture is one with text. */
export function hasWords(lines: readonly OcrLine[]): boolean {
  return lines.some(({ words }) => words.some(isSure));
}

/** Without specks that were taken for letters; nothing where no word is sure. */
export function plausible(lines: readonly OcrLine[]): OcrLine[] {
  if (!hasWords(lines)) return [];
  const kept: OcrLine[] = [];
  let begins = false;
  for (const line of lines) {
    begins ||= line.begins;
    const words = line.words.filter(
      ({ text, confidence }) => confidence >= minConfidence && /[\p{L}\p{N}]/u.test(text),
    );
    if (words.length === 0) continue;
    kept.push({ words, begins });
    begins = false;
  }
  return kept;
}
