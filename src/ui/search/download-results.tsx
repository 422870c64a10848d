import { IconButton } from '../parts/button';
import { csvBlob } from '../parts/csv';
import { useAppState } from '../parts/rummage-context';
import { saveBlob } from '../parts/save-file';
import { shownResult } from '../parts/shown-result';
import { resultColumns, resultRows } from './result-rows';

/** The ranking that is shown, as a table for other programs. */
export function DownloadResults() {
  const search = useAppState((state) => state.search);
  const result = shownResult(search);
  if (search.phase === 'idle' || !result?.matches.length) return null;
  const { query } = search;
  const words = query.text.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '');
  const name = `rummage-results${words && `-${words.slice(0, 40)}`}.csv`;
  return (
    <IconButton
      icon="download"
      label="Download results (CSV)"
      // Those on the screen may be of fewer letters.
      isDisabled={search.phase !== 'done'}
      onPress={() => saveBlob(csvBlob([resultColumns, ...resultRows(result)]), name)}
    />
  );
}
