export { fillBudget, tokensOf } from './budget';
export { diversify } from './diversify';
export { type EmbedTexts, extractAnswer, minSupport } from './extract';
export type { GenerateOptions, Generator, PrepareOptions, Prompt } from './generator';
export { builtIn, hasBuiltIn } from './generators/built-in';
export {
  type FolderFile,
  graphOf,
  ModelFolderError,
  precisionFor,
  readModelFolder,
} from './generators/model-folder';
export { serverGenerator, serverModels } from './generators/server';
export { checkGrounding, missingIn } from './grounding';
export { askPrompt } from './prompt';
export { type AskQuestion, readAsk } from './question';
export { sentencesOf } from './sentences';
export { tableSentence } from './table-sentence';
export { threadMarkdown } from './thread-markdown';
export { readWritten } from './written';
