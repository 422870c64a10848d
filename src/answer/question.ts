import { contentWords } from '../search/words';

/** What a question asks for; an answer of the right kind is worth more. */
export type AskKind =
  | 'yes-no'
  | 'which'
  | 'who'
  | 'when'
  | 'where'
  | 'count'
  | 'amount'
  | 'duration'
  | 'why'
  | 'how'
  | 'what';

export interface AskQuestion {
  text: string;
  kind: AskKind;
  /** Those that say what it is about. */
  words: string[];
}

const auxiliary =
  /^(is|are|was|were|am|do|does|did|can|could|may|might|must|shall|should|will|would|has|have|had|isn't|aren't|doesn't|don't|didn't|can't|won't)$/;

const shapes: [pattern: RegExp, kind: AskKind][] = [
  [/\bhow (long|old)\b|\bfor how long\b/, 'duration'],
  [/\bhow many\b|\bnumber of\b/, 'count'],
  [
    /\bhow (much|far|deep|tall|high|wide|heavy|hot|cold|warm|fast|large|big|often|thick|strong)\b|\bwhat (price|cost|temperature|weight|amount|share|percentage|size|distance|dose|speed)\b/,
    'amount',
  ],
  [/\bwhen\b|\b(what|which) (day|date|year|month|time|hour)\b|\bat what time\b/, 'when'],
  [/\bwho\b|\bwhom\b|\bwhose\b/, 'who'],
  [/\bwhere\b/, 'where'],
  [/\bwhich\b/, 'which'],
  [/\bwhy\b|\bfor what reason\b/, 'why'],
  [/\bhow\b/, 'how'],
];

/** Words of asking, which are no words of an answer. */
const askingWords = new Set(
  `many much long old far often tell show find give say says said explain describe list please know mean means
   according document documents file files happen happened get got put need needs number name called`.split(
    /\s+/,
  ),
);

export function readAsk(text: string): AskQuestion {
  const folded = text.toLowerCase().trim();
  const [first = ''] = folded.split(/[\s,]+/);
  const shape = shapes.find(([pattern]) => pattern.test(folded));
  const isYesNo = auxiliary.test(first) && !/\bor\b/.test(folded);
  const kind = isYesNo ? 'yes-no' : (shape?.[1] ?? 'what');
  const all = text.match(/[\p{L}\p{N}]+(?:[-_./@'’][\p{L}\p{N}]+)*/gu) ?? [];
  const content = contentWords(all);
  const words = content.filter((word) => !askingWords.has(word.toLowerCase()));
  return { text: text.trim(), kind, words: words.length > 0 ? words : content };
}

const months =
  'january|february|march|april|may|june|july|august|september|october|november|december';
const days = 'monday|tuesday|wednesday|thursday|friday|saturday|sunday';
const numberWords =
  'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|half|dozen|once|twice';

const number = new RegExp(
  `(?:[$€£]\\s?)?\\d[\\d.,]*(?:\\s?(?:%|°[CF]?|[a-zµ]{1,3}\\b))?|\\b(?:${numberWords})(?:[- ](?:${numberWords}))*\\b`,
  'giu',
);
const moment = new RegExp(
  `\\b\\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:${months})\\b(?: \\d{4})?|\\b(?:${months}) \\d{1,2}(?:st|nd|rd|th)?\\b(?:,? \\d{4})?|\\b(?:${months})\\b(?: \\d{4})?|\\b(?:${days})\\b|\\b(?:1[5-9]|20)\\d{2}\\b|\\b\\d{4}-\\d{2}-\\d{2}\\b|\\b\\d{1,2}[:.]\\d{2}\\b(?: ?[ap]m)?|\\b(?:spring|summer|autumn|winter|midsummer|noon|midnight|dawn|dusk)\\b|\\bquarter past \\w+\\b`,
  'giu',
);
const period = new RegExp(
  `(?:\\d[\\d.,]*|\\bhalf an?|\\b(?:an?|${numberWords})(?:[- ](?:${numberWords}))*)(?: to (?:\\d+|(?:${numberWords})(?:[- ](?:${numberWords}))*))?(?: (?:more|whole))?[- ](?:second|minute|hour|day|night|week|fortnight|month|year|decade|centur)\\w*|\\ba fortnight\\b|\\bovernight\\b`,
  'giu',
);
const name =
  /\b(?:Mr|Mrs|Ms|Dr|Prof|St)\.? \p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)*|\p{Lu}[\p{L}'’-]+(?: (?:of |the |de |van |von )?\p{Lu}[\p{L}'’-]+)+/gu;
const place =
  /\b(?:in|at|on|behind|under|inside|near|by|from|to|over|above|below|next to|between) (?:the |a |an )?[\p{L}\p{N}'’-]+(?: (?:of (?:the )?)?[\p{L}\p{N}'’-]+)?/giu;
const reason = /\b(?:because|since|so that|as|due to|therefore|otherwise|or)\b/giu;

const patterns: Partial<Record<AskKind, RegExp>> = {
  count: number,
  amount: number,
  duration: period,
  when: moment,
  who: name,
  where: place,
  why: reason,
};

/** Stretches of a sentence of the kind that is asked for, in order; none for open questions. */
export function expectedIn(sentence: string, kind: AskKind): string[] {
  const pattern = patterns[kind];
  return pattern ? (sentence.match(pattern) ?? []).map((found) => found.trim()) : [];
}

/** Whether questions of this kind ask for a stretch that can be told from others by its look. */
export const hasExpectation = (kind: AskKind): boolean => patterns[kind] !== undefined;
