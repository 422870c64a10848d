/** A stretch of a block's text and where it stands. */
export interface PlacedSpan<Place> {
  /** Character offsets into the block's text, `end` not included. */
  start: number;
  end: number;
  place: Place;
}

/** A paragraph, list item or heading in reading order. */
export interface TextBlock<Place> {
  text: string;
  isHeading: boolean;
  spans: PlacedSpan<Place>[];
}

export interface Passage<Place> {
  text: string;
  /** The nearest heading above. */
  heading: string | undefined;
  /** Where its parts stand, in reading order; at least one. */
  places: Place[];
}

/** About 110 English words: MiniLM reads 256 word pieces, and shorter texts match more sharply. */
export const maxPassageChars = 700;

/** A paragraph that ends beyond this share of the room ends its passage as well. */
const enoughShare = 0.5;

export interface CutOptions {
  /** The nearest heading above all of it. */
  headingBefore?: string | undefined;
  /** Instead of {@link maxPassageChars}. */
  maxChars?: number;
}

/**
 * Cuts a text into passages that keep sentences whole, do not cross headings, and end with a
 * paragraph where they can. A single sentence longer than {@link maxPassageChars} is cut
 * between words.
 */
export function cutPassages<Place>(
  blocks: readonly TextBlock<Place>[],
  { headingBefore, maxChars = maxPassageChars }: CutOptions = {},
): Passage<Place>[] {
  const passages: Passage<Place>[] = [];
  let heading = headingBefore;
  let headingPlaces: Place[] = [];
  let text = '';
  let places: Place[] = [];

  const flush = () => {
    if (text.trim() !== '') passages.push({ text, heading, places });
    if (text.trim() !== '') headingPlaces = [];
    text = '';
    places = [];
  };
  const endHeading = () => {
    flush();
    // A heading with nothing below it is all there is of its section.
    if (heading && headingPlaces.length > 0) {
      passages.push({ text: heading, heading: undefined, places: headingPlaces });
      headingPlaces = [];
    }
  };

  for (const block of blocks) {
    if (block.text.trim() === '') continue;
    if (block.isHeading) {
      endHeading();
      heading = block.text.trim();
      headingPlaces = block.spans.map((span) => span.place);
      continue;
    }
    if (text !== '') text += '\n';
    for (const { start, end } of sentenceRanges(block.text)) {
      const sentence = block.text.slice(start, end);
      if (text.trim() !== '' && text.length + sentence.trimEnd().length > maxChars) flush();
      text += sentence;
      const touched = block.spans.filter((span) => span.start < end && span.end > start);
      for (const { place } of touched) if (!places.includes(place)) places.push(place);
    }
    if (text.length > enoughShare * maxChars) flush();
  }
  endHeading();
  return passages.map((passage) => ({ ...passage, text: passage.text.trim() }));
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'sentence' });

/** Sentences with the space after them, none longer than a passage. */
function sentenceRanges(text: string): { start: number; end: number }[] {
  return Array.from(segmenter.segment(text), ({ segment, index }) =>
    wordRanges(segment, index),
  ).flat();
}

/** Cuts what is too long before a word, or within one where there is no space. */
function wordRanges(text: string, offset: number): { start: number; end: number }[] {
  const ranges: { start: number; end: number }[] = [];
  let start = 0;
  while (text.length - start > maxPassageChars) {
    const space = text.lastIndexOf(' ', start + maxPassageChars - 1);
    let end = space > start ? space + 1 : start + maxPassageChars;
    // Never between the halves of a surrogate pair.
    if (/[\ud800-\udbff]/.test(text[end - 1]!)) end -= 1;
    ranges.push({ start: offset + start, end: offset + end });
    start = end;
  }
  ranges.push({ start: offset + start, end: offset + text.length });
  return ranges;
}
