import type { GenerateOptions, Prompt } from '../answer';
import { graphOf, ModelFolderError } from '../answer';
import { LocalModel } from '../answer/generators/local-model';
import { readStream } from '../clip/read-stream';
import { configureRuntime, serveModelFiles } from '../clip/runtime';
import type { Device, Progress, StoredLanguageModel, WeightPrecision } from '../core';

export interface LanguageModelOptions {
  device: Device;
  precision: WeightPrecision;
  threads: number;
}

/** Names of folders may hold what no address does. */
const servedName = 'language-model';

/** A language model that the person brought, in a worker of its own. */
export class LanguageModelService {
  private model: LocalModel | undefined;

  /**
   * Loads it and has it write a word, so that what is broken is known at once.
   *
   * @throws {ModelFolderError}
   */
  async load(
    { files, contextTokens }: StoredLanguageModel,
    { device, precision, threads }: LanguageModelOptions,
    onProgress: (progress: Progress<'load'>) => void,
  ): Promise<void> {
    const graph = graphOf(files, precision);
    const total = graph.paths.reduce((sum, path) => sum + files.get(path)!.size, 0);
    const progress = { phase: 'load' as const, done: 0, total };
    configureRuntime(device, threads);
    serveModelFiles(
      servedName,
      {
        has: (path) => files.has(path),
        read: async (path, onBytes) => {
          const file = files.get(path)!;
          const onWeights = graph.paths.includes(path) ? onBytes : () => {};
          return readStream(file.stream(), file.size, onWeights);
        },
      },
      (bytes) => {
        progress.done += bytes;
        onProgress({ ...progress });
      },
    );
    try {
      this.model = await LocalModel.load({
        name: servedName,
        graph: graph.name,
        dataFiles: graph.paths.length - 1,
        device,
        precision,
        contextTokens,
        chatTemplate: await files.get('chat_template.jinja')?.text(),
      });
      const { signal } = new AbortController();
      await this.model.generate(
        { system: 'Say a word.', user: 'Hello' },
        { signal, onText() {} },
        1,
      );
    } catch (error) {
      throw new ModelFolderError(inWords(error));
    }
  }

  countTokens(texts: string[]): number[] {
    return this.loaded.countTokens(texts);
  }

  generate(
    prompt: Prompt,
    signal: AbortSignal,
    onText: GenerateOptions['onText'],
  ): Promise<string> {
    return this.loaded.generate(prompt, { signal, onText });
  }

  private get loaded(): LocalModel {
    if (!this.model) throw new Error('no language model is loaded');
    return this.model;
  }
}

function inWords(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const kind = /Unsupported model type: (\S+)/.exec(message)?.[1];
  if (kind) return `Models of the kind “${kind}” do not run here.`;
  return `It cannot be loaded: ${message}`;
}
