// Tiny dual encoders with random weights, and by plain arithmetic what they make of a text or a
// picture. `write.mjs` writes the same as files in the layouts of CLIP and SigLIP.

export const width = 12;
export const dims = 16;
/** Side of the picture that goes in. */
export const side = 8;
export const maxTokens = { clip: 77, siglip: 64 };

const letters = [...'abcdefghijklmnopqrstuvwxyz0123456789'];
const words = 'cat dog coffee rocket wall map red old the of on and'.split(' ');
/** The end mark has the highest number, as CLIP's has. */
export const vocabulary = [
  '<unk>',
  '<start>',
  ...letters,
  ...letters.map((l) => `##${l}`),
  ...words,
  '<end>',
];
export const numberOf = new Map(vocabulary.map((piece, i) => [piece, i]));
const end = numberOf.get('<end>');

/** @returns {() => number} uniform in [-1, 1); Lehmer's generator */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return (state / 2147483647) * 2 - 1;
  };
}

export function weightsOf(seed) {
  const random = randomFrom(seed);
  const draw = (length) => Float32Array.from({ length }, random);
  return {
    embeddings: draw(vocabulary.length * width),
    textProjection: draw(width * dims),
    imageProjection: draw(3 * side * side * dims),
  };
}

function piecesOf(word) {
  if (numberOf.has(word)) return [numberOf.get(word)];
  const pieces = [...word].map((letter, i) => numberOf.get(i === 0 ? letter : `##${letter}`));
  return pieces.includes(undefined) ? [numberOf.get('<unk>')] : pieces;
}

/** Token numbers as the family's own processor makes them. */
export function tokensOf(kind, text) {
  const lower = text.toLowerCase();
  const plain = kind === 'siglip' ? lower.replace(/[!-/:-@[-`{-~]/g, '') : lower;
  const inner = plain.split(/\s+/).filter(Boolean).flatMap(piecesOf);
  const start = kind === 'clip' ? [numberOf.get('<start>')] : [];
  const limit = maxTokens[kind];
  const tokens = [...start, ...inner.slice(0, limit - start.length - 1), end];
  // SigLIP's tower reads its padding, which is the end mark; CLIP's is masked.
  if (kind === 'siglip') while (tokens.length < limit) tokens.push(end);
  return tokens;
}

/** Brings to unit length. */
function unit(vector) {
  const length = Math.hypot(...vector);
  return vector.map((x) => x / length);
}

const times = (vector, matrix) =>
  Array.from({ length: dims }, (_, d) =>
    vector.reduce((sum, x, i) => sum + x * matrix[i * dims + d], 0),
  );

/** @returns {number[]} unit vector of the text, by the model's definition */
export function expectedText(kind, seed, text) {
  const { embeddings, textProjection } = weightsOf(seed);
  const tokens = tokensOf(kind, text);
  const mean = Array.from({ length: width }, (_, w) =>
    tokens.reduce((sum, token) => sum + embeddings[token * width + w] / tokens.length, 0),
  );
  return unit(times(mean, textProjection));
}

/**
 * @param {{ data: ArrayLike<number> }} raster of side × side pixels, RGBA
 * @returns {number[]} unit vector of the picture
 */
export function expectedPicture(kind, seed, raster) {
  const { imageProjection } = weightsOf(seed);
  const { image_mean, image_std } = colours[kind];
  const pixels = [0, 1, 2].flatMap((channel) =>
    Array.from(
      { length: side * side },
      (_, i) => (raster.data[i * 4 + channel] / 255 - image_mean[channel]) / image_std[channel],
    ),
  );
  return unit(times(pixels, imageProjection));
}

export const colours = {
  clip: {
    image_mean: [0.48145466, 0.4578275, 0.40821073],
    image_std: [0.26862954, 0.26130258, 0.27577711],
  },
  siglip: { image_mean: [0.5, 0.5, 0.5], image_std: [0.5, 0.5, 0.5] },
};
