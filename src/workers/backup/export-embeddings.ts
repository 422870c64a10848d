import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { BackupProgress, Fingerprint } from '../../core';
import type { Store } from '../../store';
import type { Sink } from './bag';
import { contentsOf } from './contents';
import { columns, type ExportRow, rowsOf, schema } from './parquet-schema';

/** A row group of 2,000 embeddings takes some 20 MB while it is written. */
const rowsPerGroup = 2000;

/** Neither compresses: the mantissas of embeddings are noise. */
const plainColumns = new Set<keyof ExportRow>(['embedding']);

/**
 * Writes all chunks with their embeddings as Parquet, a row group at a time; docs/export.md tells
 * the schema.
 *
 * @throws {DOMException} AbortError
 */
export async function exportEmbeddings(
  { store, fingerprint, dims }: { store: Store; fingerprint: Fingerprint; dims: number },
  sink: Sink,
  onProgress: (progress: BackupProgress) => void,
  signal: AbortSignal,
): Promise<void> {
  const total = (await store.documents()).length;
  const file = new GroupWriter(sink, fingerprint, dims);
  let done = 0;
  for await (const content of contentsOf(store, fingerprint)) {
    for (const row of rowsOf(content)) {
      signal.throwIfAborted();
      await file.add(row);
    }
    done += 1;
    onProgress({ phase: 'documents', done, total, bytes: done, totalBytes: total });
  }
  await file.finish();
}

class GroupWriter {
  private readonly buffer = new ByteWriter();
  private readonly parquet: ParquetWriter;
  private rows: ExportRow[] = [];

  constructor(
    private readonly sink: Sink,
    { model, version, parser }: Fingerprint,
    dims: number,
  ) {
    const facts = {
      'rummage.format': 'rummage-embeddings 1',
      'rummage.model': model,
      'rummage.model_version': version,
      'rummage.parser': String(parser),
      'rummage.dims': String(dims),
      'rummage.distance': 'cosine',
      'rummage.exported_at': new Date().toISOString(),
    };
    const kvMetadata = Object.entries(facts).map(([key, value]) => ({ key, value }));
    this.parquet = new ParquetWriter({
      writer: this.buffer,
      schema,
      kvMetadata,
      createdBy: 'Rummage',
    });
  }

  async add(row: ExportRow): Promise<void> {
    this.rows.push(row);
    if (this.rows.length >= rowsPerGroup) await this.writeGroup();
  }

  async finish(): Promise<void> {
    if (this.rows.length > 0) await this.writeGroup();
    this.parquet.finish();
    await this.flush();
  }

  private async writeGroup(): Promise<void> {
    const { rows } = this;
    this.rows = [];
    const columnData = columns.map((name) => ({
      name,
      data: rows.map((row) => row[name]),
      ...(plainColumns.has(name) && {
        codec: 'UNCOMPRESSED' as const,
        encoding: 'PLAIN' as const,
        statistics: false,
      }),
    }));
    this.parquet.write({ columnData, rowGroupSize: rows.length });
    await this.flush();
  }

  /** What was written goes on, and its room is used again. */
  private async flush(): Promise<void> {
    await this.sink.write(this.buffer.getBytes().slice() as Uint8Array<ArrayBuffer>);
    this.buffer.index = 0;
  }
}
