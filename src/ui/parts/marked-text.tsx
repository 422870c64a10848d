import type { TextSpan } from '../../core';
import { excerptOf, piecesOf } from './excerpt';

interface Props {
  text: string;
  /** The sentence nearest in meaning. */
  best: TextSpan | undefined;
  /** Words of the query, in order. */
  words: readonly TextSpan[];
  /** Characters to show, about. */
  limit: number;
}

/** A text with its best sentence tinted and the words of the query underlined in it. */
export function MarkedText({ text, best, words, limit }: Props) {
  const excerpt = excerptOf(text, best, words, limit);
  return (
    <>
      {excerpt.before.start > 0 && '… '}
      <Words text={text} span={excerpt.before} words={words} />
      {best && (
        <mark>
          <Words text={text} span={excerpt.best} words={words} />
        </mark>
      )}
      <Words text={text} span={excerpt.after} words={words} />
      {excerpt.after.end < text.length && ' …'}
    </>
  );
}

function Words({ text, span, words }: Pick<Props, 'text' | 'words'> & { span: TextSpan }) {
  return piecesOf(span, words).map(({ start, end, isWord }) =>
    isWord ? (
      <b
        key={start}
        className="font-semibold underline decoration-accent decoration-2 underline-offset-3"
      >
        {text.slice(start, end)}
      </b>
    ) : (
      text.slice(start, end)
    ),
  );
}
