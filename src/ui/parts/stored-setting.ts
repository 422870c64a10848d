import { useEffect, useState } from 'react';

/** A choice that this browser remembers. */
export function useStoredSetting<T extends string>(
  key: string,
  choices: readonly T[],
  fallback: T,
): [T, (value: T) => void] {
  const [value, setValue] = useState<T>(() => readSetting(key, choices, fallback));
  // Changed in another tab, or by a backup.
  useEffect(() => {
    const follow = (event: StorageEvent) => {
      if (event.key === key) setValue(readSetting(key, choices, fallback));
    };
    window.addEventListener('storage', follow);
    return () => window.removeEventListener('storage', follow);
  }, [key, choices, fallback]);
  const save = (next: T) => {
    localStorage.setItem(key, next);
    setValue(next);
  };
  return [value, save];
}

export function readSetting<T extends string>(key: string, choices: readonly T[], fallback: T): T {
  const stored = localStorage.getItem(key);
  return choices.find((choice) => choice === stored) ?? fallback;
}
