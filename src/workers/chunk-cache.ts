import type { Chunk, DocumentId } from '../core';
import { chunksPerBlock } from '../store';

/** A photo has a block of its own; full blocks of passages would take about 60 MB. */
const maxBlocks = 2000;

/** Keeps the blocks read last, so that typing on does not read the same hits again. */
export class ChunkCache {
  /** In order of last use. */
  private readonly blocks = new Map<string, Promise<Chunk[]>>();

  constructor(private readonly read: (id: DocumentId, block: number) => Promise<Chunk[]>) {}

  /** Chunks of a document by ordinal, `from` included, `to` not; shorter where there are none. */
  async range(id: DocumentId, from: number, to: number): Promise<Chunk[]> {
    const first = Math.floor(from / chunksPerBlock);
    const last = Math.floor(Math.max(from, to - 1) / chunksPerBlock);
    const wanted = Array.from({ length: last - first + 1 }, (_, i) => this.block(id, first + i));
    const start = first * chunksPerBlock;
    return (await Promise.all(wanted)).flat().slice(from - start, to - start);
  }

  /**
   * Takes the first chunks of a document that was just committed: reading them back would wait
   * for the next commit to end.
   */
  keep(id: DocumentId, chunks: readonly Chunk[]): void {
    this.set(`${id}/0`, Promise.resolve(chunks.slice(0, chunksPerBlock)));
  }

  forget(id: DocumentId): void {
    for (const key of this.blocks.keys()) {
      if (key.startsWith(id)) this.blocks.delete(key);
    }
  }

  private block(id: DocumentId, block: number): Promise<Chunk[]> {
    const key = `${id}/${block}`;
    const reading = this.blocks.get(key) ?? this.read(id, block);
    this.set(key, reading);
    return reading;
  }

  private set(key: string, chunks: Promise<Chunk[]>): void {
    this.blocks.delete(key);
    this.blocks.set(key, chunks);
    const [oldest] = this.blocks.keys();
    if (this.blocks.size > maxBlocks && oldest) this.blocks.delete(oldest);
  }
}
