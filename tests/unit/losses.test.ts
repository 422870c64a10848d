import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  contrastiveGradient,
  contrastiveLoss,
  sigmoid,
  sigmoidGradient,
  sigmoidLoss,
} from '../../src/clip/losses';
import {
  cosineGradient,
  cosineSimilarity,
  logitScaleGradient,
  logits,
} from '../../src/clip/similarity';

describe('contrastiveLoss', () => {
  // Worked by hand: a diagonal of ln 2 among zeros gives every row and column the
  // probabilities 2/4, 1/4, 1/4, so each loss is ln 2.
  const d = Math.log(2);
  it('gives ln 2 for the 3×3 case worked by hand', () => {
    const loss = contrastiveLoss([d, 0, 0, 0, d, 0, 0, 0, d], 3);
    expect(loss.image).toBeCloseTo(Math.LN2, 12);
    expect(loss.text).toBeCloseTo(Math.LN2, 12);
    expect(loss.final).toBeCloseTo(Math.LN2, 12);
  });
  it('tells image loss from text loss on an asymmetric matrix', () => {
    // Rows: [0, ln 3] puts 1/4 on its own pair, [0, 0] puts 1/2. Columns: [0, 0] 1/2, [ln 3, 0] 1/4.
    const loss = contrastiveLoss([0, Math.log(3), 0, 0], 2);
    expect(loss.perImage.map((x) => Math.exp(-x))).toEqual([
      expect.closeTo(0.25, 12),
      expect.closeTo(0.5, 12),
    ]);
    expect(loss.perText.map((x) => Math.exp(-x))).toEqual([
      expect.closeTo(0.5, 12),
      expect.closeTo(0.25, 12),
    ]);
  });
  it('is ln n when nothing is known, and refuses a matrix of another shape', () => {
    expect(contrastiveLoss(new Array(49).fill(0.3), 7).final).toBeCloseTo(Math.log(7), 12);
    expect(() => contrastiveLoss([1, 2, 3], 2)).toThrow(RangeError);
  });
});

describe('sigmoidLoss', () => {
  it('gives the values worked by hand', () => {
    // σ(ln 3) = 3/4 and σ(0) = 1/2. Own cells ln 3, others 0: each row −ln(3/4) − ln(1/2).
    const own = Math.log(3);
    const loss = sigmoidLoss([own, 0, 0, own], 2);
    expect(loss.perImage).toEqual([
      expect.closeTo(Math.log(8 / 3), 12),
      expect.closeTo(Math.log(8 / 3), 12),
    ]);
    expect(loss.final).toBeCloseTo(Math.log(8 / 3), 12);
    expect(sigmoid(own)).toBeCloseTo(0.75, 12);
  });
  it('tells images from texts, and bears logits that overflow', () => {
    const loss = sigmoidLoss([0, 900, 0, 0], 2);
    expect(loss.perImage[0]).toBeCloseTo(900 + Math.LN2, 9);
    expect(loss.perText[1]).toBeCloseTo(900 + Math.LN2, 9);
    expect(loss.final).toBeCloseTo((900 + 3 * Math.LN2) / 2, 9);
    expect(sigmoid(-900)).toBe(0);
    expect(() => sigmoidLoss([1], 2)).toThrow(RangeError);
  });
  it('of CLIP keeps what a probability cannot: a pair that is nearly lost', () => {
    expect(contrastiveLoss([0, 2000, 0, 0], 2).perImage[0]).toBeCloseTo(2000, 9);
  });
});

/** Central differences; h is where their two errors are alike in double precision. */
function differences(f: (x: Float64Array) => number, x: ArrayLike<number>, h = 1e-5) {
  return Float64Array.from(x, (_, i) => {
    const moved = (by: number) => {
      const y = Float64Array.from(x);
      y[i]! += by;
      return f(y);
    };
    return (moved(h) - moved(-h)) / (2 * h);
  });
}

const expectClose = (found: ArrayLike<number>, expected: ArrayLike<number>, digits: number) => {
  expect(found.length).toBe(expected.length);
  for (let i = 0; i < expected.length; i++) expect(found[i]).toBeCloseTo(expected[i]!, digits);
};

describe('gradients', () => {
  const n = 4;
  const l = Float64Array.from({ length: n * n }, (_, i) => Math.sin(i * 1.7) * 3);

  it('are those of finite differences', () => {
    expectClose(
      contrastiveGradient(l, n),
      differences((x) => contrastiveLoss(x, n).final, l),
      8,
    );
    expectClose(
      sigmoidGradient(l, n),
      differences((x) => sigmoidLoss(x, n).final, l),
      8,
    );
    const a = l.slice(0, 5);
    const b = l.slice(5, 10);
    expectClose(
      cosineGradient(a, b),
      differences((x) => cosineSimilarity(x, b), a),
      8,
    );
    const [slope] = differences(
      ([s]) => contrastiveLoss(logits(l, s!), n).final,
      Float64Array.of(0.3),
    );
    const scaled = logits(l, 0.3);
    expect(logitScaleGradient(contrastiveGradient(scaled, n), scaled)).toBeCloseTo(slope!, 8);
  });
  it('of the contrastive loss sum to nothing; of no direction there are none', () => {
    expect(contrastiveGradient(l, n).reduce((a, b) => a + b)).toBeCloseTo(0, 12);
    expectClose(cosineGradient([0, 0], [1, 2]), [0, 0], 12);
    expect(() => contrastiveGradient([1, 2], 2)).toThrow(RangeError);
  });
});

describe('an independent computation (training/loss_values.py)', () => {
  const values = JSON.parse(readFileSync('tests/data/loss-values.json', 'utf8'));
  const { pairs: n, dims, logitScale, bias, images, texts } = values;
  const row = (matrix: number[], i: number) => matrix.slice(i * dims, (i + 1) * dims);
  const cosines = Array.from({ length: n * n }, (_, at) =>
    cosineSimilarity(row(images, Math.floor(at / n)), row(texts, at % n)),
  );
  const scaled = logits(cosines, logitScale);
  const scale = Math.exp(logitScale);

  /** From the gradient of the logits to those of the embeddings. */
  function ofEmbeddings(gradient: Float64Array) {
    const byImage = new Float64Array(n * dims);
    const byText = new Float64Array(n * dims);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        const g = gradient[i * n + j]! * scale;
        const image = cosineGradient(row(images, i), row(texts, j));
        const text = cosineGradient(row(texts, j), row(images, i));
        for (let d = 0; d < dims; d++) {
          byImage[i * dims + d]! += g * image[d]!;
          byText[j * dims + d]! += g * text[d]!;
        }
      }
    }
    return [byImage, byText];
  }

  it('has the same contrastive loss and gradients', () => {
    const { image, text, final, gradients } = values.contrastive;
    expect(contrastiveLoss(scaled, n)).toMatchObject({
      image: expect.closeTo(image, 12),
      text: expect.closeTo(text, 12),
      final: expect.closeTo(final, 12),
    });
    const gradient = contrastiveGradient(scaled, n);
    const [byImage, byText] = ofEmbeddings(gradient);
    expectClose(byImage!, gradients[0], 12);
    expectClose(byText!, gradients[1], 12);
    expect(logitScaleGradient(gradient, scaled)).toBeCloseTo(gradients[2], 12);
  });
  it('has the same sigmoid loss and gradients', () => {
    const { final, gradients } = values.sigmoid;
    const shifted = scaled.map((x) => x + bias);
    expect(sigmoidLoss(shifted, n).final).toBeCloseTo(final, 12);
    const gradient = sigmoidGradient(shifted, n);
    const [byImage, byText] = ofEmbeddings(gradient);
    expectClose(byImage!, gradients[0], 12);
    expectClose(byText!, gradients[1], 12);
    expect(logitScaleGradient(gradient, scaled)).toBeCloseTo(gradients[2], 12);
    expect(gradient.reduce((a, b) => a + b)).toBeCloseTo(gradients[3], 12);
  });
});
