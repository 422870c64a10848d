/** What the browser answered when it was asked to keep the library. */
export type PersistAnswer = 'granted' | 'refused' | 'not-asked';

export interface StorageInfo {
  usedBytes: number | undefined;
  quotaBytes: number | undefined;
  persist: PersistAnswer;
}

/** That it was asked, so that a person who said no is not asked with every file. */
const askedKey = 'rummage.persist-asked';

export async function storageInfo(): Promise<StorageInfo> {
  const { usage, quota } = await navigator.storage.estimate();
  return { usedBytes: usage, quotaBytes: quota, persist: await persistAnswer() };
}

/** When the first files are added: the browser is asked while the person sees what it is about. */
export async function askToPersistOnce(): Promise<void> {
  if ((await persistAnswer()) === 'not-asked') await askToPersist();
}

/** Asks the browser not to clear the library when disk space is short. */
export async function askToPersist(): Promise<PersistAnswer> {
  localStorage.setItem(askedKey, 'yes');
  await navigator.storage.persist();
  return persistAnswer();
}

async function persistAnswer(): Promise<PersistAnswer> {
  if (await navigator.storage.persisted()) return 'granted';
  return localStorage.getItem(askedKey) === null ? 'not-asked' : 'refused';
}
