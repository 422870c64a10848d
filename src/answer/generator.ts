import type { Progress } from '../core';

/** What a language model is given: what it is to do, and the question with its sources. */
export interface Prompt {
  system: string;
  user: string;
}

export interface GenerateOptions {
  signal: AbortSignal;
  /**
   * All of the text so far, each time it grows.
   *
   * @param tokens how many it has, where the model tells
   */
  onText: (text: string, tokens?: number) => void;
}

export interface PrepareOptions {
  signal: AbortSignal;
  /** In bytes. */
  onProgress: (progress: Progress<'load'>) => void;
}

/** A language model that a person has chosen, wherever it runs. */
export interface Generator {
  /** As it is shown: "Built-in model", "llama3 on localhost:11434". */
  name: string;
  /** Word pieces that prompt and answer may have together. */
  contextTokens: number;
  /**
   * Loads what has to be loaded before it can write; at once where it is there already.
   *
   * @throws {DOMException} AbortError
   * @throws {Error} with a message for the person
   */
  prepare?(options: PrepareOptions): Promise<void>;
  /** Word pieces of each text, for models that can tell; it is prepared before. */
  countTokens?(texts: string[]): Promise<number[]>;
  /**
   * @returns the whole text
   * @throws {DOMException} AbortError
   * @throws {Error} with a message for the person
   */
  generate(prompt: Prompt, options: GenerateOptions): Promise<string>;
}
