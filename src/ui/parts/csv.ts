type Value = string | number | boolean;

/** Rows as a CSV file (RFC 4180). */
export function csvText(rows: readonly (readonly Value[])[]): string {
  return rows.map((row) => row.map(csvCell).join(',')).join('\r\n');
}

/** A cell that a spreadsheet would run as a formula is made plain text (OWASP, CSV injection). */
function csvCell(value: Value): string {
  const text = String(value);
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
