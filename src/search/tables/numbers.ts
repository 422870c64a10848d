/** Which mark stands before the fraction: `1,234.5` or `1.234,5`. */
export type DecimalMark = 'point' | 'comma';

/** A cell read as a quantity. */
export interface CellNumber {
  /** Percent as written: 12 for `12%`. */
  value: number;
  /** What stands beside the number, as written and without spaces around it. */
  unit?: string;
}

const digits: Record<DecimalMark, RegExp> = {
  point: /^(\d{1,3}(,\d{3})+|\d{1,3}([ '’\u00a0\u202f]\d{3})+|\d+)?(\.\d+)?([eE][-+]?\d+)?$/,
  comma: /^(\d{1,3}(\.\d{3})+|\d{1,3}([ '’\u00a0\u202f]\d{3})+|\d+)?(,\d+)?([eE][-+]?\d+)?$/,
};

const shape =
  /^(\(?)([-+−–]?)\s*([\p{Sc}]|[A-Za-z]{1,3}[\p{Sc}]|[A-Z]{3})?\s*([-+−]?)(\d[\d.,'’\u00a0\u202f ]*(?:[eE][-+]?\d+)?|[.,]\d+)\s*([^\d()]{0,24}?\d?)(\)?)$/u;

/** Words and letters that multiply, as written after a number. */
const scales: Record<string, number> = {
  k: 1e3,
  thousand: 1e3,
  thousands: 1e3,
  m: 1e6,
  mn: 1e6,
  mm: 1e6,
  mio: 1e6,
  million: 1e6,
  millions: 1e6,
  b: 1e9,
  bn: 1e9,
  billion: 1e9,
  billions: 1e9,
  trillion: 1e12,
};

/** The factor of `thousand`, `k`, `m`, `bn`. */
export function scaleOf(word: string): number | undefined {
  return Object.hasOwn(scales, word) ? scales[word] : undefined;
}

/** Reads bare digits with their thousands separators; undefined where they are not a number. */
export function parseDigits(text: string, mark: DecimalMark): number | undefined {
  if (!digits[mark].test(text)) return undefined;
  const plain = text.replace(/[ '’\u00a0\u202f]/g, '');
  const number = Number(
    mark === 'point' ? plain.replaceAll(',', '') : plain.replaceAll('.', '').replace(',', '.'),
  );
  return Number.isFinite(number) ? number : undefined;
}

/** Longer cells are text, and are not worth a slow pattern. */
const maxLength = 60;

const plainNumber = /^-?(0|[1-9]\d{0,14})(\.\d+)?$/;

/**
 * A cell as a number with what stands around it: `€1.2m`, `-3.5 kg`, `(1,200.00)`, `12 %`.
 * A leading zero (`00501`) makes it a name, not a number.
 */
export function parseNumberCell(cell: string, mark: DecimalMark): CellNumber | undefined {
  if (plainNumber.test(cell) && (mark === 'point' || !cell.includes('.'))) {
    return { value: Number(cell) };
  }
  const found = cell.length > maxLength ? null : shape.exec(cell);
  if (!found) return undefined;
  const [, open, sign, before, innerSign, body, after, close] = found;
  if (Boolean(open) !== Boolean(close) || /^0\d/.test(body!)) return undefined;
  const size = parseDigits(body!.trim(), mark);
  if (size === undefined) return undefined;
  const isNegative = Boolean(open) || /[-−–]/.test(sign + innerSign!);
  const { factor, unit } = splitScale(after!.trim(), before !== undefined);
  // The factor's rounding is the decimal's own: 1.2m is 1200000 exactly.
  const value = factor === 1 ? size : Number((size * factor).toPrecision(15));
  return { value: isNegative ? -value : value, ...withUnit(before, unit) };
}

function withUnit(before: string | undefined, after: string): { unit?: string } {
  const unit = before ?? after;
  return unit ? { unit } : {};
}

/** `m EUR` is a scale and a unit; `m` alone is a scale only beside a currency, else metres. */
function splitScale(text: string, hasCurrency: boolean): { factor: number; unit: string } {
  if (text === '') return { factor: 1, unit: '' };
  const [, first = '', rest = ''] = /^([A-Za-z]+)\.?\s*(.*)$/.exec(text) ?? [];
  const factor = scaleOf(
    first === 'M' || first === 'B' || first === 'K' ? first.toLowerCase() : first,
  );
  const isLong = first.length > 2 || first === 'bn' || first === 'mn';
  if (factor && (isLong || hasCurrency || rest !== '' || /^[KMB]$|^k$/.test(first))) {
    return { factor, unit: rest };
  }
  return { factor: 1, unit: text };
}
