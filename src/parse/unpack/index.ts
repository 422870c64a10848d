import type { Container, Unpacked } from '../../core';
import { ArchiveError } from '../archive';
import { unpackMail } from './mail';
import { unpackParquet } from './parquet';
import { unpackWorkbook } from './workbook';
import { unpackZip } from './zip';

/** Takes apart a file that holds others; what of them cannot be taken out is told with its reason. */
export async function unpack(file: Blob, name: string, container: Container): Promise<Unpacked> {
  try {
    switch (container) {
      case 'zip':
        return await unpackZip(file);
      case 'workbook':
        return await unpackWorkbook(file, name);
      case 'parquet':
        return await unpackParquet(file, name);
      case 'mail':
        return await unpackMail(file, name);
    }
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    return { files: [], refused: [{ path: '', issue: error.issue }] };
  }
}
