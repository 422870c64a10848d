import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sampleFiles } from '../app';
import { emptyFolder } from './clean-run';

const places = ['harbour', 'orchard', 'station', 'museum', 'bakery', 'lighthouse'];

/** The tables among the samples have hundreds of rows, which would take most of the time. */
const samples = sampleFiles.filter((path) => !path.endsWith('.csv'));

/** Samples, and texts and tables besides: many small transactions, and some of many parts. */
export function filesToIndex(): string[] {
  const folder = emptyFolder();
  const made = places.flatMap((place, i) => {
    const paragraphs = Array.from(
      { length: 3 + i },
      (_, n) => `Visit ${n + 1} to the ${place}: it was day ${7 * n + i} of the year and quiet.`,
    );
    const rows = Array.from({ length: 12 }, (_, n) => `${place} ${n},${n * (i + 2)}`);
    return [
      { name: `${place}.txt`, text: paragraphs.join('\n\n') },
      { name: `${place}.csv`, text: `place,visitors\n${rows.join('\n')}\n` },
    ];
  });
  const paths = made.map(({ name, text }) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  });
  return [...samples, ...paths];
}
