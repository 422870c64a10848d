import type { SourceDocument } from '../../../core';
import { displayName } from '../../../core';
import { hitKey } from '../../parts/route';
import { Thumbnail } from '../../parts/thumbnail';
import { percent } from '../match/candidate-list';
import type { Contrast } from './contrast';
import type { CellPlace } from './matrix';

interface Props {
  id: string;
  contrast: Contrast;
  cell: CellPlace;
  document: SourceDocument;
  caption: string;
}

/** One cell in words: the two items, their cosine and the probability both ways. */
export function CellFacts({ id, contrast, cell, document, caption }: Props) {
  const { n, values } = contrast;
  const at = cell.picture * n + cell.caption;
  const isPair = cell.picture === cell.caption;
  return (
    <div id={id} aria-live="polite" className="flex flex-col gap-2 text-sm" data-cell={at}>
      <Thumbnail
        thumbnailKey={hitKey(document.id, 0)}
        document={document}
        ratio={4 / 3}
        className="w-full max-w-56 rounded-md max-lg:max-w-32"
      />
      <p className="wrap-anywhere">
        <span className="text-quiet">{displayName(document)}</span>
        <br />
        <span dir="auto" className="font-medium">
          {caption}
        </span>
      </p>
      <p className={isPair ? 'text-accent' : 'text-quiet'}>
        {isPair ? 'They are a pair.' : 'They are of two pairs.'}
      </p>
      <dl className="grid grid-cols-[auto_auto] justify-start gap-x-4 tabular-nums">
        <Fact name="Cosine" value={values.cosine[at]!.toFixed(3)} />
        <Fact name="Logit" value={values.logit[at]!.toFixed(2)} />
        <Fact name="This caption, of all, for the picture" value={percent(values.row[at]!)} />
        <Fact name="This picture, of all, for the caption" value={percent(values.column[at]!)} />
        <Fact name="A pair, by the sigmoid" value={percent(values.sigmoid[at]!)} />
      </dl>
    </div>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt className="text-quiet">{name}</dt>
      <dd className="text-right font-medium">{value}</dd>
    </>
  );
}
