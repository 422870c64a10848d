import { Button } from '../parts/button';
import { useAppState, useRummage } from '../parts/rummage-context';

/** For the samples; each shows another way of answering. */
const examples = [
  'How long does the lentil soup keep in the freezer?',
  'Which photo shows a cat?',
  'What is the average body mass by species?',
  'May I put cooked food on the compost?',
];

/** What the screen is for, before anything has been asked. */
export function AskIntroduction({ onAsk }: { onAsk: (question: string) => void }) {
  const rummage = useRummage();
  const isEmpty = useAppState(
    ({ library }) => library.phase === 'ready' && library.documents.length === 0,
  );
  const hasSamples = useAppState(({ library }) =>
    library.documents.some(({ names }) => names.some(({ name }) => name === 'recipes.md')),
  );
  return (
    <section className="flex flex-col gap-3 pt-4">
      <p className="text-2xl font-semibold tracking-tight">Ask your files</p>
      <p className="max-w-[65ch] text-quiet">
        An answer is quoted from your own documents, or worked out from your tables, and every
        sentence says where it stands. Where nothing supports an answer, it says so. Nothing leaves
        this browser.
      </p>
      {isEmpty && (
        <div className="flex flex-wrap items-center gap-3">
          <p>There is nothing to ask yet: add files, or</p>
          <Button onPress={() => void rummage.addSamples()}>Try the samples</Button>
        </div>
      )}
      {hasSamples && (
        <ul aria-label="Examples" className="flex flex-wrap gap-2">
          {examples.map((example) => (
            <li key={example}>
              <Button onPress={() => onAsk(example)}>{example}</Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
