import { useId } from 'react';
import { Button } from '../parts/button';

interface Props {
  /** ln of the factor by which cosines become logits. */
  logitScale: number;
  learned: number;
  onChange: (logitScale: number) => void;
}

/** ln 100: CLIP's training lets the factor grow no further. */
const highest = Math.log(100);

/** How sharply the softmax, or the sigmoid, tells cosines apart. */
export function Temperature({ logitScale, learned, onChange }: Props) {
  const id = useId();
  const factor = Math.exp(logitScale);
  return (
    <div className="flex flex-wrap items-center gap-3 text-sm">
      <label htmlFor={id}>Temperature</label>
      <input
        id={id}
        type="range"
        min={0}
        max={Math.max(highest, learned)}
        step={0.01}
        value={logitScale}
        aria-valuetext={`${(1 / factor).toFixed(3)}, cosines times ${factor.toFixed(1)}`}
        onChange={({ currentTarget }) => onChange(Number(currentTarget.value))}
        className="w-48 max-w-full"
      />
      <output className="text-quiet tabular-nums">
        {(1 / factor).toFixed(3)}: cosines × {factor.toFixed(1)}
      </output>
      {Math.abs(logitScale - learned) > 0.005 && (
        <Button look="quiet" onPress={() => onChange(learned)}>
          As the model learned it
        </Button>
      )}
    </div>
  );
}
