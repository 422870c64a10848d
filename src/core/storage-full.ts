/** The browser gives no more room; whatever was to be written is undone. Holds across threads. */
export const isStorageFull = (error: unknown): boolean =>
  error instanceof Error && error.name === 'QuotaExceededError';
