import { readAdapter, writeAdapter } from '../../clip';
import type { AskThread, HitMark, Remembered, StoredAdapter } from '../../core';
import type { Store } from '../../store';
import type { Bag } from './bag';
import type { BackupFiles } from './files';
import type { PartFile } from './format';
import { newerOf } from './merge';

interface AdapterRecord extends PartFile {
  isOn: boolean;
}

interface LanguageRecord extends PartFile {
  code: string;
}

/** Writes what is kept beside the documents. Language models are left out: they are gigabytes. */
export async function writeRecords(store: Store, bag: Bag, remembered: Remembered): Promise<void> {
  const write = (name: string, value: unknown) =>
    bag.add(`${name}.json`, JSON.stringify(value, null, 1));
  await write('threads', await store.threads());
  await write('marks', await store.marks());
  await write('remembered', remembered);
  const adapters: AdapterRecord[] = [];
  for (const [i, adapter] of (await store.adapters()).entries()) {
    const file = await bag.add(`adapters/${i + 1}.safetensors`, writeAdapter(adapter));
    adapters.push({ ...file, isOn: adapter.isOn });
  }
  await write('adapters', adapters);
  const languages: LanguageRecord[] = [];
  for (const { code, data } of await store.ocrLanguages()) {
    languages.push({ ...(await bag.add(`languages/${code}.traineddata`, data)), code });
  }
  await write('languages', languages);
}

export interface RestoredRecords {
  /** Things that were taken in. */
  count: number;
  remembered: Remembered;
  /** Adapters that are new here. */
  adapters: StoredAdapter[];
  problems: { name: string; reason: string }[];
}

/** Takes in what is not here, or is older here. What was on here stays on. */
export async function restoreRecords(store: Store, files: BackupFiles): Promise<RestoredRecords> {
  const restored: RestoredRecords = { count: 0, remembered: {}, adapters: [], problems: [] };
  const attempt = async (name: string, work: () => Promise<number>) => {
    try {
      restored.count += await work();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      restored.problems.push({ name, reason: error.message });
    }
  };
  await attempt('Questions of Ask', () => restoreThreads(store, files));
  await attempt('Marks of hits', () => restoreMarks(store, files));
  await attempt('Taught adapters', async () => {
    restored.adapters = await newAdapters(store, files);
    return restored.adapters.length;
  });
  await attempt('Languages of words in pictures', () => restoreLanguages(store, files));
  await attempt('Saved searches', async () => {
    restored.remembered = ((await files.json('remembered.json')) ?? {}) as Remembered;
    return 0;
  });
  return restored;
}

async function restoreThreads(store: Store, files: BackupFiles): Promise<number> {
  const threads = ((await files.list('threads.json')) as AskThread[]).filter(isThread);
  const newer = newerOf(
    await store.threads(),
    threads,
    ({ id }) => id,
    ({ changedAt }) => changedAt,
  );
  for (const thread of newer) await store.saveThread(thread);
  return newer.length;
}

async function restoreMarks(store: Store, files: BackupFiles): Promise<number> {
  const marks = ((await files.list('marks.json')) as HitMark[]).filter(isMark);
  const here = new Set((await store.documents()).map(({ id }) => id));
  const newer = newerOf(
    await store.marks(),
    marks.filter(({ documentId }) => here.has(documentId)),
    ({ documentId, ordinal, query }) => JSON.stringify([documentId, ordinal, query]),
    ({ at }) => at,
  );
  for (const mark of newer) await store.saveMark(mark);
  return newer.length;
}

/** An adapter is the same where it was taught at the same moment, whatever it is called. */
async function newAdapters(store: Store, files: BackupFiles): Promise<StoredAdapter[]> {
  const here = await store.adapters();
  const names = new Set(here.map(({ name }) => name));
  const isAnyOn = here.some(({ isOn }) => isOn);
  const added: StoredAdapter[] = [];
  for (const record of (await files.list('adapters.json')) as AdapterRecord[]) {
    const adapter = readAdapter(await (await files.part(record)).arrayBuffer());
    if (here.some(({ createdAt }) => createdAt === adapter.createdAt)) continue;
    let { name } = adapter;
    for (let n = 2; names.has(name); n++) name = `${adapter.name} ${n}`;
    names.add(name);
    const isOn = record.isOn === true && !isAnyOn && !added.some((one) => one.isOn);
    added.push({ ...adapter, name, isOn });
  }
  return added;
}

async function restoreLanguages(store: Store, files: BackupFiles): Promise<number> {
  const here = new Set((await store.ocrLanguages()).map(({ code }) => code));
  let count = 0;
  for (const record of (await files.list('languages.json')) as LanguageRecord[]) {
    if (here.has(record.code) || !/^\w+$/.test(record.code)) continue;
    const data = await files.part(record);
    await store.keepOcrLanguage({ code: record.code, byteSize: data.size, data });
    count += 1;
  }
  return count;
}

const phases = ['working', 'writing', 'done', 'failed'];

function isThread(value: AskThread | null): value is AskThread {
  const { id, title, turns, changedAt } = value ?? {};
  const isNamed = typeof id === 'string' && typeof title === 'string';
  return (
    isNamed &&
    Number.isFinite(changedAt) &&
    Array.isArray(turns) &&
    turns.every(
      ({ question, state }) => typeof question === 'string' && phases.includes(state?.phase),
    )
  );
}

function isMark(value: HitMark | null): value is HitMark {
  const { query, documentId, ordinal, isRight, at } = value ?? {};
  const isPlaced = typeof documentId === 'string' && Number.isInteger(ordinal);
  return (
    isPlaced && typeof query === 'string' && typeof isRight === 'boolean' && Number.isFinite(at)
  );
}
