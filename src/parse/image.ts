import {
  type DocumentIssue,
  type Format,
  issue,
  type Locator,
  type Metadata,
  type ParsedChunk,
  type ParseOptions,
  type ParseStep,
  type Raster,
} from '../core';
import { type DecodedPicture, openPicture } from './decode-picture';
import { readExif } from './exif';
import { toRaster, toThumbnail } from './picture';
import { PictureError } from './picture-error';
import { sniffFormat } from './sniff';

export async function* parseImage(
  file: Blob,
  format: Format,
  options: ParseOptions,
): AsyncGenerator<ParseStep> {
  const opened = await tryTo(file, format, () => openPicture(file, format, options));
  if ('issue' in opened) return yield { phase: 'failed', issue: opened.issue };
  const { draw } = opened.value;
  const places = placesOf(opened.value);
  const exif = await readExif(opened.value.exif ?? [file], format);
  const metadata: Metadata = {};
  const warnings = (await isCutShort(file, format)) ? [cutShort] : [];
  let ordinal = 0;
  const ocrPages: number[] = [];
  for (const [i, { number, locator }] of places.entries()) {
    const drawn = await tryTo(file, format, () => draw(number));
    if ('issue' in drawn && places.length === 1) {
      return yield { phase: 'failed', issue: drawn.issue };
    }
    if ('issue' in drawn) {
      const place = locator.type === 'page' ? 'Page' : 'Frame';
      warnings.push(issue(drawn.issue.code, `${place} ${number} of it cannot be decoded.`));
      continue;
    }
    const bitmap = drawn.value;
    metadata.Width ??= bitmap.width;
    metadata.Height ??= bitmap.height;
    const [raster, thumbnail] = await Promise.all([
      toRaster(bitmap, options.raster),
      toThumbnail(bitmap),
    ]);
    bitmap.close();
    const text = [exif.Taken, exif.Camera].filter(Boolean).join(' · ');
    const chunk = { ordinal, kind: 'image' as const, locator, text };
    ordinal += 1;
    if (locator.type !== 'frame') ocrPages.push(number);
    yield {
      phase: 'batch',
      chunks: [{ chunk, raster, thumbnail }],
      done: i + 1,
      total: places.length,
    };
  }
  if (ordinal === 0) return yield { phase: 'failed', issue: undecodable };
  if (exif.Description) {
    const caption = captionChunk(String(exif.Description), ordinal);
    yield { phase: 'batch', chunks: [caption], done: places.length, total: places.length };
  }
  const { pages, frames } = opened.value;
  if (pages > 1) metadata.Pages = pages;
  if (frames > 1) metadata.Frames = frames;
  yield { phase: 'end', summary: { metadata: { ...metadata, ...exif }, warnings, ocrPages } };
}

/** All pages, or of what moves the first frame and one from its middle. */
function placesOf({ pages, frames }: DecodedPicture): { number: number; locator: Locator }[] {
  if (pages > 1) {
    return Array.from({ length: pages }, (_, i) => {
      const page = i + 1;
      return { number: page, locator: { type: 'page', page } };
    });
  }
  const whole = { number: 1, locator: { type: 'whole' as const } };
  const frame = Math.floor(frames / 2) + 1;
  return frames > 1 ? [whole, { number: frame, locator: { type: 'frame', frame } }] : [whole];
}

/** What a file says of itself. */
function captionChunk(text: string, ordinal: number): ParsedChunk {
  const locator = { type: 'whole' as const };
  return { chunk: { ordinal, kind: 'caption', locator, text }, embedText: text };
}

/** A picture to search with, or a page or frame of one as the encoder reads it. */
export async function readPicture(
  file: Blob,
  options: ParseOptions,
  page = 1,
): Promise<{ raster: Raster; thumbnail: Blob } | { issue: DocumentIssue }> {
  const sniffed = await sniffFormat(file, '');
  if ('issue' in sniffed) return sniffed;
  if ('container' in sniffed) return { issue: noPicture };
  const drawn = await drawPage(file, sniffed.format, options, page);
  if ('issue' in drawn) return drawn;
  const picture = {
    raster: await toRaster(drawn.value, options.raster),
    thumbnail: await toThumbnail(drawn.value),
  };
  drawn.value.close();
  return picture;
}

/** A page of a picture that browsers do not show by themselves, as a JPEG. */
export async function renderPicture(
  file: Blob,
  format: Format,
  page: number,
): Promise<Blob | DocumentIssue> {
  const drawSvg = () => Promise.reject(new Error('drawn by the browser'));
  const drawn = await drawPage(file, format, { drawSvg }, page);
  if ('issue' in drawn) return drawn.issue;
  const rendered = await toThumbnail(drawn.value, shownSide);
  drawn.value.close();
  return rendered;
}

/** Longer side of a picture that is shown as it was decoded here. */
const shownSide = 2048;

type Tried<T> = { value: T } | { issue: DocumentIssue };

function drawPage(
  file: Blob,
  format: Format,
  options: Pick<ParseOptions, 'drawSvg'>,
  page: number,
): Promise<Tried<ImageBitmap>> {
  return tryTo(file, format, async () => (await openPicture(file, format, options)).draw(page));
}

async function tryTo<T>(file: Blob, format: Format, work: () => Promise<T>): Promise<Tried<T>> {
  try {
    return { value: await work() };
  } catch (error) {
    if (error instanceof PictureError) return { issue: error.issue };
    return { issue: (await isCutShort(file, format)) ? cutOff : undecodable };
  }
}

const cutOff = issue(
  'truncated',
  'The end of this picture is missing.',
  'Copy the original again.',
);

const undecodable = issue(
  'corrupt',
  'This picture cannot be decoded.',
  'Open it in the program it came from and save it again.',
);

const noPicture = issue('unsupported', 'This is no picture.', 'Choose a picture to search by.');

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
