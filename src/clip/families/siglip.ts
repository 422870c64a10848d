import type { Family, FamilyFiles } from './family';

/** Learned values of SigLIP B/16 at 224 pixels, for models whose `config.json` names none. */
const usual = { logitScale: 4.7651, logitBias: -12.9324 };

/** Of SigLIP 2 B/16 at 224 pixels. */
const usualOfSecond = { logitScale: 4.7245, logitBias: -16.7717 };

/** SigLIP's text tower has 64 positions and is pooled at the last, so it reads its padding. */
const positions = 64;

/**
 * SigLIP (Zhai et al. 2023) and SigLIP 2 (Tschannen et al. 2025), which share a layout. The second
 * is told by Gemma's tokenizer.
 */
export function siglipFamily({ config, tokenizer }: FamilyFiles): Family {
  const isSecond = /^Gemma/.test(tokenizer.tokenizer_class ?? '');
  const { logitScale, logitBias } = isSecond ? usualOfSecond : usual;
  return {
    name: 'siglip',
    towers: {
      text: 'SiglipTextModel',
      vision: 'SiglipVisionModel',
      joint: 'SiglipModel',
      textOutputs: ['text_embeds', 'pooler_output'],
      imageOutputs: ['image_embeds', 'pooler_output'],
    },
    text: {
      padding: 'maxTokens',
      maxTokens: config.text_config?.max_position_embeddings ?? positions,
      keepsEnd: true,
      prepare: isSecond ? (text) => text.toLowerCase() : canonical,
    },
    loss: 'sigmoid',
    logitScale: config.logit_scale ?? logitScale,
    logitBias: config.logit_bias ?? logitBias,
    colours: { image_mean: [0.5, 0.5, 0.5], image_std: [0.5, 0.5, 0.5] },
  };
}

/** ASCII punctuation, as Python's `string.punctuation` lists it. */
const punctuation = /[!-/:-@[-`{-~]/g;

/** `canonicalize_text` of SigLIP's tokenizer: lower case, no punctuation, single spaces. */
export const canonical = (text: string): string =>
  text.toLowerCase().replaceAll(punctuation, '').replaceAll(/\s+/g, ' ').trim();
