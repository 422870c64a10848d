import { singular } from './text';

/** Words that mean about the same of a column, and the dimension its unit then has. */
interface Concept {
  words: string[];
  dimension?: string;
}

const concept = (words: string, dimension?: string): Concept => ({
  words: words.split(' '),
  ...(dimension && { dimension }),
});

export const concepts: Record<string, Concept> = {
  price: concept('price cost fee charge fare expense rate budget value amount', 'currency'),
  sales: concept(
    'sale revenue turnover gross earning proceed income amount net receipt',
    'currency',
  ),
  pay: concept('salary wage pay income earning compensation', 'currency'),
  weight: concept('weight mass heavy weigh', 'mass'),
  length: concept('length long distance', 'length'),
  height: concept('height tall elevation altitude', 'length'),
  width: concept('width wide breadth', 'length'),
  depth: concept('depth deep', 'length'),
  duration: concept('duration runtime time length', 'time'),
  speed: concept('speed velocity fast', 'speed'),
  temperature: concept('temperature temp degree heat', 'temperature'),
  rain: concept('precipitation rain rainfall rainy'),
  wind: concept('wind windy gust'),
  population: concept('population pop inhabitant resident'),
  staff: concept('employee staff headcount worker'),
  quantity: concept('quantity qty count amount volume'),
  rating: concept('rating score star grade mark'),
  popularity: concept('popularity vote view'),
  age: concept('age old'),
  size: concept('size area'),
  power: concept('power horsepower hp', 'power'),
  economy: concept('mpg mileage economy consumption efficiency', 'consumption'),
  date: concept('date day when'),
  year: concept('year'),
  country: concept('country nation'),
  city: concept('city town'),
  customer: concept('customer client buyer'),
  product: concept('product item article'),
  company: concept('company firm organisation organization business'),
  studio: concept('distributor studio'),
  kind: concept('type kind category genre class'),
  name: concept('name title'),
  sex: concept('sex gender'),
  death: concept('death fatality casualty'),
  expectancy: concept('expect expectancy'),
  discount: concept('discount rebate reduction'),
  maximum: concept('max maximum high'),
  minimum: concept('min minimum low'),
  average: concept('avg average mean'),
  identifier: concept('id identifier code'),
  longitude: concept('longitude lon lng'),
  latitude: concept('latitude lat'),
  beak: concept('beak bill culmen'),
  film: concept('film movie'),
};

export interface Adjective {
  concepts: string[];
  direction: 1 | -1;
  form: 'comparative' | 'superlative';
  /** Says nothing of the column: highest, most. */
  isGeneric?: boolean;
}

export const adjectives = new Map<string, Adjective>();

function adjective(base: string, names: string, direction: 1 | -1): void {
  const stem = base.replace(/y$/, 'i').replace(/e$/, '');
  const [comparative, superlative] = /^(big|hot|wet|fat|thin)$/.test(base)
    ? [`${base}${base.at(-1)}er`, `${base}${base.at(-1)}est`]
    : [`${stem}er`, `${stem}est`];
  addForms(comparative, superlative, names, direction);
}

function addForms(comparative: string, superlative: string, names: string, direction: 1 | -1) {
  const isGeneric = names === '';
  const of = { concepts: isGeneric ? [] : names.split(' '), direction, isGeneric };
  adjectives.set(comparative, { ...of, form: 'comparative' });
  adjectives.set(superlative, { ...of, form: 'superlative' });
}

adjective('cheap', 'price', -1);
adjective('pricey', 'price', 1);
adjective('costly', 'price', 1);
adjective('dear', 'price', 1);
adjective('heavy', 'weight', 1);
adjective('light', 'weight', -1);
adjective('long', 'duration length', 1);
adjective('short', 'duration length height', -1);
adjective('tall', 'height', 1);
adjective('wide', 'width', 1);
adjective('narrow', 'width', -1);
adjective('deep', 'depth', 1);
adjective('fast', 'speed', 1);
adjective('quick', 'speed duration', 1);
adjective('slow', 'speed', -1);
adjective('warm', 'temperature', 1);
adjective('hot', 'temperature', 1);
adjective('cold', 'temperature', -1);
adjective('cool', 'temperature', -1);
adjective('wet', 'rain', 1);
adjective('rainy', 'rain', 1);
adjective('dry', 'rain', -1);
adjective('windy', 'wind', 1);
adjective('rich', 'pay', 1);
adjective('poor', 'pay', -1);
adjective('strong', 'power', 1);
adjective('old', 'age', 1);
adjective('young', 'age', -1);
adjective('big', 'size population', 1);
adjective('large', 'size population', 1);
adjective('small', 'size population', -1);
adjective('high', '', 1);
adjective('low', '', -1);
adjective('great', '', 1);
adjective('few', '', -1);
addForms('more', 'most', '', 1);
addForms('less', 'least', '', -1);
addForms('better', 'best', 'rating', 1);
addForms('worse', 'worst', 'rating', -1);
adjectives.set('top', { concepts: [], direction: 1, form: 'superlative', isGeneric: true });
adjectives.set('bottom', { concepts: [], direction: -1, form: 'superlative', isGeneric: true });
for (const [word, direction] of [
  ['maximum', 1],
  ['max', 1],
  ['minimum', -1],
  ['min', -1],
] as const) {
  adjectives.set(word, { concepts: [], direction, form: 'superlative', isGeneric: true });
}
/** By date: a later one is more. Words for age are tried as an age first. */
for (const [word, direction] of [
  ['newest', 1],
  ['latest', 1],
  ['earliest', -1],
] as const) {
  adjectives.set(word, { concepts: ['date'], direction, form: 'superlative' });
}

/** Adjectives after most, least, more and less. */
export const gradable: Record<string, { concepts: string[]; direction: 1 | -1 }> = {
  expensive: { concepts: ['price'], direction: 1 },
  costly: { concepts: ['price'], direction: 1 },
  valuable: { concepts: ['price'], direction: 1 },
  populous: { concepts: ['population'], direction: 1 },
  populated: { concepts: ['population'], direction: 1 },
  popular: { concepts: ['popularity'], direction: 1 },
  powerful: { concepts: ['power'], direction: 1 },
  efficient: { concepts: ['economy'], direction: 1 },
  economical: { concepts: ['economy'], direction: 1 },
  recent: { concepts: ['date'], direction: 1 },
};

/** Comparisons, longest first where one begins another. */
export const comparators: [words: string, operator: '<' | '<=' | '>' | '>=' | '=' | '!='][] = [
  ['no more than', '<='],
  ['not more than', '<='],
  ['no less than', '>='],
  ['not less than', '>='],
  ['no fewer than', '>='],
  ['greater than or equal to', '>='],
  ['less than or equal to', '<='],
  ['at least', '>='],
  ['at most', '<='],
  ['up to', '<='],
  ['more than', '>'],
  ['greater than', '>'],
  ['bigger than', '>'],
  ['larger than', '>'],
  ['higher than', '>'],
  ['less than', '<'],
  ['fewer than', '<'],
  ['smaller than', '<'],
  ['lower than', '<'],
  ['not equal to', '!='],
  ['equal to', '='],
  ['exactly', '='],
  ['equals', '='],
  ['precisely', '='],
  ['minimum of', '>='],
  ['maximum of', '<='],
  ['within', '<='],
  ['under', '<'],
  ['below', '<'],
  ['over', '>'],
  ['above', '>'],
  ['exceeding', '>'],
  ['exceeds', '>'],
  ['<=', '<='],
  ['≤', '<='],
  ['>=', '>='],
  ['≥', '>='],
  ['!=', '!='],
  ['≠', '!='],
  ['<>', '!='],
  ['<', '<'],
  ['>', '>'],
  ['=', '='],
];

/** Words before a date. */
export const datePrepositions: Record<string, '<' | '<=' | '>' | '>=' | '='> = {
  before: '<',
  'earlier than': '<',
  'older than': '<',
  'prior to': '<',
  until: '<=',
  till: '<=',
  by: '<=',
  'up to': '<=',
  through: '<=',
  after: '>',
  'later than': '>',
  'newer than': '>',
  since: '>=',
  from: '=',
  starting: '>=',
  in: '=',
  on: '=',
  during: '=',
  of: '=',
  for: '=',
  within: '=',
};

export const aggregateWords: Record<string, 'average' | 'sum' | 'median'> = {
  average: 'average',
  avg: 'average',
  mean: 'average',
  total: 'sum',
  sum: 'sum',
  combined: 'sum',
  overall: 'sum',
  median: 'median',
  typical: 'median',
};

/** Measures that are summed where nothing else is said. */
const additive = new Set(
  'sale revenue turnover gross earning amount total net quantity qty count cost death vote expense fee charge proceed precipitation rainfall unit injury order'.split(
    ' ',
  ),
);

export function isAdditive(words: readonly string[]): boolean {
  return words.some((word) => additive.has(word)) && !words.includes('price');
}

export const stopWords = new Set(
  `a an the of in on at to for from by with and or is are was were be been being do does did has have had
   having that which who whom whose what when where how there here it its they their them this these those i me my we
   our us you your he she his her as than then so too all any each every per some such only just also please show
   list find give get tell display see want need can could would should will shall me about into out up come came came
   go went made make made sold bought got happened happen occurred occur took take existed exist placed recorded listed known called during within between among across both while if not no but whether
   many much often using use used whats whos wheres lets e g`.split(/\s+/),
);

/** Words for the rows of any table. */
export const rowNouns = new Set(
  'row record entry item one thing line case result instance datum'.split(' '),
);

/** Asked for, these are other documents: the ordinary search has them. */
export const otherDocuments = new Set(
  'photo picture image photograph pdf letter recipe drawing screenshot scan video selfie portrait snapshot'.split(
    ' ',
  ),
);

/** What the answers cannot do: where one of these is asked, nothing is sure. */
export const unsupported = new Set(
  `share percentage proportion ratio fraction difference compare compared comparison versus vs correlation trend growth
   increase decrease change second third 2nd 3rd neither nor half twice double unless instead cumulative running
   percentile variance deviation range mode forecast predict consecutive previous next almost nearly approximately
   roughly circa`.split(/\s+/),
);

export const negations = new Set([
  'neither',
  'nor',
  'not',
  'except',
  'excluding',
  'without',
  'non',
  'isn',
  'isnt',
  "isn't",
  'arent',
  'wasnt',
  'outside',
  'never',
]);

/** Whether a word is one this lexicon has a meaning for: then it is no slip. */
export function isKnown(word: string): boolean {
  const sets = [adjectives, negations, unsupported, otherDocuments, rowNouns];
  return sets.some((set) => set.has(word)) || conceptsOf.has(normalWord(word));
}

/** Spellings that columns and queries shorten. */
const short: Record<string, string> = {
  pop: 'population',
  temp: 'temperature',
  temps: 'temperature',
  qty: 'quantity',
  amt: 'amount',
  max: 'maximum',
  min: 'minimum',
  avg: 'average',
  num: 'number',
  nr: 'number',
  no: 'number',
  dept: 'department',
  lat: 'latitude',
  lon: 'longitude',
  lng: 'longitude',
  expect: 'expectancy',
  yr: 'year',
  hp: 'horsepower',
  pct: 'percent',
  perc: 'percent',
  desc: 'description',
  cust: 'customer',
  prod: 'product',
  mfr: 'manufacturer',
};

/** The word in the one form that columns and queries are compared in. */
export function normalWord(word: string): string {
  const base = singular(word);
  return Object.hasOwn(short, base) ? short[base]! : base;
}

const conceptsOf = new Map<string, Set<string>>();
for (const [name, { words }] of Object.entries(concepts)) {
  for (const word of words) {
    const key = normalWord(word);
    conceptsOf.set(key, (conceptsOf.get(key) ?? new Set()).add(name));
  }
}

export function areSynonyms(a: string, b: string): boolean {
  const [of, also] = [conceptsOf.get(a), conceptsOf.get(b)];
  return of !== undefined && also !== undefined && [...of].some((name) => also.has(name));
}
