import { wordsOf } from './shingles';

/** Hashes kept of a text: of texts with fewer three-word sequences, all of them. */
const maxKept = 1024;

/** Minima of a text, in bands of rows: see {@link textCandidates}. */
const bands = 32;
const rowsPerBand = 4;

/** Multipliers and increments of as many hash functions as there are minima. */
const permutations = Uint32Array.from({ length: 2 * bands * rowsPerBand }, (_, i) => mix(i + 1));

/**
 * What is kept of a text to compare it with others: the smallest hashes of its three-word
 * sequences (a bottom-k sketch: Broder 1997). Takes a text in pieces, of any length.
 */
export class TextSketch {
  private hashes = new Set<number>();
  private largestKept = 0xffffffff;
  private readonly last: string[] = [];
  /** Words read so far. */
  wordCount = 0;

  /** Adds the next stretch of the text; sequences go on from the one before. */
  add(text: string): void {
    for (const word of wordsOf(text)) {
      this.wordCount += 1;
      this.last.push(word);
      if (this.last.length < 3) continue;
      this.keep(hashOf(this.last.join(' ')));
      this.last.shift();
    }
    if (this.hashes.size > 4 * maxKept) this.shrink();
  }

  /** Ends the text. @returns its smallest hashes, ascending */
  finish(): Uint32Array {
    if (this.wordCount > 0 && this.wordCount < 3) this.keep(hashOf(this.last.join(' ')));
    this.shrink();
    return Uint32Array.from(this.hashes).sort();
  }

  private keep(hash: number): void {
    if (hash <= this.largestKept) this.hashes.add(hash);
  }

  private shrink(): void {
    if (this.hashes.size <= maxKept) return;
    const smallest = Uint32Array.from(this.hashes).sort().subarray(0, maxKept);
    this.largestKept = smallest[maxKept - 1]!;
    this.hashes = new Set(smallest);
  }
}

/**
 * Share of three-word sequences that two sketched texts have in common, of the one with more:
 * exact for short texts, for long ones estimated from the hashes up to which both are known.
 */
export function textLikeness(a: Uint32Array, b: Uint32Array): number {
  const limit = Math.min(reach(a), reach(b));
  const [inA, inB] = [countUpTo(a, limit), countUpTo(b, limit)];
  let common = 0;
  for (let i = 0, j = 0; i < inA && j < inB; ) {
    const [x, y] = [a[i]!, b[j]!];
    if (x === y) common += 1;
    if (x <= y) i += 1;
    if (y <= x) j += 1;
  }
  const larger = Math.max(inA, inB);
  return larger === 0 ? 0 : common / larger;
}

/** Up to which hash all of a text's are in its sketch. */
const reach = (sketch: Uint32Array) => (sketch.length < maxKept ? 2 ** 32 : sketch.at(-1)!);

function countUpTo(sketch: Uint32Array, limit: number): number {
  let count = sketch.length;
  while (count > 0 && sketch[count - 1]! > limit) count -= 1;
  return count;
}

/**
 * Pairs of texts worth comparing: MinHash with banding (Broder 1997; Leskovec, Rajaraman and
 * Ullman, Mining of Massive Datasets, 3.4). With 32 bands of 4, a pair with 85 % in common,
 * which is a Jaccard similarity of at least .74, is missed once in 80,000 times.
 *
 * @returns for each text the indices of its candidates, itself not included
 */
export function textCandidates(sketches: readonly Uint32Array[]): Set<number>[] {
  const candidates = sketches.map(() => new Set<number>());
  const signatures = sketches.map(minima);
  for (let band = 0; band < bands; band++) {
    const buckets = new Map<number, number[]>();
    for (const [i, signature] of signatures.entries()) {
      if (sketches[i]!.length === 0) continue;
      const key = bandKey(signature, band);
      const bucket = buckets.get(key);
      if (bucket) bucket.push(i);
      else buckets.set(key, [i]);
    }
    for (const bucket of buckets.values()) link(bucket, candidates);
  }
  return candidates;
}

/** Links all of a bucket; a very full one, as of one form filled in often, only near ones. */
function link(bucket: readonly number[], candidates: Set<number>[]): void {
  const maxApart = 64;
  for (const [at, i] of bucket.entries()) {
    for (const j of bucket.slice(at + 1, at + 1 + maxApart)) {
      candidates[i]!.add(j);
      candidates[j]!.add(i);
    }
  }
}

function minima(sketch: Uint32Array): Uint32Array {
  const count = bands * rowsPerBand;
  const signature = new Uint32Array(count).fill(0xffffffff);
  for (const hash of sketch) {
    for (let i = 0; i < count; i++) {
      const value = mix(Math.imul(hash, permutations[2 * i]! | 1) + permutations[2 * i + 1]!);
      if (value < signature[i]!) signature[i] = value;
    }
  }
  return signature;
}

function bandKey(signature: Uint32Array, band: number): number {
  let key = 0;
  for (let row = 0; row < rowsPerBand; row++) {
    key = mix(key ^ signature[band * rowsPerBand + row]!);
  }
  return key;
}

/** FNV-1a, then mixed: its low bits alone are poor. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return mix(hash);
}

/** The finaliser of MurmurHash3: every bit of the input moves every bit of the output. */
function mix(value: number): number {
  let x = value ^ (value >>> 16);
  x = Math.imul(x, 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}
