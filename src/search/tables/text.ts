/** Lower case, no accents, every run of other characters one space. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/['’]s\b/g, 's')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const irregular: Record<string, string> = {
  men: 'man',
  women: 'woman',
  children: 'child',
  people: 'person',
  geese: 'goose',
  mice: 'mouse',
  feet: 'foot',
  teeth: 'tooth',
  wolves: 'wolf',
  leaves: 'leaf',
  knives: 'knife',
  lives: 'life',
  indices: 'index',
};

/** The singular of a folded word, near enough for two forms of one word to meet. */
export function singular(word: string): string {
  if (irregular[word]) return irregular[word];
  // Movies and movie meet in the same form; it is never shown.
  if (word.length > 4 && /ies?$/.test(word)) return word.replace(/ies?$/, 'y');
  if (word.length < 4 || /(ss|us|is)$/.test(word) || !word.endsWith('s')) return word;
  if (/(ss|x|ch|sh|zz)es$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}

/** What two spellings of one value share. */
export function valueKey(text: string): string {
  return fold(text).split(' ').map(singular).join(' ');
}

const endings =
  /^(s|es|d|ed|r|er|or|ing|ion|ation|ment|al|y|ny|ly|ity|ance|ancy|n|ning|ned|t|th|able|ible)$/;

/** Whether one word is the other with an ending: direct and director, weigh and weight. */
export function isSameRoot(a: string, b: string): boolean {
  if (a === b) return true;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length >= 3 && long.startsWith(short) && endings.test(long.slice(short.length))) {
    return short.length >= 4 || long.length <= short.length + 2;
  }
  // rated and rating, released and releases
  const stems = [short, long].map((w) => w.replace(/(ing|ed|es|er|or|ion|e|s)$/, ''));
  return stems[0] === stems[1] && stems[0]!.length >= 3;
}
