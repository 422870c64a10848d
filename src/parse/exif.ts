import exifr from 'exifr';
import type { Format, Metadata } from '../core';
import { readPngTexts } from './png-text';

const withExif: Format[] = ['jpeg', 'png', 'webp', 'avif', 'heic', 'tiff', 'raw'];

/**
 * Date, camera and place of a photo, as far as they are in it; a broken block counts as none.
 *
 * @param sources where they may stand, the surest first
 */
export async function readExif(sources: readonly Blob[], format: Format): Promise<Metadata> {
  if (!withExif.includes(format)) return {};
  const found = await Promise.all(sources.map((source) => readTags(source, format)));
  return Object.assign({}, ...found.reverse());
}

async function readTags(source: Blob, format: Format): Promise<Metadata> {
  const texts = format === 'png' ? await readPngTexts(source).catch(() => ({})) : {};
  try {
    const tags = await exifr.parse(source, {
      pick: [
        'DateTimeOriginal',
        'CreateDate',
        'Make',
        'Model',
        'GPSLatitude',
        'GPSLongitude',
        'GPSLatitudeRef',
        'GPSLongitudeRef',
        'ImageDescription',
        'description',
        'Caption',
        'Description',
        'Comment',
        // Programs write a picture anew; what a camera wrote as RAW stays as it was.
        ...(format === 'raw' ? ['ModifyDate'] : []),
      ],
      xmp: true,
      iptc: true,
      reviveValues: false,
    });
    return metadataOf({ ...tags, ...texts });
  } catch {
    return metadataOf(texts);
  }
}

function metadataOf(tags: Record<string, unknown>): Metadata {
  const metadata: Metadata = {};
  const taken = String(tags.DateTimeOriginal ?? tags.CreateDate ?? tags.ModifyDate ?? '');
  // EXIF writes dates with colons and without a time zone: the clock of the camera.
  const date = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d)/.exec(taken);
  if (date) metadata.Taken = `${date[1]}-${date[2]}-${date[3]} ${date[4]}`;
  const make = String(tags.Make ?? '').trim();
  const model = String(tags.Model ?? '').trim();
  const camera = model.startsWith(make) ? model : `${make} ${model}`.trim();
  if (camera) metadata.Camera = camera;
  const description = captionOf(tags);
  if (description) metadata.Description = description;
  if (typeof tags.latitude === 'number' && typeof tags.longitude === 'number') {
    metadata.Latitude = Number(tags.latitude.toFixed(5));
    metadata.Longitude = Number(tags.longitude.toFixed(5));
  }
  return metadata;
}

/** Fields in which programs keep what a picture shows, those of people before those of cameras. */
const captionFields = [
  'description',
  'Caption',
  'Description',
  'ImageDescription',
  'Title',
  'Comment',
];

/** What cameras and programs write there by themselves. */
const automatic =
  /^(olympus digital camera|sony dsc|dcim|kodak|dav|default|untitled|created with .*|screenshot|exif.*|created by .*)$/i;

function captionOf(tags: Record<string, unknown>): string | undefined {
  for (const field of captionFields) {
    const value = tags[field];
    // XMP has texts in several languages.
    const text =
      typeof value === 'object' && value !== null ? (value as { value?: unknown }).value : value;
    const clean = typeof text === 'string' ? text.replace(/\s+/g, ' ').trim() : '';
    if (/\p{L}{2}/u.test(clean) && !automatic.test(clean)) return clean.slice(0, 2000);
  }
  return undefined;
}
