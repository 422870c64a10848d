import { type RefObject, useEffect, useState, useSyncExternalStore } from 'react';

export function useMediaQuery(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const list = matchMedia(query);
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    () => matchMedia(query).matches,
  );
}

/** True from the moment the element first comes near the screen. */
export function useSeen(ref: RefObject<Element | null>): boolean {
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (seen || !ref.current) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) setSeen(true);
      },
      { rootMargin: '400px' },
    );
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, [ref, seen]);
  return seen;
}

/** An object URL that lives as long as the component shows it. */
export function useObjectUrl(blob: Blob | undefined): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!blob) return setUrl(undefined);
    const created = URL.createObjectURL(blob);
    setUrl(created);
    return () => URL.revokeObjectURL(created);
  }, [blob]);
  return url;
}

/** Where a promise stands; `undefined` value with `pending` false means there is none. */
export function useLoaded<T>(load: () => Promise<T>, key: string): { value?: T; pending: boolean } {
  const [state, setState] = useState<{ key: string; value?: T }>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says when to load anew
  useEffect(() => {
    let current = true;
    load().then(
      (value) => current && setState({ key, value }),
      () => current && setState({ key }),
    );
    return () => {
      current = false;
    };
  }, [key]);
  if (state?.key !== key) return { pending: true };
  return state.value === undefined ? { pending: false } : { value: state.value, pending: false };
}

/** What was loaded last: kept while it is loaded anew, and where that fails. */
export function useLatest<T>(load: () => Promise<T>, key: string): T | undefined {
  const { value } = useLoaded(load, key);
  const [latest, setLatest] = useState<{ value: T }>();
  useEffect(() => {
    if (value !== undefined) setLatest({ value });
  }, [value]);
  return value ?? latest?.value;
}

/** Size of an element's content box in CSS pixels; 0 before it is known. */
export function useSize(ref: RefObject<Element | null>): { width: number; height: number } {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    if (!ref.current) return;
    const observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry!.contentRect;
      setSize({ width, height });
    });
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, [ref]);
  return size;
}

/** Width of an element's content box in CSS pixels; 0 before it is known. */
export const useWidth = (ref: RefObject<Element | null>): number => useSize(ref).width;

/** Changes whenever light becomes dark, by the system or by the settings. */
export function useColourScheme(): string {
  const read = () => getComputedStyle(document.documentElement).colorScheme;
  const [scheme, setScheme] = useState(read);
  useEffect(() => {
    const query = matchMedia('(prefers-color-scheme: dark)');
    const update = () => setScheme(`${read()} ${query.matches}`);
    query.addEventListener('change', update);
    return () => query.removeEventListener('change', update);
  });
  return scheme;
}
