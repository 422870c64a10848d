import { Section } from '../section';
import { Erase } from './erase';
import { PolicyPart } from './policy-part';
import { RequestsPart } from './requests-part';
import { WhatIsStored } from './stored-part';

export function PrivacySection() {
  return (
    <Section title="Privacy">
      <p>
        Your files, what is read from them and what you search for stay in this browser. Rummage has
        no server to send them to, and once the page is loaded it works without a network.
      </p>
      <PolicyPart />
      <RequestsPart />
      <WhatIsStored />
      <Erase />
    </Section>
  );
}
