/** Precision of a model's weights, in the runtime's names. */
export type WeightPrecision = 'fp32' | 'fp16' | 'q8' | 'int8' | 'uint8' | 'q4' | 'q4f16' | 'bnb4';

/** A language model in the ONNX layout that a person brought. */
export interface LanguageModel {
  /** Of its folder; names are unique. */
  name: string;
  byteSize: number;
  /** Word pieces that prompt and answer may have together. */
  contextTokens: number;
  /** Those that are kept. */
  precisions: WeightPrecision[];
  /** Milliseconds since the epoch. */
  addedAt: number;
}

export interface StoredLanguageModel extends LanguageModel {
  /** By path: `config.json`, `tokenizer.json`, `onnx/model_q4.onnx` … */
  files: Map<string, Blob>;
}
