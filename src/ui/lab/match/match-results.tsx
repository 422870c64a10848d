import { useMemo, useState } from 'react';
import type { CaptionMatches } from '../../../app';
import { displayName, type SourceDocument } from '../../../core';
import { Button } from '../../parts/button';
import { Choice } from '../../parts/choice';
import { formatCount } from '../../parts/format';
import { hitKey } from '../../parts/route';
import { Thumbnail } from '../../parts/thumbnail';
import { Temperature } from '../temperature';
import { CandidateList } from './candidate-list';
import { ConfusionTable } from './confusion-table';
import { downloadMatches } from './download-matches';
import { confusionOf, type Labels } from './labels';
import { type Direction, rank } from './ranked';

interface Props {
  matches: CaptionMatches;
  /** The pictures, in the order of the matrix. */
  documents: SourceDocument[];
  labels: Labels;
  onLabel: (id: string, label: string) => void;
}

const directions = [
  { id: 'captions', label: 'Captions for each picture' },
  { id: 'pictures', label: 'Pictures for each caption' },
] as const;

/** Items drawn at first, and with each press of "more". */
const itemsAtOnce = 24;

export function MatchResults({ matches, documents, labels, onLabel }: Props) {
  const [direction, setDirection] = useState<Direction>('captions');
  const [logitScale, setLogitScale] = useState(matches.logitScale);
  const [shown, setShown] = useState(itemsAtOnce);
  const { captions } = matches;
  const rankings = useMemo(() => {
    const count = direction === 'captions' ? documents.length : captions.length;
    return Array.from({ length: count }, (_, i) => rank(matches, direction, i, logitScale));
  }, [matches, direction, documents, captions, logitScale]);
  const byPicture = direction === 'captions';

  const foundFor = (i: number) => {
    const { candidates, isNone } = rankings[i]!;
    return isNone ? undefined : captions[candidates[0]!.index];
  };
  const confusion = byPicture ? confusionOf(documents, labels, foundFor) : undefined;
  const nameOf = (i: number) => displayName(documents[i]!);

  return (
    <div className="flex flex-col gap-5" data-matches="">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Choice
          label="What is ranked"
          options={directions}
          value={direction}
          onChange={(next) => {
            setDirection(next);
            setShown(itemsAtOnce);
          }}
        />
        <Temperature
          logitScale={logitScale}
          learned={matches.logitScale}
          onChange={setLogitScale}
        />
      </div>
      <ul aria-label="Matches" className="flex flex-col gap-4">
        {rankings.slice(0, shown).map((ranking, i) => {
          const document = documents[i]!;
          return (
            <li
              key={byPicture ? document.id : captions[i]}
              className="flex flex-wrap gap-4 rounded-lg border border-line bg-raised p-3 sm:flex-nowrap"
            >
              {byPicture ? (
                <figure className="flex w-40 shrink-0 flex-col gap-1">
                  <Thumbnail
                    thumbnailKey={hitKey(document.id, 0)}
                    document={document}
                    ratio={4 / 3}
                    className="w-full rounded-md"
                  />
                  <figcaption className="text-xs wrap-anywhere text-quiet">{nameOf(i)}</figcaption>
                  <KnownCaption
                    name={nameOf(i)}
                    captions={captions}
                    label={labels.get(document.id) ?? ''}
                    onLabel={(label) => onLabel(document.id, label)}
                  />
                </figure>
              ) : (
                <p dir="auto" className="w-40 shrink-0 font-medium wrap-anywhere">
                  {captions[i]}
                </p>
              )}
              <CandidateList
                ranking={ranking}
                label={byPicture ? `Captions for ${nameOf(i)}` : `Pictures for ${captions[i]}`}
                nameOf={byPicture ? (c) => captions[c]! : nameOf}
              />
            </li>
          );
        })}
      </ul>
      {rankings.length > shown && (
        <div>
          <Button onPress={() => setShown(shown + itemsAtOnce)}>
            {formatCount(rankings.length - shown)} more
          </Button>
        </div>
      )}
      {confusion && confusion.labelled > 0 && <ConfusionTable confusion={confusion} />}
      {byPicture && (
        <div>
          <Button
            icon="download"
            onPress={() =>
              downloadMatches(
                documents.map((document, i) => ({ document, ranking: rankings[i]! })),
                captions,
                labels,
              )
            }
          >
            Download as CSV, with a folder for each
          </Button>
        </div>
      )}
    </div>
  );
}

interface KnownProps {
  name: string;
  captions: readonly string[];
  label: string;
  onLabel: (label: string) => void;
}

/** What the picture truly shows, by hand. */
function KnownCaption({ name, captions, label, onLabel }: KnownProps) {
  const options = label === '' || captions.includes(label) ? captions : [...captions, label];
  return (
    <select
      aria-label={`What ${name} truly shows`}
      value={label}
      onChange={({ currentTarget }) => onLabel(currentTarget.value)}
      className="h-8 w-full rounded-md border border-control bg-raised px-1 text-xs"
    >
      <option value="">Truly …</option>
      {options.map((caption) => (
        <option key={caption}>{caption}</option>
      ))}
    </select>
  );
}
