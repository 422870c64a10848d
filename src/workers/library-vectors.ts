import type {
  CaptionMatrix,
  ChunkPlace,
  DocumentId,
  LibraryDamage,
  MapContent,
  MapPoints,
  Modality,
} from '../core';
import type { AdaptedIndex } from './adapted-index';
import { findDamage } from './damage';
import type { RequestPart, ResolvedPart } from './find';
import { LibrarySpaces } from './library-spaces';
import { mapPoints } from './map-points';
import { matchCaptions } from './match-captions';

/** What is asked of the embeddings themselves. */
export abstract class LibraryVectors extends LibrarySpaces {
  /** See {@link findDamage}; once the index is filled. */
  async findDamage(): Promise<LibraryDamage> {
    await this.index.isFilled;
    const { current, elsewhere } = this.index;
    // What only another encoder has read so far is not damaged.
    const hasVectors = (id: DocumentId) => current?.vectors.has(id) || elsewhere.has(id);
    return findDamage(this.store, this.documents, hasVectors);
  }

  /**
   * What the wanted parts of a search ask, together, of embeddings as the encoder gives them.
   *
   * @param modality of those embeddings
   * @returns shape [dims], of unit length; undefined where nothing is asked for by meaning
   */
  async wantedVector(parts: RequestPart[], modality: Modality): Promise<Float32Array | undefined> {
    await this.index.isFilled;
    const index = this.index.current;
    const wanted = parts.filter(({ weight }) => weight > 0);
    return index?.pulledBack(vectorsOf(index, wanted), modality);
  }

  /** Of chunks in their order, each of shape [dims]; undefined where one has none. */
  async embeddingsOf(places: ChunkPlace[]): Promise<(Float32Array | undefined)[]> {
    await this.index.isFilled;
    return places.map(
      ({ documentId, ordinal }) =>
        this.index.current?.vectors.vectorOf(documentId, ordinal)?.embedding,
    );
  }

  /** As the encoder gave them, each of shape [dims]; undefined where one has none. */
  async storedEmbeddings(places: ChunkPlace[]): Promise<(Float32Array | undefined)[]> {
    const { model } = this.index;
    if (!model) throw new Error('The encoder is not ready yet.');
    const ids = new Set(places.map((place) => place.documentId));
    const parts = await this.store.embeddingsOf(ids, model.fingerprint);
    const byId = new Map(parts.map((part) => [part.documentId, part]));
    return places.map(({ documentId, ordinal }) => {
      const part = byId.get(documentId);
      const at = part?.ordinals.indexOf(ordinal) ?? -1;
      return part && at >= 0 ? part.vectors.slice(at * this.dims, (at + 1) * this.dims) : undefined;
    });
  }

  /** See {@link matchCaptions}. */
  async matchCaptions(pictures: ChunkPlace[], captions: Float32Array): Promise<CaptionMatrix> {
    await this.index.isFilled;
    const index = this.index.current;
    if (!index) throw new Error('The encoder is not ready yet.');
    const adapted = index.adapted(captions, 'text');
    const { vectors, calibration } = index;
    return matchCaptions({ index: vectors, calibration }, pictures, adapted, this.dims);
  }

  /** See {@link mapPoints}. */
  async mapPoints(content: MapContent): Promise<MapPoints> {
    await this.index.isFilled;
    const index = this.index.current?.vectors;
    if (!index) throw new Error('The encoder is not ready yet.');
    return mapPoints(index, content);
  }

  /** Embeddings of texts, shape [count, dims], mapped as the index is. */
  async mappedTexts(embeddings: Float32Array): Promise<Float32Array> {
    await this.index.isFilled;
    return this.index.current?.adapted(embeddings, 'text') ?? embeddings;
  }
}

/** Parts with what they search with, mapped as the index is; stored ones already are. */
export function vectorsOf(index: AdaptedIndex, parts: readonly RequestPart[]) {
  return parts.flatMap(({ from, ...rest }): ResolvedPart[] => {
    if ('ordinal' in from) {
      const stored = index.vectors.vectorOf(from.documentId, from.ordinal);
      return stored ? [{ from, ...stored, ...rest }] : [];
    }
    const embedding = index.adapted(from.embedding, from.modality);
    return [{ from, embedding, modality: from.modality, ...rest }];
  });
}
