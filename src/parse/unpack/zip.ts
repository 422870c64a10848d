import { issue, type Unpacked } from '../../core';
import { Archive, ArchiveError } from '../archive';

/** What programs leave in archives beside a person's files. */
const leftovers = /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/;

/** A ZIP archive as a folder. */
export async function unpackZip(file: Blob): Promise<Unpacked> {
  const archive = await Archive.open(file);
  const unpacked: Unpacked = { files: [], refused: [] };
  for (const path of archive.paths) {
    if (leftovers.test(path)) continue;
    try {
      const bytes = await archive.bytes(path);
      if (bytes) unpacked.files.push({ path, file: new Blob([bytes as Uint8Array<ArrayBuffer>]) });
    } catch (error) {
      if (!(error instanceof ArchiveError)) throw error;
      unpacked.refused.push({ path, issue: error.issue });
    }
  }
  if (unpacked.files.length + unpacked.refused.length === 0) throw new ArchiveError(emptyArchive);
  return unpacked;
}

const emptyArchive = issue('empty', 'There is no file in this archive.', 'Check the original.');
