import type { PageLine } from './lines';

/** A note begins with its mark: a number, a letter or a sign. */
const mark = /^(\d{1,3}|[*†‡§¶]|\[\d{1,3}\]|[a-z]\))[.\s)]?\s*\S/;

/** Notes are set smaller than this share of the text. */
const smaller = 0.93;

/** Parts the notes at the foot of a page from its text. */
export function splitFootnotes(lines: readonly PageLine[]): {
  body: PageLine[];
  footnotes: PageLine[];
} {
  const size = usualSize(lines);
  const isSmall = (line: PageLine) => line.size < smaller * size;
  const isBelow = ({ box: line }: PageLine, { box: note }: PageLine) =>
    line.y >= note.y - 0.005 && line.x < note.x + note.width && note.x < line.x + line.width;
  // In a column of its own, nothing but notes stands below a note.
  const first = lines.filter(
    (line) =>
      line.box.y > 0.4 &&
      mark.test(line.text) &&
      isSmall(line) &&
      lines.every((other) => isSmall(other) || !isBelow(other, line)),
  );
  const isNote = (line: PageLine) => isSmall(line) && first.some((note) => isBelow(line, note));
  return {
    body: lines.filter((line) => !isNote(line)),
    footnotes: lines.filter(isNote).map(withMarkApart),
  };
}

/** The raised number of a note is set against its first word. */
function withMarkApart(line: PageLine): PageLine {
  return { ...line, text: line.text.replace(/^(\d{1,3}|[*†‡§¶])(?=\p{L})/u, '$1 ') };
}

function usualSize(lines: readonly PageLine[]): number {
  const letters = new Map<number, number>();
  for (const { size, text } of lines) {
    const rounded = Math.round(size * 2000) / 2000;
    letters.set(rounded, (letters.get(rounded) ?? 0) + text.length);
  }
  return [...letters].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 0;
}
