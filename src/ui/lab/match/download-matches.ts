import { displayName, type SourceDocument } from '../../../core';
import { csvBlob } from '../../parts/csv';
import { saveBlob } from '../../parts/save-file';
import { folderName } from './folder-name';
import type { Labels } from './labels';
import type { Ranking } from './ranked';

interface Matched {
  document: SourceDocument;
  ranking: Ranking;
}

/** A line a picture: what it was found to show, by which numbers, and what is known of it. */
export function downloadMatches(
  matched: readonly Matched[],
  captions: readonly string[],
  labels: Labels,
): void {
  const head = ['file', 'found', 'probability', 'cosine', 'chance', 'known', 'folder'];
  const rows = matched.map(({ document, ranking: { candidates, isNone } }) => {
    const [best] = candidates;
    const found = best && !isNone ? captions[best.index]! : '';
    const label = labels.get(document.id) ?? '';
    return [
      document.names[0]?.path ?? displayName(document),
      found,
      best ? best.probability.toFixed(4) : '',
      best ? best.cosine.toFixed(4) : '',
      best ? (best.chance / 100).toFixed(4) : '',
      label,
      folderName(label || found),
    ];
  });
  saveBlob(csvBlob([head, ...rows]), 'rummage-match.csv');
}
