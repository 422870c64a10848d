import { IconButton } from '../parts/button';
import { countOf } from '../parts/format';
import { useAppState, useRummage } from '../parts/rummage-context';

/** Says that only documents of a chosen set are searched, and takes that back. */
export function SearchedSet() {
  const rummage = useRummage();
  const filter = useAppState((state) => state.filter);
  if (!filter.documents) return null;
  const { documents, ...others } = filter;
  return (
    <p role="status" className="flex">
      <span className="flex h-8 items-center rounded-full bg-accent-wash pl-3 text-sm">
        Only in {countOf(documents.length, 'chosen document')}
        <IconButton
          icon="close"
          label="Search everything"
          onPress={() => rummage.setFilter(others)}
        />
      </span>
    </p>
  );
}
