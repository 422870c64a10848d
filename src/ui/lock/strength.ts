export const minPassphraseLength = 8;

const steps: [minLength: number, words: string][] = [
  [24, 'Long: hard to guess, if it is no known sentence.'],
  [16, 'Good length.'],
  [12, 'Fair. Four or five unrelated words are better, and easier to keep in mind.'],
  [minPassphraseLength, 'Short. Four or five unrelated words are better.'],
  [1, `Too short: at least ${minPassphraseLength} characters.`],
];

/** What its length says of a passphrase. */
export function strengthWords(passphrase: string): string {
  const length = [...passphrase].length;
  return steps.find(([minLength]) => length >= minLength)?.[1] ?? 'Four or five unrelated words.';
}
