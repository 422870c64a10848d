import {
  type DocumentIssue,
  type Format,
  issue,
  type Metadata,
  type ParseOptions,
  type ParseStep,
  type Raster,
} from '../core';
import { readExif } from './exif';
import { toRaster, toThumbnail } from './picture';
import { sniffFormat } from './sniff';

/** Longer side at which drawings without pixels of their own are drawn. */
const svgSide = 1024;

export async function* parseImage(
  file: Blob,
  format: Format,
  options: ParseOptions,
): AsyncGenerator<ParseStep> {
  const bitmap = await decode(file, format, options);
  if ('code' in bitmap) return yield { phase: 'failed', issue: bitmap };
  const [raster, thumbnail, exif] = await Promise.all([
    toRaster(bitmap, options.raster),
    toThumbnail(bitmap),
    readExif(file, format),
  ]);
  const metadata: Metadata = { Width: bitmap.width, Height: bitmap.height, ...exif };
  bitmap.close();
  const chunk = {
    ordinal: 0,
    kind: 'image' as const,
    locator: { type: 'whole' as const },
    text: [exif.Taken, exif.Camera].filter(Boolean).join(' · '),
  };
  yield { phase: 'batch', chunks: [{ chunk, raster, thumbnail }], done: 1, total: 1 };
  const warnings = (await isCutShort(file, format)) ? [cutShort] : [];
  yield { phase: 'end', summary: { metadata, warnings } };
}

/** A picture to search with. */
export async function readPicture(
  file: Blob,
  options: ParseOptions,
): Promise<{ raster: Raster; thumbnail: Blob } | { issue: DocumentIssue }> {
  const sniffed = await sniffFormat(file, '');
  if ('issue' in sniffed) return sniffed;
  const bitmap = await decode(file, sniffed.format, options);
  if ('code' in bitmap) return { issue: bitmap };
  const picture = {
    raster: await toRaster(bitmap, options.raster),
    thumbnail: await toThumbnail(bitmap),
  };
  bitmap.close();
  return picture;
}

async function decode(
  file: Blob,
  format: Format,
  { drawSvg }: ParseOptions,
): Promise<ImageBitmap | DocumentIssue> {
  try {
    if (format === 'svg') return await drawSvg(file, svgSide);
    return await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch {
    if (await isCutShort(file, format)) {
      return issue('truncated', 'The end of this picture is missing.', 'Copy the original again.');
    }
    return issue(
      'corrupt',
      'This picture cannot be decoded.',
      'Open it in the program it came from and save it again.',
    );
  }
}

const cutShort = issue(
  'truncated',
  'The end of this picture is missing; what is left of it can be found.',
  'Copy the original again.',
);

/** Whether a JPEG or PNG lacks its end mark, as when a copy was interrupted. */
async function isCutShort(file: Blob, format: Format): Promise<boolean> {
  const endMarks: Partial<Record<Format, number[]>> = {
    jpeg: [0xff, 0xd9],
    png: [0x49, 0x45, 0x4e, 0x44],
  };
  const mark = endMarks[format];
  if (!mark) return false;
  // Some cameras write data of their own after the end of the picture.
  const tail = new Uint8Array(await file.slice(-256 * 1024).arrayBuffer());
  for (let i = tail.length - mark.length; i >= 0; i--) {
    if (mark.every((byte, j) => tail[i + j] === byte)) return false;
  }
  return true;
}
