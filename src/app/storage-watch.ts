import { isStorageFull } from '../core';
import type { Remote } from '../workers/connect';

/** The same worker; whatever it could not keep for want of room is told of, and still rejects. */
export function watchRoom<T extends object>(remote: Remote<T>, onFull: () => void): Remote<T> {
  return new Proxy(remote, {
    get(target, method) {
      const call = Reflect.get(target, method) as ((...args: unknown[]) => unknown) | undefined;
      if (!call) return undefined;
      return async (...args: unknown[]) => {
        try {
          return await call(...args);
        } catch (error) {
          if (isStorageFull(error)) onFull();
          throw error;
        }
      };
    },
  });
}
