import { Section } from '../section';
import { Erase } from './erase';
import { PolicyPart } from './policy-part';
import { RequestsPart } from './requests-part';
import { WhatIsStored } from './stored-part';
import { useModelServer } from './use-model-server';

export function PrivacySection() {
  const server = useModelServer();
  return (
    <Section title="Privacy">
      {server ? (
        <p>
          Your files, what is read from them and what you search for stay in this browser, but for
          what you choose yourself: while answers are written by the server at {server}, each
          question to Ask and the passages found for it go there. Rummage was started to talk to it,
          and to no other.
        </p>
      ) : (
        <p>
          Your files, what is read from them and what you search for stay in this browser. Rummage
          has no server to send them to, and once the page is loaded it works without a network.
        </p>
      )}
      <PolicyPart />
      <RequestsPart />
      <WhatIsStored />
      <Erase />
    </Section>
  );
}
