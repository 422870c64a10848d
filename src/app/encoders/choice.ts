import { bundledEncoder, storedModel, storedModelUrl } from '../../models';

const choiceKey = 'rummage.encoder';
const nextKey = 'rummage.encoder.next';

/** Name of the model that was chosen; undefined for the bundled one. */
export function readEncoderChoice(): string | undefined {
  return localStorage.getItem(choiceKey) ?? undefined;
}

export function saveEncoderChoice(name: string | undefined): void {
  if (name === undefined) localStorage.removeItem(choiceKey);
  else localStorage.setItem(choiceKey, name);
}

/** Name of the one that reads the library, to take the place of the one in use. */
export function readNextEncoder(): string | undefined {
  const next = localStorage.getItem(nextKey) ?? undefined;
  return next === (readEncoderChoice() ?? bundledEncoder) ? undefined : next;
}

export function saveNextEncoder(name: string | undefined): void {
  if (name === undefined) localStorage.removeItem(nextKey);
  else localStorage.setItem(nextKey, name);
}

/** @param listener told when another tab has chosen */
export function onChoiceElsewhere(listener: (change: 'used' | 'next') => void): void {
  window.addEventListener('storage', ({ key }) => {
    if (key === choiceKey) listener('used');
    if (key === nextKey) listener('next');
  });
}

export function modelUrlOf(name: string): string {
  if (name !== bundledEncoder) return storedModelUrl(name);
  return new URL(`models/${bundledEncoder}/`, document.baseURI).href;
}

/** Address of the model to start with: the chosen one where it is still there, else the bundled. */
export async function chosenModelUrl(): Promise<string> {
  const bundled = modelUrlOf(bundledEncoder);
  const name = readEncoderChoice();
  if (name === undefined) return bundled;
  try {
    const manifest = await storedModel(name);
    if (manifest && manifest.dims > 0) return storedModelUrl(name);
    saveEncoderFailure({ name, message: 'its files are gone from this browser.' });
    saveEncoderChoice(undefined);
  } catch (error) {
    // The browser cannot look now: that says nothing of the model.
    console.error(error);
  }
  return bundled;
}

const failureKey = 'rummage.encoder.failure';

/** A model that could not be used, and why; told until another is chosen. */
export interface EncoderFailure {
  name: string;
  message: string;
}

export function readEncoderFailure(): EncoderFailure | undefined {
  try {
    return JSON.parse(localStorage.getItem(failureKey) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

export function saveEncoderFailure(failure: EncoderFailure | undefined): void {
  if (failure) localStorage.setItem(failureKey, JSON.stringify(failure));
  else localStorage.removeItem(failureKey);
}
