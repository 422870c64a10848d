import type { Contrast } from './contrast';

interface Props {
  contrast: Contrast;
  captions: readonly string[];
  nameOf: (picture: number) => string;
}

const nats = (loss: number) => loss.toFixed(3);

/** The losses, each beside its formula, in the terms of the papers. */
export function LossPanel({ contrast, captions, nameOf }: Props) {
  const { n, loss, sigmoidLoss } = contrast;
  return (
    <section aria-labelledby="losses" className="flex flex-col gap-3 text-sm">
      <h2 id="losses" className="text-base font-semibold">
        Loss
      </h2>
      <dl className="flex flex-col gap-2" data-losses="">
        <Term
          name="Image loss"
          formula={`mean over ${n} rows of −ln softmax(row i)[i]`}
          value={nats(loss.image)}
        />
        <Term
          name="Text loss"
          formula={`mean over ${n} columns of −ln softmax(column i)[i]`}
          value={nats(loss.text)}
        />
        <Term
          name="Final loss"
          formula={`(${nats(loss.image)} + ${nats(loss.text)}) / 2`}
          value={nats(loss.final)}
        />
        <Term
          name="Sigmoid loss"
          formula="−(1/n) Σ ln σ(±(logit + bias)), + for pairs"
          value={nats(sigmoidLoss.final)}
        />
      </dl>
      <p className="text-quiet">
        By guessing among {n}, image loss, text loss and final loss would be ln {n} ={' '}
        {nats(Math.log(n))}.
      </p>
      <details>
        <summary className="cursor-default">Loss of each picture and each caption</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable by keyboard */}
        <section aria-label="Loss of each" tabIndex={0} className="mt-2 max-h-80 overflow-auto">
          <table className="w-full">
            <thead>
              <tr className="text-left text-quiet">
                {['Picture', 'Image loss', 'Caption', 'Text loss'].map((head) => (
                  <th key={head} scope="col" className="pr-3 font-normal">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {captions.map((caption, i) => (
                <tr key={caption} className="border-t border-line align-top">
                  <td className="py-1 pr-3 wrap-anywhere">{nameOf(i)}</td>
                  <td className="py-1 pr-3 tabular-nums">{nats(loss.perImage[i]!)}</td>
                  <td className="py-1 pr-3 wrap-anywhere">{caption}</td>
                  <td className="py-1 tabular-nums">{nats(loss.perText[i]!)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </details>
    </section>
  );
}

function Term({ name, formula, value }: { name: string; formula: string; value: string }) {
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-4">
      <dt>
        <span className="font-medium">{name}</span>{' '}
        <span className="text-xs text-quiet">= {formula}</span>
      </dt>
      <dd className="font-semibold tabular-nums" data-loss={name}>
        {value}
      </dd>
    </div>
  );
}
