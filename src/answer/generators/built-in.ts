import type { GenerateOptions, Generator, Prompt } from '../generator';

/** The part of the Prompt API that is used here (https://github.com/webmachinelearning/prompt-api). */
interface LanguageModelSession {
  inputQuota?: number;
  promptStreaming(text: string, options: { signal: AbortSignal }): ReadableStream<string>;
  destroy(): void;
}

/** Browsers want to know what is read and written. */
interface Languages {
  expectedInputs: { type: 'text'; languages: string[] }[];
  expectedOutputs: { type: 'text'; languages: string[] }[];
}

const languages: Languages = {
  expectedInputs: [{ type: 'text', languages: ['en'] }],
  expectedOutputs: [{ type: 'text', languages: ['en'] }],
};

interface LanguageModelApi {
  availability(
    languages: Languages,
  ): Promise<'unavailable' | 'downloadable' | 'downloading' | 'available'>;
  create(
    options: Languages & {
      initialPrompts: { role: 'system'; content: string }[];
      signal: AbortSignal;
    },
  ): Promise<LanguageModelSession>;
}

const api = () => (globalThis as { LanguageModel?: LanguageModelApi }).LanguageModel;

/** What browsers with a model of their own are known to take at least. */
const usualContextTokens = 4096;

/** Whether this browser has a language model of its own that is there already. */
export async function hasBuiltIn(): Promise<boolean> {
  // One that is yet to be downloaded would be fetched by the browser from elsewhere: not unasked.
  return (
    (await api()
      ?.availability(languages)
      .catch(() => 'unavailable')) === 'available'
  );
}

/** The browser's own language model; it runs on this machine. */
export const builtIn: Generator = {
  name: 'the model of this browser',
  contextTokens: usualContextTokens,
  async generate({ system, user }: Prompt, { signal, onText }: GenerateOptions) {
    const model = api();
    if (!model) throw new Error('This browser has no language model of its own.');
    const session = await model.create({
      ...languages,
      initialPrompts: [{ role: 'system', content: system }],
      signal,
    });
    try {
      let text = '';
      const reader = session.promptStreaming(user, { signal }).getReader();
      for (let read = await reader.read(); !read.done; read = await reader.read()) {
        text += read.value;
        onText(text);
      }
      return text;
    } finally {
      session.destroy();
    }
  },
};
