import {
  type Chunk,
  type DocumentId,
  type DuplicateGroup,
  type DuplicateProgress,
  modalityOf,
  type SourceDocument,
  type ThumbnailKey,
} from '../core';
import {
  type Candidate,
  groupsOf,
  NearPictures,
  type PicturePrint,
  pictureLikeness,
  sameText,
  TextSketch,
  textCandidates,
  textLikeness,
  type VectorIndex,
} from '../search';
import { readPrint } from './read-print';

/** A search waits for no more than this. */
const sliceMs = 20;

/** Pictures nearer than this by meaning are compared by their pixels. */
const minCosine = 0.7;

/** Chunks read at a time. */
const chunksPerRead = 256;

/** A PDF with fewer words is a scan: it is compared by its pages. */
const minWords = 20;

/** About 33 MB. */
const maxPrints = 2000;

/** What the search for duplicates reads. */
export interface Compared {
  documents: ReadonlyMap<DocumentId, SourceDocument>;
  /** Undefined while no model has been named: then only texts are compared. */
  index: VectorIndex | undefined;
  chunks: (id: DocumentId, from: number, to: number) => Promise<Chunk[]>;
  thumbnail: (key: ThumbnailKey) => Promise<Blob | undefined>;
}

/** A document that is compared by what it looks like. */
interface Pictured extends Candidate {
  /** Ordinals of its pages, or of the picture itself. */
  pictures: number[];
}

interface Worded extends Candidate {
  sketch: Uint32Array;
}

type Tell = (progress: DuplicateProgress) => void;

/**
 * Near-identical documents of the library: pictures and scans by their look, all else by its
 * words, whatever its format. Works in slices, so that searches go ahead.
 *
 * @throws {DOMException} AbortError
 */
export async function findDuplicates(
  compared: Compared,
  onProgress: Tell,
  signal: AbortSignal,
): Promise<DuplicateGroup[]> {
  const slices = new Slices(onProgress, signal);
  const ready = [...compared.documents.values()].filter(({ state }) => state.phase === 'ready');
  const { worded, pictured } = await sortOut(ready, compared, slices);
  return [
    ...(await alikeByLook(pictured, compared, slices)),
    ...(await alikeByWords(worded, slices)),
  ];
}

/** Gives way between slices, tells how far it is, and ends where it is told to. */
class Slices {
  private since = performance.now();

  constructor(
    private readonly tell: Tell,
    private readonly signal: AbortSignal,
  ) {}

  async next(phase: DuplicateProgress['phase'], done: number, total: number): Promise<void> {
    this.signal.throwIfAborted();
    if (performance.now() - this.since < sliceMs && done < total) return;
    this.tell({ phase, done, total });
    await new Promise((resolve) => setTimeout(resolve));
    this.since = performance.now();
    this.signal.throwIfAborted();
  }
}

/** Reads what is to be compared of each document. */
async function sortOut(ready: SourceDocument[], compared: Compared, slices: Slices) {
  const worded: Worded[] = [];
  const pictured: Pictured[] = [];
  for (const [i, document] of ready.entries()) {
    await slices.next('texts', i, ready.length);
    if (document.kind === 'image') {
      pictured.push({ ...candidateOf(document), pictures: [0] });
      continue;
    }
    const { sketch, words, pages } = await read(document, compared);
    if (words >= minWords || (words > 0 && pages.length === 0)) {
      worded.push({ ...candidateOf(document), words, sketch });
    } else if (pages.length > 0) {
      pictured.push({ ...candidateOf(document), pictures: pages });
    }
  }
  return { worded, pictured };
}

function candidateOf({ id, byteSize, addedAt, state }: SourceDocument): Candidate {
  const { Width = 0, Height = 0 } = state.phase === 'ready' ? state.metadata : {};
  const pixels = Number(Width) * Number(Height) || 0;
  return { id, pixels, words: 0, byteSize, addedAt };
}

async function read({ id, state }: SourceDocument, { chunks }: Compared) {
  const sketch = new TextSketch();
  const pages: number[] = [];
  const count = state.phase === 'ready' ? state.chunkCount : 0;
  for (let from = 0; from < count; from += chunksPerRead) {
    for (const chunk of await chunks(id, from, Math.min(count, from + chunksPerRead))) {
      if (chunk.kind === 'page') pages.push(chunk.ordinal);
      if (modalityOf(chunk.kind) === 'text') sketch.add(wordsIn(chunk));
    }
  }
  return { sketch: sketch.finish(), words: sketch.wordCount, pages };
}

/** Of a row its values; what is said of the whole table is no part of it. */
function wordsIn({ kind, heading = '', text, cells }: Chunk): string {
  if (kind === 'table') return '';
  return cells ? cells.map(({ value }) => value).join(' ') : `${heading} ${text}`;
}

async function alikeByWords(worded: Worded[], slices: Slices): Promise<DuplicateGroup[]> {
  const near = textCandidates(worded.map(({ sketch }) => sketch));
  return collect(
    groupsOf('text', worded, near, (a, b) => {
      const likeness = textLikeness(worded[a]!.sketch, worded[b]!.sketch);
      return likeness >= sameText ? likeness : undefined;
    }),
    worded.length,
    slices,
  );
}

async function alikeByLook(
  found: Pictured[],
  { index, thumbnail }: Compared,
  slices: Slices,
): Promise<DuplicateGroup[]> {
  if (!index) return [];
  const { pictured, vectors } = withVectors(found, index);
  const near = await neighboursOf(new NearPictures(vectors, index.dims, minCosine), slices);
  const prints = new Prints(thumbnail);
  return collect(
    groupsOf('picture', pictured, near, (a, b) => likenessOf(pictured[a]!, pictured[b]!, prints)),
    pictured.length,
    slices,
  );
}

/** Those that have an embedding, with those of their first pictures, shape [count, dims]. */
function withVectors(found: Pictured[], index: VectorIndex) {
  const known = found.flatMap((one) => {
    const vector = index.vectorOf(one.id, one.pictures[0]!)?.embedding;
    return vector ? [{ one, vector }] : [];
  });
  const vectors = new Float32Array(known.length * index.dims);
  for (const [i, { vector }] of known.entries()) vectors.set(vector, i * index.dims);
  return { pictured: known.map(({ one }) => one), vectors };
}

/** Indices of the nearest pictures of each, and of those of which it is one of the nearest. */
async function neighboursOf(nearPictures: NearPictures, slices: Slices): Promise<Set<number>[]> {
  const { count } = nearPictures;
  const near = Array.from({ length: count }, () => new Set<number>());
  for (let i = 0; i < count; i++) {
    await slices.next('pictures', i, count);
    for (const { index } of nearPictures.near(i)) {
      near[i]!.add(index);
      near[index]!.add(i);
    }
  }
  return near;
}

/** Two scans are alike when all their pages are. */
async function likenessOf(a: Pictured, b: Pictured, prints: Prints): Promise<number | undefined> {
  if (a.pictures.length !== b.pictures.length) return undefined;
  let least = 1;
  for (const [page, ordinal] of a.pictures.entries()) {
    const [one, other] = await Promise.all([
      prints.read(`${a.id}/${ordinal}`),
      prints.read(`${b.id}/${b.pictures[page]!}`),
    ]);
    const likeness = one && other && pictureLikeness(one, other);
    if (!likeness?.isSame) return undefined;
    least = Math.min(least, likeness.agreement);
  }
  return least;
}

/** Prints of thumbnails, those used last. */
class Prints {
  private readonly known = new Map<ThumbnailKey, Promise<PicturePrint | undefined>>();

  constructor(private readonly thumbnail: Compared['thumbnail']) {}

  read(key: ThumbnailKey): Promise<PicturePrint | undefined> {
    const print =
      this.known.get(key) ?? this.thumbnail(key).then((blob) => blob && readPrint(blob));
    this.known.delete(key);
    this.known.set(key, print);
    const [oldest] = this.known.keys();
    if (this.known.size > maxPrints && oldest) this.known.delete(oldest);
    return print;
  }
}

async function collect(
  steps: AsyncGenerator<DuplicateGroup | undefined>,
  total: number,
  slices: Slices,
): Promise<DuplicateGroup[]> {
  const groups: DuplicateGroup[] = [];
  let done = 0;
  for await (const group of steps) {
    if (group) groups.push(group);
    done += 1;
    await slices.next('pairs', done, total);
  }
  return groups;
}
