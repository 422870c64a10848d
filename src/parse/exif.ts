import exifr from 'exifr';
import type { Format, Metadata } from '../core';

const withExif: Format[] = ['jpeg', 'png', 'webp', 'avif', 'heic', 'tiff'];

/** Date, camera and place of a photo, as far as they are in it; a broken block counts as none. */
export async function readExif(file: Blob, format: Format): Promise<Metadata> {
  if (!withExif.includes(format)) return {};
  try {
    const tags = await exifr.parse(file, {
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
      ],
      xmp: true,
      iptc: true,
      reviveValues: false,
    });
    return tags ? metadataOf(tags) : {};
  } catch {
    return {};
  }
}

function metadataOf(tags: Record<string, unknown>): Metadata {
  const metadata: Metadata = {};
  const taken = String(tags.DateTimeOriginal ?? tags.CreateDate ?? '');
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
const captionFields = ['description', 'Caption', 'Description', 'ImageDescription', 'Comment'];

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
