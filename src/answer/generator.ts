/** What a language model is given: what it is to do, and the question with its sources. */
export interface Prompt {
  system: string;
  user: string;
}

export interface GenerateOptions {
  signal: AbortSignal;
  /** All of the text so far, each time it grows. */
  onText: (text: string) => void;
}

/** A language model that a person has chosen, wherever it runs. */
export interface Generator {
  /** As it is shown: "Built-in model", "llama3 on localhost:11434". */
  name: string;
  /** Word pieces that prompt and answer may have together. */
  contextTokens: number;
  /**
   * @returns the whole text
   * @throws {DOMException} AbortError
   * @throws {Error} with a message for the person
   */
  generate(prompt: Prompt, options: GenerateOptions): Promise<string>;
}
