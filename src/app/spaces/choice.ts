/** Which encoder is searched with, and which one the library is being read with to take its place. */
export interface EncoderChoice {
  used: string;
  next: string | undefined;
}

export const bundledEncoder = 'compact-clip';

const usedKey = 'rummage.encoder';
const nextKey = 'rummage.encoder.next';

export function readEncoderChoice(): EncoderChoice {
  const used = localStorage.getItem(usedKey) ?? bundledEncoder;
  const next = localStorage.getItem(nextKey) ?? undefined;
  return { used, next: next === used ? undefined : next };
}

export function saveEncoderChoice({ used, next }: EncoderChoice): void {
  if (next === undefined) localStorage.removeItem(nextKey);
  else localStorage.setItem(nextKey, next);
  localStorage.setItem(usedKey, used);
}

/** @param listener told when another tab has chosen */
export function onChoiceElsewhere(listener: (change: 'used' | 'next') => void): void {
  window.addEventListener('storage', ({ key }) => {
    if (key === usedKey) listener('used');
    if (key === nextKey) listener('next');
  });
}
