import type { LossKind } from '../../core';
import type { FamilyName } from '../../models';
import type { PreprocessorConfig } from '../image-tensor';

/** How texts become the text tower's input. */
export interface TextInput {
  /** `longest`: to the longest of a batch; `maxTokens`: always, for towers that read their padding. */
  padding: 'longest' | 'maxTokens';
  /** Longer texts are cut. */
  maxTokens: number;
  /** Texts that are cut keep their end mark, at which the tower is pooled. */
  keepsEnd: boolean;
  /** What is done to a text before the tokenizer has it. */
  prepare: (text: string) => string;
}

/** The names of the library's classes and of the graphs' outputs. */
export interface Towers {
  text: 'CLIPTextModelWithProjection' | 'SiglipTextModel';
  vision: 'CLIPVisionModelWithProjection' | 'SiglipVisionModel';
  /** With both towers in one graph. */
  joint: 'CLIPModel' | 'SiglipModel';
  /** Outputs that hold the embeddings; of several the first that is there. */
  textOutputs: readonly string[];
  imageOutputs: readonly string[];
}

/** All in which one kind of dual encoder differs from another. */
export interface Family {
  name: FamilyName;
  towers: Towers;
  text: TextInput;
  loss: LossKind;
  /** ln of the factor by which cosines become logits. */
  logitScale: number;
  /** Added to the logits before the sigmoid; 0 with the softmax. */
  logitBias: number;
  /** Colours without scaling of their own in `preprocessor_config.json`. */
  colours: Pick<PreprocessorConfig, 'image_mean' | 'image_std'>;
}

/** What of a model's own files says how it differs within its family. */
export interface FamilyFiles {
  config: {
    model_type?: string;
    logit_scale?: number;
    logit_bias?: number;
    text_config?: { max_position_embeddings?: number };
    vision_config?: { patch_size?: number };
  };
  tokenizer: { tokenizer_class?: string; model_max_length?: number };
  preprocessor: PreprocessorConfig;
}
