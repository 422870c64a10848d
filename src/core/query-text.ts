/** What was typed into the box, taken apart. */
export interface QueryText {
  /** The words without operators and exclusions: what the encoder reads. */
  meaning: string;
  /** Words any of which may stand in a chunk. */
  words: string[];
  /** The last of `words` may still be being typed. */
  isLastOpen: boolean;
  /** Stretches in quotes: each must stand in the chunk. */
  phrases: string[];
  /** Words and phrases after a minus: none may stand in the chunk. */
  excluded: string[];
  /** Numbers of things, addresses and names: a chunk that has one as it is typed comes first. */
  identifiers: string[];
}

const partPattern = /(-?)"([^"]+)"?|(\S+)/gu;

/** Letters or digits of one word, with what may stand inside it: INV-2024/17, a.b@c.org. */
const wordPattern = /[\p{L}\p{N}]+(?:[-_./@+&'’:#][\p{L}\p{N}]+)*/gu;

/**
 * Reads `"exact phrase"`, `-word` and `-"phrase"` out of what was typed; all else is words.
 * A minus inside a word, as in INV-2024, belongs to it.
 */
export function readQueryText(typed: string): QueryText {
  const phrases: string[] = [];
  const excluded: string[] = [];
  const kept: string[] = [];
  let isLastOpen = false;
  for (const [, minus, quoted, bare] of typed.normalize('NFC').matchAll(partPattern)) {
    const negated = minus === '-' || (bare !== undefined && /^-[\p{L}\p{N}]/u.test(bare));
    const text = (quoted ?? bare ?? '').replace(negated && bare ? /^-/ : /^$/, '');
    isLastOpen = bare !== undefined && !negated && /[\p{L}\p{N}]$/u.test(typed);
    if (!/[\p{L}\p{N}]/u.test(text)) continue;
    if (negated) excluded.push(text);
    else kept.push(text);
    if (quoted !== undefined && !negated) phrases.push(text);
  }
  const meaning = kept.join(' ');
  const words = meaning.match(wordPattern) ?? [];
  return {
    meaning,
    words,
    isLastOpen,
    phrases,
    excluded,
    identifiers: [...words.filter(isIdentifier), ...namesIn(meaning)],
  };
}

/** Letters and digits mixed, an e-mail address, or a long number: nobody means it loosely. */
function isIdentifier(word: string): boolean {
  if (/@/.test(word)) return true;
  const digits = word.match(/\p{N}/gu)?.length ?? 0;
  if (digits === 0) return /\p{L}[._]\p{L}/u.test(word);
  return /\p{L}/u.test(word) ? word.length >= 4 : digits >= 5;
}

/** Two or more capitalised words in a row; one alone may only begin a sentence. */
function namesIn(text: string): string[] {
  return text.match(/\p{Lu}[\p{L}\p{M}'’]+(?: (?:\p{Lu}\. )?\p{Lu}[\p{L}\p{M}'’]+)+/gu) ?? [];
}
