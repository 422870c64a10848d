import { describe, expect, it } from 'vitest';
import { familyFor } from '../../../src/clip/families';
import { colourScaleOf, rasterSpecOf } from '../../../src/clip/image-tensor';

const preprocessor = {};

describe('families', () => {
  it('CLIP masks its padding and is cut at 77 tokens', () => {
    const { text, loss, logitScale } = familyFor({
      config: { model_type: 'clip' },
      tokenizer: { tokenizer_class: 'CLIPTokenizer', model_max_length: 77 },
      preprocessor,
    });
    expect(text).toMatchObject({ padding: 'longest', maxTokens: 77, keepsEnd: true });
    expect(text.prepare(' A  Cat\n')).toBe('a cat');
    expect({ loss, factor: Math.exp(logitScale) }).toMatchObject({ loss: 'softmax' });
    expect(Math.exp(logitScale)).toBeCloseTo(100, 1);
  });

  it('MobileCLIP is padded to all 77, and reads colours as they are', () => {
    const plain = { do_normalize: false, size: { shortest_edge: 256 }, crop_size: 256 };
    const files = {
      config: { model_type: 'clip' },
      tokenizer: { tokenizer_class: 'CLIPTokenizer', model_max_length: 77 },
      preprocessor: { ...plain, do_center_crop: true },
    };
    const { text, colours } = familyFor(files);
    expect(text).toMatchObject({ padding: 'maxTokens', maxTokens: 77 });
    expect(colourScaleOf(files.preprocessor, colours)).toEqual({ mean: [0, 0, 0], std: [1, 1, 1] });
    expect(rasterSpecOf(files.preprocessor)).toEqual({ width: 256, height: 256, fit: 'cover' });
  });

  it('the bundled model reads 256 word pieces and has the temperature that it learned', () => {
    const { text, logitScale } = familyFor({
      config: {
        model_type: 'clip',
        logit_scale: 3.6,
        text_config: { max_position_embeddings: 512 },
      },
      tokenizer: { tokenizer_class: 'BertTokenizer', model_max_length: 256 },
      preprocessor,
    });
    expect(text).toMatchObject({ padding: 'longest', maxTokens: 256, keepsEnd: false });
    expect(logitScale).toBe(3.6);
  });

  it('SigLIP reads its padding, and texts without capitals and punctuation', () => {
    const { text, loss, logitBias } = familyFor({
      config: { model_type: 'siglip' },
      tokenizer: { tokenizer_class: 'SiglipTokenizer', model_max_length: 64 },
      preprocessor,
    });
    expect(text).toMatchObject({ padding: 'maxTokens', maxTokens: 64 });
    expect(text.prepare("  The Cat's  hat, (red)! ")).toBe('the cats hat red');
    expect(loss).toBe('sigmoid');
    expect(logitBias).toBeLessThan(-10);
  });

  it('SigLIP 2 keeps punctuation, and its bias is its own', () => {
    const files = {
      config: { model_type: 'siglip' },
      tokenizer: { tokenizer_class: 'GemmaTokenizer' },
      preprocessor,
    };
    const { text, logitScale, logitBias } = familyFor(files);
    expect(text.maxTokens).toBe(64);
    expect(text.prepare('Ein Hund, ÄRGERLICH!')).toBe('ein hund, ärgerlich!');
    expect([logitScale, logitBias]).toEqual([4.7245, -16.7717]);
    const own = familyFor({ ...files, config: { ...files.config, logit_bias: -9 } });
    expect(own.logitBias).toBe(-9);
  });
});
