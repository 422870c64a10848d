import {
  type Chunk,
  type DocumentId,
  describeLocator,
  randomNumbers,
  type SourceDocument,
} from '../../core';
import type { ScoredQuery } from './score';

type ReadChunks = (id: DocumentId, from: number, to: number) => Promise<Chunk[]>;

const maxQueries = 200;
const maxChunks = 2000;

/** Headings of texts and PDFs, each asking for the passages below it. */
export async function queriesOfHeadings(
  documents: readonly SourceDocument[],
  read: ReadChunks,
): Promise<ScoredQuery[]> {
  const queries: ScoredQuery[] = [];
  for (const document of documents) {
    const chunks = await chunksOf(document, read);
    const byHeading = Map.groupBy(
      chunks.filter((chunk) => chunk.kind === 'passage' && chunk.heading),
      (chunk) => chunk.heading!,
    );
    for (const [heading, passages] of byHeading) {
      const places = new Set(passages.map((passage) => describeLocator(passage.locator)));
      const file = pathOf(document);
      queries.push({
        query: heading,
        relevant: Array.from(places, (place) => ({ file, place })),
      });
    }
  }
  return sample(queries);
}

/** Rows of tables, each asked for by the values of some of its columns. */
export async function queriesOfRows(
  documents: readonly SourceDocument[],
  read: ReadChunks,
): Promise<ScoredQuery[]> {
  const queries: ScoredQuery[] = [];
  for (const document of documents) {
    const rows = (await chunksOf(document, read)).filter((chunk) => chunk.cells);
    const random = randomNumbers(rows.length);
    for (const row of sample(rows)) {
      const filled = row.cells!.filter(({ value }) => value !== '');
      const asked = filled.filter(() => random() < 0.5).slice(0, 4);
      if (asked.length < 2) continue;
      const same = rows.filter((other) =>
        asked.every(({ column, value }) =>
          other.cells!.some((cell) => cell.column === column && cell.value === value),
        ),
      );
      queries.push({
        query: asked.map(({ column, value }) => `${column} ${value}`).join(', '),
        relevant: same.map(({ locator }) => ({
          file: pathOf(document),
          place: describeLocator(locator),
        })),
      });
    }
  }
  return sample(queries);
}

const pathOf = (document: SourceDocument) => document.names[0]!.path;

function chunksOf({ id, state }: SourceDocument, read: ReadChunks): Promise<Chunk[]> {
  const count = state.phase === 'ready' ? state.chunkCount : 0;
  return count === 0 ? Promise.resolve([]) : read(id, 0, Math.min(count, maxChunks));
}

/** Some of many, spread evenly: the same ones each time. */
function sample<T>(all: readonly T[]): T[] {
  const step = Math.max(1, all.length / maxQueries);
  return all.filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step));
}
