import type { CatalogueEntry } from '../../../app';

interface Props {
  entry: CatalogueEntry;
  isHere: boolean;
}

const precisionNames: Record<string, string> = { q8: '8 bits', fp16: '16 bits', fp32: '32 bits' };

/** What is known of a model that can be brought, with where its figures stand. */
export function CatalogueItem({ entry, isHere }: Props) {
  const { name, title, repo, parametersM, megabytes, languages, licence, licenceNote } = entry;
  const { imageNet, coco, good } = entry;
  const sizes = Object.entries(megabytes).map(
    ([precision, size]) => `${size} MB in ${precisionNames[precision] ?? precision}`,
  );
  const facts: [string, string][] = [
    ['Size', [`${parametersM} million parameters`, ...sizes].join(', ')],
    ['Languages', languages],
    ...(imageNet
      ? [['ImageNet', `${imageNet.value} % right at the first guess (${imageNet.source})`] as const]
      : []),
    ...(coco
      ? [['COCO', `${coco.value} % of captions find their picture first (${coco.source})`] as const]
      : []),
    ['Licence', [licence, licenceNote].filter(Boolean).join('. ')],
    ['Name', `${name}, on the hub ${repo}`],
  ].map(([term, text]) => [term!, text!]);
  return (
    <li className="flex flex-col gap-1">
      <p className="font-medium text-ink">
        {title}
        {isHere && <span className="font-normal text-quiet">, on this computer or server</span>}
      </p>
      <p>{good}</p>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-0.5">
        {facts.map(([term, text]) => (
          <div key={term} className="contents">
            <dt>{term}</dt>
            <dd className="wrap-anywhere text-ink">{text}</dd>
          </div>
        ))}
      </dl>
    </li>
  );
}
