import { describe, expect, it } from 'vitest';
import { confusions, contrastOf, fillOf, worstPairs } from '../../src/ui/lab/contrast/contrast';

/** Logits of ln 1, ln 2, …, so that a softmax is a fraction; see training/tests/test_contrastive.py. */
const cosines = [4, 1, 1, 2, 3, 1, 1, 1, 2].map(Math.log);
const contrast = contrastOf(cosines, 3, { logitScale: 0, bias: -1 });

describe('the similarity matrix', () => {
  it('has softmax by row and by column, and the sigmoid, cell by cell', () => {
    const { row, column, sigmoid, logit } = contrast.values;
    expect(row[0]).toBeCloseTo(4 / 6, 12);
    expect(row[3]).toBeCloseTo(2 / 6, 12);
    expect(column[0]).toBeCloseTo(4 / 7, 12);
    expect(column[3]).toBeCloseTo(2 / 7, 12);
    expect(logit[0]).toBeCloseTo(Math.log(4), 12);
    expect(sigmoid[0]).toBeCloseTo(4 / (4 + Math.E), 12);
  });

  it('has the losses worked by hand', () => {
    const image = -(Math.log(4 / 6) + Math.log(3 / 6) + Math.log(2 / 4)) / 3;
    const text = -(Math.log(4 / 7) + Math.log(3 / 5) + Math.log(2 / 4)) / 3;
    expect(contrast.loss.image).toBeCloseTo(image, 12);
    expect(contrast.loss.text).toBeCloseTo(text, 12);
    expect(contrast.loss.final).toBeCloseTo((image + text) / 2, 12);
  });

  it('lists the worst pairs and what is taken for what', () => {
    expect(worstPairs(contrast, 2).map(({ pair }) => pair)).toEqual([2, 1]);
    const [first] = confusions(contrast, 1);
    expect(first).toMatchObject({ picture: 1, caption: 0 });
    expect(first!.row).toBeCloseTo(2 / 6, 12);
    expect(first!.column).toBeCloseTo(2 / 7, 12);
  });

  it('is drawn from the lowest cosine to the highest, and probabilities as they are', () => {
    expect([0, 1, 3].map(fillOf(contrast, 'cosine'))).toEqual([1, 0, 0.5]);
    expect(fillOf(contrast, 'row')(0)).toBeCloseTo(4 / 6, 12);
  });
});
