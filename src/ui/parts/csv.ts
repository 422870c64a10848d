type Value = string | number | boolean;

/** What a spreadsheet runs when a cell begins with it, wide forms included (OWASP, CSV injection). */
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/;

/** Begins like a formula and is none. */
const plainNumber = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Rows as a CSV file (RFC 4180); a cell that a spreadsheet would run gets an apostrophe before it. */
export function csvText(rows: readonly (readonly Value[])[]): string {
  return rows.map((row) => row.map(csvCell).join(',')).join('\r\n');
}

/**
 * The same as bytes. The mark at its beginning (BOM) tells Excel that it is UTF-8: it would take
 * it for the system's old encoding otherwise, and other programs skip it.
 */
export function csvBlob(rows: readonly (readonly Value[])[]): Blob {
  return new Blob(['\ufeff', csvText(rows)], { type: 'text/csv;charset=utf-8' });
}

function csvCell(value: Value): string {
  const text = String(value);
  const isFormula = typeof value === 'string' && formulaStart.test(text) && !plainNumber.test(text);
  const safe = isFormula ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
