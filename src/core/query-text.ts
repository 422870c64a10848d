import { filterFields, joinFilters, readFilter, type SearchFilter } from './filter';

/** One filter as it was typed. */
export interface TypedFilter {
  field: string;
  value: string;
  /** Where it stands in what was typed. */
  start: number;
  end: number;
  /** Its value says something; else it narrows nothing. */
  isUnderstood: boolean;
}

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
  /** `kind:pdf`, `before:2024-05` and the like. */
  filters: TypedFilter[];
  /** What those narrow the search to. */
  filter: SearchFilter;
}

const partPattern = new RegExp(
  `(?<minus>-?)(?:(?<field>${filterFields.join('|')}):)?(?:"(?<quoted>[^"]+)"?|(?<bare>\\S+))`,
  'giu',
);

/** Letters or digits of one word, with what may stand inside it: INV-2024/17, a.b@c.org. */
const wordPattern = /[\p{L}\p{N}]+(?:[-_./@+&'’:#][\p{L}\p{N}]+)*/gu;

const hasLetter = (text: string) => /[\p{L}\p{N}]/u.test(text);

/**
 * Reads `"exact phrase"`, `-word`, `-"phrase"` and filters such as `kind:pdf` out of what was
 * typed; all else is words. A minus inside a word, as in INV-2024, belongs to it.
 */
export function readQueryText(typed: string): QueryText {
  const phrases: string[] = [];
  const excluded: string[] = [];
  const kept: string[] = [];
  const filters: TypedFilter[] = [];
  let filter: SearchFilter = {};
  let isLastOpen = false;
  const text = typed.normalize('NFC');
  for (const { 0: whole, index, groups } of text.matchAll(partPattern)) {
    const { minus, field, quoted, bare } = groups!;
    const value = quoted ?? bare ?? '';
    isLastOpen = false;
    if (field !== undefined && minus === '') {
      const read = readFilter(field, value);
      const place = { start: index, end: index + whole.length };
      filters.push({
        field: field.toLowerCase(),
        value,
        ...place,
        isUnderstood: read !== undefined,
      });
      if (read) filter = joinFilters(filter, read);
      continue;
    }
    if (!hasLetter(value)) continue;
    if (minus === '-') excluded.push(value);
    else kept.push(value);
    if (quoted !== undefined && minus === '') phrases.push(value);
    isLastOpen = bare !== undefined && minus === '' && /[\p{L}\p{N}]$/u.test(text);
  }
  const meaning = kept.join(' ');
  const words = meaning.match(wordPattern) ?? [];
  const identifiers = [...words.filter(isIdentifier), ...namesIn(meaning)];
  return { meaning, words, isLastOpen, phrases, excluded, identifiers, filters, filter };
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
