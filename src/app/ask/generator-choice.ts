import { builtIn, type Generator, hasBuiltIn, serverGenerator, serverModels } from '../../answer';
import type { LanguageModels } from './language-models';

/** Who writes answers: nobody, the browser's own model, one that was brought, or one on a server. */
export type GeneratorChoice =
  | { kind: 'none' }
  | { kind: 'built-in' }
  | { kind: 'local'; model: string }
  | { kind: 'server'; model: string; contextTokens: number };

export interface GeneratorOptions {
  /** The browser has a model of its own, ready to run. */
  hasBuiltIn: boolean;
  /** Address of the one server that this app was started to talk to. */
  server: string | undefined;
}

const key = 'rummage.generator';

/** Set by `npm start -- --model-server URL`, which also lets the page contact that one address. */
const server: string | undefined = import.meta.env.VITE_MODEL_SERVER || undefined;

export async function generatorOptions(): Promise<GeneratorOptions> {
  return { hasBuiltIn: await hasBuiltIn(), server };
}

export function modelsOfServer(): Promise<string[]> {
  return server ? serverModels(server) : Promise.resolve([]);
}

export function readGeneratorChoice(): GeneratorChoice {
  try {
    const stored = JSON.parse(localStorage.getItem(key) ?? 'null') as GeneratorChoice | null;
    // Started without its server, the app cannot reach what was chosen.
    if (stored?.kind === 'server' && !server) return { kind: 'none' };
    return stored ?? { kind: 'none' };
  } catch {
    return { kind: 'none' };
  }
}

export function saveGeneratorChoice(choice: GeneratorChoice): void {
  localStorage.setItem(key, JSON.stringify(choice));
}

/** The chosen model; undefined where answers are only quoted. */
export async function chosenGenerator(models: LanguageModels): Promise<Generator | undefined> {
  const choice = readGeneratorChoice();
  if (choice.kind === 'built-in') return builtIn;
  if (choice.kind === 'local') return models.generator(choice.model);
  if (choice.kind === 'server' && server && choice.model)
    return serverGenerator({ address: server, ...choice });
  return undefined;
}
