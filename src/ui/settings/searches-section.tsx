import { Switch } from 'react-aria-components';
import { recentSearches, useRemembersSearches } from '../parts/remembered/recent-searches';
import { Section } from './section';

export function SearchesSection() {
  const [remembers, setRemembers] = useRemembersSearches();
  return (
    <Section title="Searches">
      <Switch
        isSelected={remembers === 'on'}
        onChange={(isOn) => {
          setRemembers(isOn ? 'on' : 'off');
          if (!isOn) recentSearches.set([]);
        }}
        className="group flex items-start gap-3 text-ink"
      >
        <span className="mt-0.5 flex h-5 w-9 shrink-0 items-center rounded-full border border-control bg-sunken p-0.5 transition-colors duration-100 group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-2 group-data-focus-visible:outline-accent group-data-selected:border-accent group-data-selected:bg-accent">
          <span className="size-3.5 rounded-full bg-quiet transition-transform duration-100 group-data-selected:translate-x-4 group-data-selected:bg-on-accent" />
        </span>
        <span>
          Remember searches
          <span className="block text-sm text-quiet">
            The last ones stand on the search page, in this browser only. Off forgets them; saved
            searches stay.
          </span>
        </span>
      </Switch>
    </Section>
  );
}
