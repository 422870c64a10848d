import type { Family, FamilyFiles } from './family';

/** ln 100, where CLIP's training clips it and where its models end. */
const usualLogitScale = 4.6052;

/** MiniLM, the text tower of the bundled model, was trained on 256 word pieces. */
const maxWordPieces = 256;

/** CLIP has 77 positions (Radford et al. 2021, section 2.4: 76 tokens and the end). */
const clipPositions = 77;

/**
 * CLIP (Radford et al. 2021) and what has its layout: the bundled model with MiniLM's tokenizer, and
 * MobileCLIP (Vasu et al. 2024).
 */
export function clipFamily({ config, tokenizer, preprocessor }: FamilyFiles): Family {
  const isWordPiece = /^Bert/.test(tokenizer.tokenizer_class ?? '');
  const positions = config.text_config?.max_position_embeddings ?? clipPositions;
  return {
    name: 'clip',
    towers: {
      text: 'CLIPTextModelWithProjection',
      vision: 'CLIPVisionModelWithProjection',
      joint: 'CLIPModel',
      textOutputs: ['text_embeds'],
      imageOutputs: ['image_embeds'],
    },
    text: {
      // CLIP attends to what stands before a token only and is pooled at the end mark, so padding
      // changes nothing. MobileCLIP's smallest tower convolves over the whole of its 77 tokens.
      padding: isMobile(preprocessor) ? 'maxTokens' : 'longest',
      maxTokens: Math.min(positions, tokenizer.model_max_length ?? positions, maxWordPieces),
      // The bundled model pools the mean of all pieces, and its makers measured it cut plainly.
      keepsEnd: !isWordPiece,
      prepare: isWordPiece ? (text) => text : tidy,
    },
    loss: 'softmax',
    // Not `logit_scale_init_value`, where the hub's files have the value that training began with.
    logitScale: config.logit_scale ?? usualLogitScale,
    logitBias: 0,
    colours: {
      image_mean: [0.48145466, 0.4578275, 0.40821073],
      image_std: [0.26862954, 0.26130258, 0.27577711],
    },
  };
}

/** MobileCLIP reads colours as they are, from 0 to 1. */
const isMobile = ({ do_normalize, image_mean }: FamilyFiles['preprocessor']) =>
  do_normalize === false || image_mean?.every((mean) => mean === 0);

/** As `basic_clean` and `whitespace_clean` of CLIP's own tokenizer, which is applied to lower case. */
const tidy = (text: string) => text.replaceAll(/\s+/g, ' ').trim().toLowerCase();
