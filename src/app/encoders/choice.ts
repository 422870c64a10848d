import { storedModel, storedModelUrl } from '../../models';

const choiceKey = 'rummage.encoder';

/** Name of the model that was chosen; undefined for the bundled one. */
export function readEncoderChoice(): string | undefined {
  return localStorage.getItem(choiceKey) ?? undefined;
}

export function saveEncoderChoice(name: string | undefined): void {
  if (name === undefined) localStorage.removeItem(choiceKey);
  else localStorage.setItem(choiceKey, name);
}

/** Address of the model to start with: the chosen one where it is still there, else the bundled. */
export async function chosenModelUrl(): Promise<string> {
  const bundled = new URL('models/compact-clip/', document.baseURI).href;
  const name = readEncoderChoice();
  if (name === undefined) return bundled;
  const manifest = await storedModel(name).catch(() => undefined);
  if (manifest && manifest.dims > 0) return storedModelUrl(name);
  saveEncoderChoice(undefined);
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
