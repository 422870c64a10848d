import type { StoredPart } from '../../../app';

export const placeWords: Record<StoredPart['place'], string> = {
  database: 'Database (IndexedDB)',
  files: 'Private files (OPFS)',
  caches: 'Kept files (Cache Storage)',
  settings: 'Settings (localStorage)',
  serviceWorkers: 'Service worker',
};

const words: Record<Exclude<StoredPart['place'], 'caches'>, Record<string, string>> = {
  database: {
    documents: 'Documents: names, dates, how far each is',
    originals: 'Your files as you added them, to show and to read again',
    thumbnails: 'Small pictures for lists and results',
    chunks: 'Blocks of passages and rows, to be found and shown',
    embeddings: 'Blocks of embeddings, to be found by meaning',
    threads: 'Threads of questions and answers',
    languageModels: 'Language models that you added',
    adapters: 'What you taught the encoder',
    marks: 'Hits that you marked as right or wrong, with the search',
    ocrPages: 'Words read in pictures and scans',
    ocrLanguages: 'Languages for reading words in pictures',
    folders: 'Folders that you linked',
    folderFiles: 'Which files of theirs are known',
    remembered: 'Recent and saved searches, while there is a lock',
  },
  files: {
    'rummage-search': 'Index of words and tables, made from the documents',
    models: 'Encoders that you brought',
  },
  settings: {
    'rummage.theme': 'Light or dark',
    'rummage.encoder': 'Which encoder is used',
    'rummage.encoder.next': 'Which one is to take its place',
    'rummage.encoder.failure': 'Why one could not be used',
    'rummage.encoder.trials': 'What was tried on this computer',
    'rummage.lock': 'That there is a lock',
    'rummage.lock-after': 'When it locks by itself',
    'rummage.persist-asked': 'That the browser was asked to keep the library',
    'rummage.reloaded-for-isolation': 'That the page was loaded twice, to run on more threads',
    'rummage.device': 'Where the encoder runs',
    'rummage.generator': 'Who writes answers',
    'rummage.heat': 'Whether a heat map is shown',
    'rummage.heat.method': 'Which heat map is shown',
    'rummage.not-duplicates': 'Documents that you said are no duplicates',
    'rummage.ocr': 'Whether words in pictures are read',
    'rummage.ocr.language': 'Their language',
    'rummage.recent-searches': 'Recent searches',
    'rummage.remember-searches': 'Whether searches are remembered',
    'rummage.saved-searches': 'Saved searches',
    'rummage.view': 'List or grid',
  },
  serviceWorkers: {},
};

/** Caches are called by a kind, then by where the app is and its version. */
const cacheWords: Record<string, string> = {
  'rummage-files': 'The app, for use offline',
  'rummage-shared': 'Files shared with the app, until they are added',
};

/** What a part is and what for; its own name where it is none that Rummage knows. */
export function wordsOf({ place, name }: StoredPart): string {
  const known = place === 'caches' ? cacheWords[name.split(' ')[0]!] : words[place][name];
  return known ?? name;
}
