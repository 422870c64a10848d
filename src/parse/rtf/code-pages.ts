/** Code pages that TextDecoder knows, by the numbers of Windows. */
const labels: Record<number, string> = {
  874: 'windows-874',
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  10000: 'macintosh',
  10007: 'x-mac-cyrillic',
  65001: 'utf-8',
};

/** Code pages of the characters that a font says it has (`\fcharset`). */
const ofCharset: Record<number, number> = {
  77: 10000,
  78: 932,
  79: 949,
  80: 936,
  81: 950,
  128: 932,
  129: 949,
  134: 936,
  136: 950,
  161: 1253,
  162: 1254,
  163: 1258,
  177: 1255,
  178: 1256,
  186: 1257,
  204: 1251,
  222: 874,
  238: 1250,
};

/** A label for TextDecoder; of what it does not know, such as those of DOS, the usual one. */
export function labelOfCodePage(codePage: number): string {
  if (codePage >= 1250 && codePage <= 1258) return `windows-${codePage}`;
  return labels[codePage] ?? 'windows-1252';
}

/** Undefined where it is that of the document. */
export function labelOfCharset(charset: number): string | undefined {
  const codePage = ofCharset[charset];
  return codePage === undefined ? undefined : labelOfCodePage(codePage);
}
