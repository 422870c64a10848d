import type { StoredPart } from '../../../app';

export const placeWords: Record<StoredPart['place'], string> = {
  database: 'Database (IndexedDB)',
  files: 'Private files (OPFS)',
  caches: 'Kept answers (Cache Storage)',
  settings: 'Settings (localStorage)',
  serviceWorkers: 'Service worker',
};

const words: Record<StoredPart['place'], Record<string, string>> = {
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
  caches: {},
  settings: {
    'rummage.theme': 'Light or dark',
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

/** What a part is and what for; its own name where it is none that Rummage knows. */
export const wordsOf = ({ place, name }: StoredPart): string => words[place][name] ?? name;
