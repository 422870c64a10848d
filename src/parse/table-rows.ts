import Papa from 'papaparse';
import { cleanText, detectEncoding } from './decode-text';
import { guessDelimiter } from './delimiter';

const pieceBytes = 4 * 1024 * 1024;

export interface TableSource {
  encoding: string;
  delimiter: string;
}

/** Encoding and delimiter by the beginning of the file; undefined where it is no text. */
export async function openTable(file: Blob): Promise<TableSource | undefined> {
  const head = new Uint8Array(await file.slice(0, 1024 * 1024).arrayBuffer());
  const isCut = head.length < file.size;
  const encoding = detectEncoding(head, isCut);
  if (!encoding) return undefined;
  const text = cleanText(new TextDecoder(encoding).decode(head, { stream: isCut }));
  return { encoding, delimiter: guessDelimiter(text, isCut) ?? mostFrequent(text) };
}

/**
 * The rows of a file of any size, a piece at a time. A record is only taken when more text
 * follows it, so one that is cut by the end of a piece is read whole with the next.
 */
export async function* readRows(
  file: Blob,
  { encoding, delimiter }: TableSource,
): AsyncGenerator<string[][]> {
  const decoder = new TextDecoder(encoding);
  let rest = '';
  for (let from = 0; from < file.size; from += pieceBytes) {
    const bytes = await file.slice(from, from + pieceBytes).arrayBuffer();
    const isLast = from + pieceBytes >= file.size;
    rest += cleanText(decoder.decode(bytes, { stream: !isLast }));
    const rows: string[][] = [];
    let taken = 0;
    let previous: string[] | undefined;
    let end = 0;
    Papa.parse<string[]>(rest, {
      delimiter,
      step({ data, meta }) {
        if (previous) {
          rows.push(previous);
          taken = end;
        }
        previous = data;
        end = meta.cursor;
      },
    });
    if (isLast && previous) rows.push(previous);
    yield rows.filter((row) => row.some((cell) => cell.trim() !== ''));
    rest = rest.slice(taken);
  }
}

/** For tables too irregular for a clear answer, and for those of one column. */
function mostFrequent(text: string): string {
  const firstLine = text.split(/\r\n|\r|\n/, 1)[0] ?? '';
  const count = (delimiter: string) => firstLine.split(delimiter).length;
  return [',', ';', '\t', '|'].reduce((best, next) => (count(next) > count(best) ? next : best));
}
