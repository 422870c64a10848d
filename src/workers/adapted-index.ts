import { adapt, pullBack } from '../clip/adapter';
import type { Adapter, Calibration, Modality, QueryVector } from '../core';
import { modalityOf } from '../core';
import { VectorIndex } from '../search';
import type { DocumentEmbeddings } from '../store';
import type { LibraryModel } from './library-change';

/**
 * The stored embeddings as searches see them: through the adapter that is on. What is searched
 * with goes through it as well, and so does the background that scores are judged by.
 */
export class AdaptedIndex {
  readonly vectors: VectorIndex;
  readonly calibration: Calibration;
  /** Of the adapter; undefined while none is on. */
  readonly adapter: string | undefined;
  private readonly matrices: Adapter['matrices'];

  constructor(model: LibraryModel, adapter: Adapter | undefined) {
    this.vectors = new VectorIndex(model.dims);
    this.adapter = adapter?.name;
    this.matrices = adapter?.matrices ?? {};
    const { background, ...rest } = model.calibration;
    this.calibration = {
      ...rest,
      background: {
        picture: this.adapted(background.picture, 'image'),
        passage: this.adapted(background.passage, 'text'),
        row: this.adapted(background.row, 'text'),
      },
    };
  }

  add(parts: readonly DocumentEmbeddings[]): void {
    for (const { documentId, ordinals, kinds, vectors } of parts) {
      this.vectors.add(documentId, ordinals, kinds, this.adaptedAll(vectors, kinds));
    }
  }

  /** @param vectors shape [count, dims] as the encoder gives them */
  adapted(vectors: Float32Array, modality: Modality): Float32Array {
    return adapt(this.matrices[modality], vectors, this.vectors.dims);
  }

  /**
   * What a sum of adapted vectors asks of embeddings as the encoder gives them.
   *
   * @param modality of those embeddings
   * @returns shape [dims], of unit length; undefined where the sum is nothing
   */
  pulledBack(parts: readonly (QueryVector & { weight: number })[], modality: Modality) {
    const sum = new Float32Array(this.vectors.dims);
    for (const { embedding, weight } of parts) {
      for (let d = 0; d < sum.length; d++) sum[d]! += weight * embedding[d]!;
    }
    const length = Math.hypot(...sum);
    if (length === 0) return undefined;
    return pullBack(
      this.matrices[modality],
      sum.map((x) => x / length),
    );
  }

  private adaptedAll(vectors: Float32Array, kinds: DocumentEmbeddings['kinds']): Float32Array {
    if (!this.matrices.image && !this.matrices.text) return vectors;
    const { dims } = this.vectors;
    const all = new Float32Array(vectors.length);
    // Chunks of one modality that follow each other are mapped together.
    for (let from = 0, to = 0; from < kinds.length; from = to) {
      const modality = modalityOf(kinds[from]!);
      while (to < kinds.length && modalityOf(kinds[to]!) === modality) to += 1;
      all.set(this.adapted(vectors.subarray(from * dims, to * dims), modality), from * dims);
    }
    return all;
  }
}
