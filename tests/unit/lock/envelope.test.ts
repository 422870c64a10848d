import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packValue, unpackValue } from '../../../src/store/lock/envelope';

const typedArrays = fc.oneof(
  fc.uint8Array(),
  fc.float32Array(),
  fc.float64Array(),
  fc.uint32Array(),
  fc.bigInt64Array(),
  fc.uint8ClampedArray(),
);

/** What IndexedDB keeps of what the library stores, and keys that look like our own tags. */
const values = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withTypedArray: true,
  values: [fc.string({ unit: 'binary' }), fc.double(), typedArrays],
  key: fc.oneof(fc.string(), fc.constantFrom('$', '__proto__', 'constructor')),
});

const roundTrip = async (value: unknown) => unpackValue(await packValue(value));

describe('the envelope', () => {
  it('gives back any structured value', async () => {
    await fc.assert(
      fc.asyncProperty(values, async (value) => {
        expect(isDeepStrictEqual(await roundTrip(value), structuredClone(value))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('gives back Blobs with their type and bytes, wherever they stand', async () => {
    const value = {
      at: [new Blob(['first'], { type: 'text/plain' })],
      other: new Blob(['second']),
    };
    const back = (await roundTrip(value)) as typeof value;
    expect(back.at[0]!.type).toBe('text/plain');
    expect(await back.at[0]!.text()).toBe('first');
    expect(await back.other.text()).toBe('second');
  });

  it('takes of a view only what it shows', async () => {
    const view = new Float32Array([1, 2, 3, 4]).subarray(1, 3);
    expect((await packValue(view)).length).toBeLessThan(80);
    expect(await roundTrip(view)).toEqual(Float32Array.of(2, 3));
  });

  it('refuses what cannot be stored', async () => {
    await expect(packValue({ call: () => 1 })).rejects.toThrow(TypeError);
    await expect(packValue(new (class Point {})())).rejects.toThrow('Point');
  });
});
