import { vi } from 'vitest';

/** A page's plain storage, and a window that hears of what changes in it; modules begin anew. */
export function beginWithPlainStorage(): void {
  vi.resetModules();
  const items = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => items.set(key, value),
    removeItem: (key: string) => items.delete(key),
  });
  class StorageEvent extends Event {
    readonly key: string;
    constructor(type: string, { key }: { key: string }) {
      super(type);
      this.key = key;
    }
  }
  vi.stubGlobal('StorageEvent', StorageEvent);
  vi.stubGlobal('window', new EventTarget());
  vi.stubGlobal('document', { documentElement: { dataset: {} } });
}
