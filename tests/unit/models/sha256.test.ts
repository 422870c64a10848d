import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fingerprintOf, Sha256 } from '../../../src/models';

it('is the digest of Node, in whatever pieces the bytes come', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 6 }), (pieces) => {
      const ours = new Sha256();
      const theirs = createHash('sha256');
      for (const piece of pieces) {
        ours.update(piece);
        theirs.update(piece);
      }
      expect(ours.hex()).toBe(theirs.digest('hex'));
    }),
  );
});

it('tells files apart by name and content, and not by their order', () => {
  const a = { path: 'a', bytes: 1, sha256: '01' };
  const b = { path: 'b', bytes: 1, sha256: '02' };
  expect(fingerprintOf([a, b])).toBe(fingerprintOf([b, a]));
  expect(fingerprintOf([a, b])).not.toBe(fingerprintOf([a, { ...b, sha256: '03' }]));
});
