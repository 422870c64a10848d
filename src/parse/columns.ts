export type ColumnType = 'integer' | 'number' | 'date' | 'boolean' | 'text' | 'empty';

const numberPattern = /^[-+]?(\d+|\d{1,3}(,\d{3})+)?(\.\d+)?([eE][-+]?\d+)?%?$/;
const datePattern =
  /^(\d{4}-\d{1,2}(-\d{1,2})?([T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[-+]\d{2}:?\d{2})?)?|\d{1,2}[./]\d{1,2}[./]\d{2,4}( \d{1,2}:\d{2}(:\d{2})?)?)$/;

export function typeOfCell(cell: string): ColumnType {
  const value = cell.trim();
  if (value === '') return 'empty';
  if (/^(true|false|yes|no)$/i.test(value)) return 'boolean';
  if (/\d/.test(value) && numberPattern.test(value)) {
    return /^[-+]?[\d,]+$/.test(value) ? 'integer' : 'number';
  }
  return datePattern.test(value) ? 'date' : 'text';
}

/** More distinct values than this are not told one by one. */
const maxDistinct = 50;

/** What a column holds, gathered a cell at a time. */
export class ColumnSummary {
  private readonly types = new Map<ColumnType, number>();
  private readonly values = new Map<string, number>();
  private min = Number.POSITIVE_INFINITY;
  private max = Number.NEGATIVE_INFINITY;
  private first = '';
  private last = '';

  constructor(readonly name: string) {}

  add(cell: string): void {
    const type = typeOfCell(cell);
    this.types.set(type, (this.types.get(type) ?? 0) + 1);
    if (type === 'empty') return;
    const value = cell.trim();
    if (this.values.size <= maxDistinct) {
      this.values.set(value, (this.values.get(value) ?? 0) + 1);
    }
    if (type === 'integer' || type === 'number') {
      const number = Number(value.replaceAll(',', '').replace('%', ''));
      this.min = Math.min(this.min, number);
      this.max = Math.max(this.max, number);
    }
    if (type === 'date') {
      if (this.first === '' || value < this.first) this.first = value;
      if (value > this.last) this.last = value;
    }
  }

  /** The type of all its cells that are not empty, `text` where they differ. */
  get type(): ColumnType {
    const found = [...this.types.keys()].filter((type) => type !== 'empty');
    if (found.length === 0) return 'empty';
    if (found.length === 1) return found[0]!;
    return found.every((type) => type === 'integer' || type === 'number') ? 'number' : 'text';
  }

  /** The column in words: its name, its type and its range or usual values. */
  describe(): string {
    const { type } = this;
    const has = (detail: string) => `${this.name} (${type}${detail && `, ${detail}`})`;
    if (type === 'integer' || type === 'number') return has(`${this.min} to ${this.max}`);
    // Only dates written from year to day sort as text.
    if (type === 'date' && /^\d{4}/.test(this.first)) return has(`${this.first} to ${this.last}`);
    if (this.values.size > maxDistinct) return has('many values');
    const usual = [...this.values].sort(([, a], [, b]) => b - a).slice(0, 6);
    return has(usual.map(([value]) => value.slice(0, 40)).join(', '));
  }
}

/** Whether a first row names the columns: words, none of them twice, and no value among them. */
export function isHeader(row: readonly string[], next: readonly string[] | undefined): boolean {
  const names = row.map((cell) => cell.trim());
  const filled = names.filter((name) => name !== '');
  if (filled.length === 0 || new Set(filled).size < filled.length) return false;
  const isValue = (name: string) => !['text', 'empty'].includes(typeOfCell(name));
  // A year or a number may name a column where what stands below is of the same make as before.
  if (filled.some(isValue)) return false;
  return (
    next === undefined || filled.length >= next.filter((cell) => cell.trim() !== '').length / 2
  );
}

/** Unique, non-empty names for columns. */
export function columnNames(header: readonly string[] | undefined, count: number): string[] {
  const taken = new Set<string>();
  return Array.from({ length: Math.max(count, header?.length ?? 0) }, (_, i) => {
    const wanted = header?.[i]?.trim().replace(/\s+/g, ' ') || `Column ${i + 1}`;
    let name = wanted;
    for (let n = 2; taken.has(name); n++) name = `${wanted} (${n})`;
    taken.add(name);
    return name;
  });
}
