import type { Policy } from '../../../app';
import { useLoaded } from '../../parts/hooks';
import { useRummage } from '../../parts/rummage-context';
import { explainPolicy, openTo } from './policy-words';
import { SubSection } from './sub-section';

/** What the browser forbids this page, as its header says. */
export function PolicyPart() {
  const rummage = useRummage();
  const { value: policy } = useLoaded(() => rummage.policy(), 'policy');
  return (
    <SubSection title="The rules this browser holds the page to">
      {policy && <InWords policy={policy} />}
    </SubSection>
  );
}

function InWords({ policy }: { policy: Policy }) {
  if (policy.phase === 'unknown') {
    return (
      <p>
        The server of this page does not answer now, so its rules cannot be read again. Those that
        came with the page hold until it is closed.
      </p>
    );
  }
  if (policy.phase === 'none') {
    return (
      <p className="text-warning">
        This page is served without a content security policy. Rummage contacts nobody either way,
        but here the browser would not stop it. Serve it with <code>npm start</code>, or with the
        headers in <code>docs/privacy.md</code>.
      </p>
    );
  }
  const addresses = openTo(policy.text);
  return (
    <>
      <p>
        {addresses.length === 0
          ? 'The content security policy that this page is served with, line by line. It allows no other address.'
          : `The content security policy that this page is served with, line by line. Besides its own address it allows ${addresses.join(', ')}.`}
      </p>
      <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
        {explainPolicy(policy.text).map(({ text, words }) => (
          <div key={text} className="contents">
            <dt className="wrap-anywhere">
              <code className="text-ink">{text}</code>
            </dt>
            <dd className="max-sm:pb-2">{words}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
