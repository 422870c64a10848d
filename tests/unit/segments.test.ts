import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalize } from '../../src/clip/similarity';
import { chunkKinds, type Fingerprint } from '../../src/core';
import {
  type DocumentEmbeddings,
  mergeSegments,
  packSegment,
  soundParts,
  unpackSegment,
  withoutDocuments,
} from '../../src/store/segments';

const dims = 3;
const fingerprint: Fingerprint = { model: 'm', version: '1', precision: 'q8', parser: 1 };

const embeddings: fc.Arbitrary<DocumentEmbeddings[]> = fc
  .uniqueArray(
    fc.record({
      documentId: fc.stringMatching(/^[0-9a-f]{4}$/),
      rows: fc.array(
        fc.record({
          ordinal: fc.nat(100_000),
          kind: fc.constantFrom(...chunkKinds),
          vector: fc
            .array(fc.double({ min: -1, max: 1, noNaN: true }), {
              minLength: dims,
              maxLength: dims,
            })
            .filter((v) => Math.hypot(...v) > 0.1),
        }),
        { minLength: 1, maxLength: 5 },
      ),
    }),
    { selector: (d) => d.documentId, maxLength: 8 },
  )
  .map((documents) =>
    documents.map(({ documentId, rows }) => ({
      documentId,
      ordinals: rows.map((r) => r.ordinal),
      kinds: rows.map((r) => r.kind),
      vectors: Float32Array.from(rows.flatMap((r) => [...normalize(Float32Array.from(r.vector))])),
    })),
  );

const plain = (parts: DocumentEmbeddings[]) =>
  parts
    .map((part) => ({ ...part, vectors: [...part.vectors] }))
    .sort((a, b) => a.documentId.localeCompare(b.documentId));

describe('segments', () => {
  it('unpack to what was packed', () => {
    fc.assert(
      fc.property(embeddings, (parts) => {
        expect(plain(unpackSegment(packSegment(parts, fingerprint, dims)))).toEqual(plain(parts));
      }),
    );
  });

  it('merge and shrink without losing or mixing anything', () => {
    fc.assert(
      fc.property(embeddings, fc.nat(), (parts, pick) => {
        const half = Math.floor(parts.length / 2);
        const merged = mergeSegments([
          packSegment(parts.slice(0, half), fingerprint, dims),
          packSegment(parts.slice(half), fingerprint, dims),
        ]);
        expect(plain(merged.flatMap(unpackSegment))).toEqual(plain(parts));
        const gone = parts[pick % Math.max(1, parts.length)]?.documentId ?? '';
        const rest = merged.flatMap((s) => withoutDocuments(s, new Set([gone])) ?? []);
        expect(plain(rest.flatMap(unpackSegment))).toEqual(
          plain(parts.filter((p) => p.documentId !== gone)),
        );
      }),
    );
  });

  it('keep fingerprints apart', () => {
    const part = {
      documentId: 'a',
      ordinals: [0],
      kinds: ['image' as const],
      vectors: Float32Array.of(1, 0, 0),
    };
    const other = { ...fingerprint, version: '2' };
    const merged = mergeSegments([
      packSegment([part], fingerprint, dims),
      packSegment([{ ...part, documentId: 'b' }], other, dims),
    ]);
    expect(merged.map((s) => s.fingerprint)).toEqual([fingerprint, other]);
  });

  it.each([[[0, 0, 0]], [[Number.NaN, 0, 1]], [[2, 0, 0]], [[1, 0]]])(
    'refuse the vector %j, which would rank anywhere',
    (values) => {
      const part = {
        documentId: 'a',
        ordinals: [0],
        kinds: ['image' as const],
        vectors: Float32Array.from(values),
      };
      expect(() => packSegment([part], fingerprint, dims)).toThrow(RangeError);
    },
  );

  it('that are damaged give what is sound of them, whatever is broken', () => {
    const breakage = fc.constantFrom('number', 'zero', 'short', 'row', 'kind');
    fc.assert(
      fc.property(embeddings, breakage, fc.nat(), (parts, broken, pick) => {
        const segment = packSegment(parts, fingerprint, dims);
        fc.pre(segment.count > 0);
        const row = pick % segment.count;
        const victim = segment.documents[segment.rows[3 * row]!];
        if (broken === 'number') segment.vectors[row * dims] = Number.NaN;
        if (broken === 'zero') segment.vectors.fill(0, row * dims, (row + 1) * dims);
        if (broken === 'short') segment.vectors = segment.vectors.slice(1);
        if (broken === 'row') segment.rows[3 * row] = segment.documents.length;
        if (broken === 'kind') segment.rows[3 * row + 2] = chunkKinds.length;
        const isOne = broken === 'number' || broken === 'zero';
        const sound = isOne ? parts.filter(({ documentId }) => documentId !== victim) : [];
        expect(plain(soundParts(segment))).toEqual(plain(sound));
        // Its neighbours can still be removed and merged.
        expect(plain(mergeSegments([segment]).flatMap(unpackSegment))).toEqual(plain(sound));
        const rest = withoutDocuments(segment, new Set([victim!]));
        expect(plain(rest ? unpackSegment(rest) : [])).toEqual(plain(sound));
      }),
    );
  });
});
