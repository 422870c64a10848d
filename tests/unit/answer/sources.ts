import type { AskSource } from '../../../src/core';

/** A source as retrieval makes one, for tests. */
export function sourceOf(number: number, text: string, more: Partial<AskSource> = {}): AskSource {
  return {
    number,
    documentId: `d${number}`,
    name: `document-${number}.txt`,
    documentKind: 'text',
    chunk: { ordinal: 0, kind: 'passage', locator: { type: 'lines', from: 1, to: 9 }, text },
    text,
    parts: [{ ordinal: 0, start: 0 }],
    score: { calibrated: 50 },
    ...more,
  };
}

/**
 * Unit vectors of bags of words, hashed into `dims` numbers: near where texts share words, which is
 * all these tests need of meaning.
 */
export async function embedWords(texts: string[], dims = 64): Promise<Float32Array> {
  const matrix = new Float32Array(texts.length * dims);
  for (const [i, text] of texts.entries()) {
    const row = matrix.subarray(i * dims, (i + 1) * dims);
    for (const word of text.toLowerCase().match(/[a-z0-9]{3,}/g) ?? []) {
      const hash = [...word].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7);
      row[hash % dims]! += 1;
    }
    const length = Math.hypot(...row) || 1;
    for (const [d, x] of row.entries()) row[d] = x / length;
  }
  return matrix;
}
