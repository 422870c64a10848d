import type { Chunk, Hit, OcrWord } from '../../../core';
import { useLoaded } from '../../parts/hooks';
import { useRummage } from '../../parts/rummage-context';
import { boxStyle } from '../box-style';

interface Props {
  documentId: string;
  /** Counted from 1; 1 for a picture. */
  page: number;
  chunk: Chunk | undefined;
  hit: Hit | undefined;
}

/** The words of the query, outlined where OCR saw them; they lie over the page or picture. */
export function FoundWords({ documentId, page, chunk, hit }: Props) {
  const rummage = useRummage();
  const isRead = chunk?.ocrConfidence !== undefined;
  const { value } = useLoaded(
    async () => (isRead ? rummage.ocr.page(documentId, page) : undefined),
    `${documentId} ${page} ${chunk?.ordinal} ${isRead}`,
  );
  const sought = hit && soughtWords(hit);
  const words = (value?.lines ?? []).flatMap((line) => line.words);
  const found = sought ? words.filter(({ text }) => sought.has(normal(text))) : [];
  return found.map((word) => (
    <span
      key={placeOf(word)}
      data-found-word
      title={`${word.text}, ${Math.round(word.confidence)} % sure`}
      // Around the word, not over its letters.
      className="absolute -m-[3px] box-content rounded-xs border-2 border-page-mark bg-page-mark/10 p-px"
      style={boxStyle(word.box)}
    />
  ));
}

const placeOf = ({ box }: OcrWord) => `${box.x} ${box.y} ${box.width}`;

/** As they stand in the text that was found. */
function soughtWords({ chunk, evidence }: Hit): Set<string> {
  const spans = evidence.words?.spans ?? [];
  return new Set(spans.map(({ start, end }) => normal(chunk.text.slice(start, end))));
}

/** Without what stands around a word: quotes, commas, brackets. */
function normal(word: string): string {
  return word.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
}
