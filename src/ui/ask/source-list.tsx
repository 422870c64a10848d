import {
  type AskAnswer,
  type AskSource,
  describeLocator,
  modalityOf,
  type TextSpan,
} from '../../core';
import { kindWords } from '../parts/format';
import { Icon, kindIcons } from '../parts/icon';
import { MarkedText } from '../parts/marked-text';
import { type HitKey, hitKey } from '../parts/route';
import { useAppState } from '../parts/rummage-context';
import { Thumbnail } from '../parts/thumbnail';
import { placeOf } from './answer-text';

/** Characters of a source on show. */
const shownChars = 260;

interface Props {
  answer: AskAnswer;
  /** The source that a citation points at. */
  pointed: number | undefined;
  onOpen: (key: HitKey) => void;
}

/** The sources: those cited, and folded away what else was near. */
export function SourceList({ answer, pointed, onOpen }: Props) {
  const { sources, sentences } = answer;
  const citations = sentences.flatMap((sentence) => sentence.citations);
  const spansOf = (number: number) =>
    citations.filter(({ source }) => source === number).flatMap(({ span }) => span ?? []);
  const cited = sources.filter(({ number }) => citations.some(({ source }) => source === number));
  const others = sources.filter((source) => !cited.includes(source));
  const card = (source: AskSource) => (
    <SourceCard
      key={source.number}
      source={source}
      spans={spansOf(source.number)}
      isPointed={pointed === source.number}
      onOpen={onOpen}
    />
  );
  if (sources.length === 0) return null;
  return (
    <div className="flex flex-col gap-2">
      {cited.length > 0 && (
        <ul aria-label="Sources" className="flex flex-col gap-2">
          {cited.map(card)}
        </ul>
      )}
      {others.length > 0 && (
        <details>
          <summary className="w-fit rounded-sm text-xs text-quiet hover:text-ink">
            {cited.length > 0 ? `${others.length} more that were near` : 'What was nearest'}
          </summary>
          <ul className="flex flex-col gap-2 pt-2">{others.map(card)}</ul>
        </details>
      )}
    </div>
  );
}

interface CardProps {
  source: AskSource;
  /** What of it was quoted. */
  spans: TextSpan[];
  isPointed: boolean;
  onOpen: (key: HitKey) => void;
}

function SourceCard({ source, spans, isPointed, onOpen }: CardProps) {
  const { number, name, chunk, text, documentId, documentKind } = source;
  const document = useAppState(({ library }) => library.documents.find((d) => d.id === documentId));
  const isPicture = modalityOf(chunk.kind) === 'image';
  const span = spans[0];
  const place = span
    ? placeOf(source, { source: number, span })
    : hitKey(documentId, chunk.ordinal);
  return (
    <li
      data-source={number}
      className={`relative flex flex-col gap-1 rounded-lg border bg-raised p-2.5 text-sm transition-colors duration-100 ${
        isPointed ? 'border-accent bg-accent-wash' : 'border-line hover:border-control'
      }`}
    >
      <div className="flex min-w-0 items-center gap-2">
        <span className="inline-flex h-5 min-w-5 shrink-0 items-center justify-center rounded-sm bg-sunken px-1 text-xs font-semibold tabular-nums">
          {number}
        </span>
        <Icon name={kindIcons[documentKind]} className="size-3.5 text-quiet" />
        <button
          type="button"
          dir="auto"
          title={name}
          onClick={() => onOpen(place)}
          className="stretched min-w-0 truncate font-semibold outline-none focus-visible:after:outline-2 focus-visible:after:outline-accent"
        >
          {name}
        </button>
        <span className="shrink-0 text-xs text-quiet">
          {chunk.locator.type === 'whole'
            ? kindWords[documentKind]
            : describeLocator(chunk.locator)}
        </span>
      </div>
      {!document && <p className="text-xs text-quiet">No longer in the library.</p>}
      {isPicture && document && (
        <Thumbnail
          thumbnailKey={chunk.thumbnail}
          document={document}
          alt={name}
          className="max-h-40 rounded-md"
        />
      )}
      {text.trim() !== '' && (
        <p dir="auto" className="text-quiet wrap-anywhere whitespace-pre-line">
          <MarkedText text={text} best={span} words={[]} limit={shownChars} />
        </p>
      )}
    </li>
  );
}
