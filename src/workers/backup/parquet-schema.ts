import type { SchemaElement } from 'hyparquet-writer';
import {
  type Chunk,
  type ChunkKind,
  describeLocator,
  displayName,
  type Fingerprint,
  type Locator,
  modalityOf,
  ordinalOfRow,
  type SourceDocument,
  tableRows,
} from '../../core';
import type { DocumentContent } from './contents';

/** A row of the export of embeddings; docs/export.md says what each column holds. */
export interface ExportRow {
  document_id: string;
  ordinal: number;
  name: string;
  path: string;
  format: string;
  document_kind: string;
  chunk_kind: string;
  modality: string;
  place: string | undefined;
  locator_type: string | undefined;
  page: number | undefined;
  page_label: string | undefined;
  row_number: number | undefined;
  slide: number | undefined;
  chapter: number | undefined;
  frame: number | undefined;
  range_from: number | undefined;
  range_to: number | undefined;
  box_x: number | undefined;
  box_y: number | undefined;
  box_width: number | undefined;
  box_height: number | undefined;
  heading: string | undefined;
  text: string | undefined;
  ocr_confidence: number | undefined;
  caption: string | undefined;
  added_at: Date;
  model: string | undefined;
  model_version: string | undefined;
  parser: number | undefined;
  embedding: number[] | undefined;
}

type Column = keyof ExportRow;

const required = (name: Column, rest: Partial<SchemaElement>): SchemaElement => ({
  name,
  repetition_type: 'REQUIRED',
  ...rest,
});
const optional = (name: Column, rest: Partial<SchemaElement>): SchemaElement => ({
  name,
  repetition_type: 'OPTIONAL',
  ...rest,
});
const text = { type: 'BYTE_ARRAY', converted_type: 'UTF8' } as const;
const whole = { type: 'INT32' } as const;
const fraction = { type: 'FLOAT' } as const;

const columnElements: SchemaElement[] = [
  required('document_id', text),
  required('ordinal', whole),
  required('name', text),
  required('path', text),
  required('format', text),
  required('document_kind', text),
  required('chunk_kind', text),
  required('modality', text),
  optional('place', text),
  optional('locator_type', text),
  optional('page', whole),
  optional('page_label', text),
  optional('row_number', whole),
  optional('slide', whole),
  optional('chapter', whole),
  optional('frame', whole),
  optional('range_from', whole),
  optional('range_to', whole),
  optional('box_x', fraction),
  optional('box_y', fraction),
  optional('box_width', fraction),
  optional('box_height', fraction),
  optional('heading', text),
  optional('text', text),
  optional('ocr_confidence', fraction),
  optional('caption', text),
  required('added_at', { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' }),
  optional('model', text),
  optional('model_version', text),
  optional('parser', whole),
];

export const columns: Column[] = [...columnElements.map(({ name }) => name as Column), 'embedding'];

export const schema: SchemaElement[] = [
  { name: 'chunks', num_children: columns.length },
  ...columnElements,
  {
    name: 'embedding',
    repetition_type: 'OPTIONAL',
    num_children: 1,
    converted_type: 'LIST',
    logical_type: { type: 'LIST' },
  },
  { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
  { name: 'element', repetition_type: 'REQUIRED', type: 'FLOAT' },
];

/** The rows of a document: its chunks, and behind them rows of a long table that have no chunk. */
export function* rowsOf({ document, chunks, embeddings }: DocumentContent): Generator<ExportRow> {
  const { ordinals = [], kinds = [], vectors = new Float32Array() } = embeddings?.part ?? {};
  const dims = embeddings?.dims ?? 0;
  const vectorOf = new Map(
    ordinals.map((ordinal, i) => [ordinal, vectors.subarray(i * dims, (i + 1) * dims)]),
  );
  const made = embeddings?.fingerprint;
  for (const chunk of chunks) {
    yield rowOf(document, chunk, made, vectorOf.get(chunk.ordinal));
  }
  for (const [i, ordinal] of ordinals.entries()) {
    if (ordinal < chunks.length) continue;
    const beyond = chunkBeyond(document, ordinal, kinds[i]!);
    yield rowOf(document, beyond, made, vectorOf.get(ordinal));
  }
}

/** [Note: Rows of long tables] */
function chunkBeyond(document: SourceDocument, ordinal: number, kind: ChunkKind): ChunkOfRow {
  const rows = tableRows(document);
  // Behind the kept rows each has the ordinal of its number.
  const row = rows && ordinalOfRow(rows, ordinal) === ordinal ? ordinal : undefined;
  return { ordinal, kind, ...(row !== undefined && { locator: { type: 'row', row } }) };
}

type ChunkOfRow = Pick<Chunk, 'ordinal' | 'kind'> & Partial<Chunk>;

function rowOf(
  document: SourceDocument,
  { ordinal, kind, locator, text: words, heading, ocrConfidence }: ChunkOfRow,
  made: Fingerprint | undefined,
  vector: Float32Array | undefined,
): ExportRow {
  return {
    document_id: document.id,
    ordinal,
    name: displayName(document),
    path: document.names[0]?.path ?? displayName(document),
    format: document.format,
    document_kind: document.kind,
    chunk_kind: kind,
    modality: modalityOf(kind),
    ...placeOf(locator),
    heading,
    text: words,
    ocr_confidence: ocrConfidence,
    caption: document.caption,
    added_at: new Date(document.addedAt),
    model: vector && made?.model,
    model_version: vector && made?.version,
    parser: vector && made?.parser,
    embedding: vector && Array.from(vector),
  };
}

function placeOf(locator: Locator | undefined) {
  const at: Record<string, unknown> = { ...locator };
  const number = (name: string) => at[name] as number | undefined;
  const box = (at.box ?? {}) as Partial<Record<'x' | 'y' | 'width' | 'height', number>>;
  return {
    place: locator && describeLocator(locator),
    locator_type: locator?.type,
    page: number('page'),
    page_label: at.label as string | undefined,
    row_number: number('row'),
    slide: number('slide'),
    chapter: number('chapter'),
    frame: number('frame'),
    range_from: number('from'),
    range_to: number('to'),
    box_x: box.x,
    box_y: box.y,
    box_width: box.width,
    box_height: box.height,
  };
}
