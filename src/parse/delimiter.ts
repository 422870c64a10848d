import Papa from 'papaparse';

const delimiters = ['\t', ';', '|', ','];

/**
 * The character that separates the cells of a text, or undefined where the text does not look
 * like a table: every one of its first lines must have the same number of cells.
 *
 * @param isCut whether the last line is only a part of one
 */
export function guessDelimiter(text: string, isCut: boolean): string | undefined {
  return delimiters.find((delimiter) => {
    const { data } = Papa.parse<string[]>(text.slice(0, 16_384), {
      delimiter,
      preview: 20,
      skipEmptyLines: true,
    });
    const isPartial = isCut || text.length > 16_384;
    const rows = isPartial && data.length < 20 ? data.slice(0, -1) : data;
    const columns = rows[0]?.length ?? 0;
    // Prose has commas too, but not as many in each of several lines.
    const enoughRows = rows.length >= (delimiter === ',' ? 3 : 2);
    return columns >= 2 && enoughRows && rows.every((row) => row.length === columns);
  });
}
