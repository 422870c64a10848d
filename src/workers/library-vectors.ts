import type {
  CaptionMatrix,
  ChunkPlace,
  DocumentId,
  LibraryDamage,
  MapContent,
  MapPoints,
  Modality,
  SourceDocument,
} from '../core';
import type { AdaptedIndex } from './adapted-index';
import { findDamage } from './damage';
import type { RequestPart, ResolvedPart } from './find';
import { LibraryIndex } from './library-index';
import { LibraryRecords } from './library-records';
import { mapPoints } from './map-points';
import { matchCaptions } from './match-captions';

/** What is asked of the embeddings themselves. */
export class LibraryVectors extends LibraryRecords {
  protected readonly documents = new Map<DocumentId, SourceDocument>();
  protected readonly index = new LibraryIndex(() => this.store, this.documents);
  protected dims = 0;

  /** See {@link findDamage}; once the index is filled. */
  async findDamage(): Promise<LibraryDamage> {
    await this.index.isFilled;
    const hasVectors = (id: DocumentId) => this.index.current?.vectors.has(id) ?? false;
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
