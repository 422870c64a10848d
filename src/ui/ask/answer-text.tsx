import type { AnswerSentence, AskAnswer, AskSource, Citation } from '../../core';
import { type HitKey, hitKey } from '../parts/route';
import { speedText } from './speed';

interface Props {
  answer: AskAnswer;
  onPoint: (source: number | undefined) => void;
  onOpen: (key: HitKey) => void;
}

/** The answer, every sentence with the numbers of its sources. */
export function AnswerText({ answer, onPoint, onOpen }: Props) {
  const { lead, sentences, sources, writtenBy, tokensPerSecond } = answer;
  return (
    <div className="flex flex-col gap-2" data-answer-text="">
      {lead && (
        <p dir="auto" className="text-2xl font-semibold wrap-anywhere" data-lead="">
          {lead}
        </p>
      )}
      {sentences.map((sentence) => (
        <p
          key={sentence.text}
          dir="auto"
          className="max-w-[70ch] wrap-anywhere whitespace-pre-line"
        >
          {sentence.text}{' '}
          {sentence.citations.map((citation) => (
            <CitationMark
              key={citation.source}
              citation={citation}
              source={sources.find(({ number }) => number === citation.source)}
              onPoint={onPoint}
              onOpen={onOpen}
            />
          ))}
          <Unsupported sentence={sentence} />
        </p>
      ))}
      {writtenBy && (
        <p className="text-xs text-quiet tabular-nums">
          Written by {writtenBy} from the sources
          {tokensPerSecond !== undefined && `, ${speedText(tokensPerSecond)}`}.
        </p>
      )}
    </div>
  );
}

interface MarkProps extends Pick<Props, 'onPoint' | 'onOpen'> {
  citation: Citation;
  source: AskSource | undefined;
}

function CitationMark({ citation, source, onPoint, onOpen }: MarkProps) {
  if (!source) return null;
  return (
    <button
      type="button"
      aria-label={`Source ${source.number}: ${source.name}`}
      data-citation={source.number}
      onMouseEnter={() => onPoint(source.number)}
      onMouseLeave={() => onPoint(undefined)}
      onFocus={() => onPoint(source.number)}
      onBlur={() => onPoint(undefined)}
      onClick={() => onOpen(placeOf(source, citation))}
      className="mx-0.5 inline-flex h-5 min-w-5 items-center justify-center rounded-sm bg-accent-wash px-1 align-[1px] text-xs font-semibold text-accent tabular-nums hover:bg-accent hover:text-on-accent"
    >
      {source.number}
    </button>
  );
}

/** The chunk in which the cited stretch begins: it may be a neighbour of the one found. */
export function placeOf(source: AskSource, { span }: Citation): HitKey {
  const part = span && source.parts.findLast(({ start }) => start <= span.start);
  return hitKey(source.documentId, part?.ordinal ?? source.chunk.ordinal);
}

function Unsupported({ sentence: { support } }: { sentence: AnswerSentence }) {
  if (support.phase !== 'unsupported') return null;
  const { missing } = support;
  return (
    <span className="block text-xs text-warning">
      Not found in its sources{missing.length > 0 && `: ${missing.join(', ')}`}
    </span>
  );
}
