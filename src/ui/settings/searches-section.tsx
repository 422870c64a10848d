import { recentSearches, useRemembersSearches } from '../parts/remembered/recent-searches';
import { SwitchRow } from '../parts/switch-row';
import { Section } from './section';

export function SearchesSection() {
  const [remembers, setRemembers] = useRemembersSearches();
  return (
    <Section title="Searches">
      <SwitchRow
        label="Remember searches"
        hint="The last ones stand on the search page, in this browser only. Off forgets them; saved searches stay."
        isOn={remembers === 'on'}
        onChange={(isOn) => {
          setRemembers(isOn ? 'on' : 'off');
          if (!isOn) recentSearches.set([]);
        }}
      />
    </Section>
  );
}
