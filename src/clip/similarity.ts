/**
 * The arithmetic of CLIP (Radford et al. 2021, "Learning Transferable Visual Models From
 * Natural Language Supervision", figure 3), written out plainly.
 */

/**
 * Cosine similarity a·b / (‖a‖‖b‖).
 *
 * @param a shape [dims]
 * @param b shape [dims]
 * @returns -1 to 1; 0 where one of them has no length
 * @throws {RangeError} when the shapes differ
 */
export function cosineSimilarity(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) {
    throw new RangeError(`cosine of vectors of ${a.length} and ${b.length} dimensions`);
  }
  let dot = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < a.length; i++) {
    const x = a[i]!;
    const y = b[i]!;
    dot += x * y;
    aa += x * x;
    bb += y * y;
  }
  return aa === 0 || bb === 0 ? 0 : dot / (Math.sqrt(aa) * Math.sqrt(bb));
}

/**
 * Logits = exp(logitScale) × cosine. CLIP learns `logitScale`, the logarithm of the inverse
 * temperature.
 *
 * @param cosines any shape, flat
 */
export function logits(cosines: ArrayLike<number>, logitScale: number): number[] {
  const scale = Math.exp(logitScale);
  return Array.from(cosines, (cosine) => scale * cosine);
}

/**
 * softmax(values / temperature), shifted by the maximum so that it does not overflow.
 *
 * @param values shape [candidates]
 * @param temperature above 0; lower is sharper
 * @returns shape [candidates], summing to 1; empty for no candidates
 * @throws {RangeError} when the temperature is not above 0
 */
export function softmax(values: ArrayLike<number>, temperature = 1): number[] {
  if (!(temperature > 0)) throw new RangeError(`temperature must be above 0, got ${temperature}`);
  let max = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) max = Math.max(max, values[i]!);
  const exponentials = Array.from(values, (v) => Math.exp((v - max) / temperature));
  const sum = exponentials.reduce((s, e) => s + e, 0);
  return exponentials.map((e) => e / sum);
}

/** Scales a vector of shape [dims] to unit length, in place; a zero vector stays zero. */
export function normalize(vector: Float32Array): Float32Array {
  let sum = 0;
  for (const x of vector) sum += x * x;
  if (sum > 0) {
    const scale = 1 / Math.sqrt(sum);
    for (let i = 0; i < vector.length; i++) vector[i]! *= scale;
  }
  return vector;
}

/**
 * Gradient of the cosine with respect to its first vector: b / (‖a‖‖b‖) − cos · a / ‖a‖².
 *
 * @param a shape [dims]
 * @param b shape [dims]
 * @returns shape [dims]; zero where one of them has no length
 * @throws {RangeError} when the shapes differ
 */
export function cosineGradient(a: ArrayLike<number>, b: ArrayLike<number>): Float64Array {
  const cosine = cosineSimilarity(a, b);
  const lengthOf = (v: ArrayLike<number>) => Math.hypot(...Array.from(v));
  const aLength = lengthOf(a);
  const bLength = lengthOf(b);
  if (aLength === 0 || bLength === 0) return new Float64Array(a.length);
  return Float64Array.from(
    { length: a.length },
    (_, i) => b[i]! / (aLength * bLength) - (cosine * a[i]!) / aLength ** 2,
  );
}

/**
 * Gradient with respect to the logit scale s, where logits = exp(s) × cosine: Σ ∂L/∂l · l.
 *
 * @param gradient of the loss with respect to the logits, any shape, flat
 * @param scaled the logits without a bias, of the same shape
 */
export function logitScaleGradient(gradient: ArrayLike<number>, scaled: ArrayLike<number>): number {
  return Array.from(gradient).reduce((sum, g, i) => sum + g * scaled[i]!, 0);
}
