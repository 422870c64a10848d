import type { ScoredQuery } from './score';

/**
 * Reads queries with their answers from a file: JSON lines of `{"query", "relevant": [{"file",
 * "place"?}]}`, or lines of file and caption with a tab or a comma between. Equal captions are
 * one query with several answers.
 *
 * @throws {Error} with a message for the person
 */
export function readQueries(text: string): ScoredQuery[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  if (lines.length === 0) throw new Error('There is nothing in this file.');
  return lines[0]!.trimStart().startsWith('{') ? lines.map(readJson) : readCaptions(lines);
}

function readJson(line: string, i: number): ScoredQuery {
  try {
    const { query, relevant } = JSON.parse(line);
    if (typeof query !== 'string' || !Array.isArray(relevant)) throw new Error('no query');
    return { query, relevant };
  } catch {
    throw new Error(`Line ${i + 1} is not a query with its answers.`);
  }
}

function readCaptions(lines: string[]): ScoredQuery[] {
  const separator = lines[0]!.includes('\t') ? '\t' : ',';
  const pairs = lines.map((line, i): [string, string] => {
    const at = line.indexOf(separator);
    if (at < 0) throw new Error(`Line ${i + 1} is not a file and its caption.`);
    return [unquote(line.slice(0, at)), unquote(line.slice(at + 1))];
  });
  const isHead = pairs[0]![0].toLowerCase() === 'file';
  const byCaption = Map.groupBy(isHead ? pairs.slice(1) : pairs, ([, caption]) => caption);
  return [...byCaption].map(([query, group]) => ({
    query,
    relevant: [...new Set(group.map(([file]) => file))].map((file) => ({ file })),
  }));
}

function unquote(cell: string): string {
  const quoted = /^"(.*)"$/s.exec(cell.trim());
  return quoted ? quoted[1]!.replaceAll('""', '"') : cell.trim();
}
