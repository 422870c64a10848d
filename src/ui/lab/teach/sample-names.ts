import type { ScoredQuery } from '../../../app';
import { samplePairs } from '../contrast/sample-pairs';

/** Words that no encoder has read, one for each of the sample photos. */
const names = [
  'meedrap',
  'muglool',
  'vusnal',
  'skomug',
  'skoozib',
  'thaquex',
  'snootrux',
  'glibloog',
  'moowush',
  'gleesnind',
  'snokrock',
  'meeskeg',
  'vatreeb',
  'droothap',
  'viglen',
];

const phrases = ['my {}', 'a photo of the {}', 'where is {}?', 'the {} again'];

/** The built-in example: names that the sample photos are to be found by. */
export const sampleNames: ScoredQuery[] = samplePairs.flatMap(({ relevant }, i) =>
  phrases.map((phrase) => ({ query: phrase.replace('{}', names[i]!), relevant })),
);
