import type { StorageInfo } from './rummage';

export async function storageInfo(): Promise<StorageInfo> {
  const { usage, quota } = await navigator.storage.estimate();
  const persisted = await navigator.storage.persisted();
  return { usedBytes: usage, quotaBytes: quota, persisted };
}

/** Asks the browser not to clear the library when disk space is short. */
export async function askToPersist(): Promise<void> {
  if (!(await navigator.storage.persisted())) await navigator.storage.persist();
}
