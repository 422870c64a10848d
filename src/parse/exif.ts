import exifr from 'exifr';
import type { Format, Metadata } from '../core';

const withExif: Format[] = ['jpeg', 'png', 'webp', 'avif'];

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
      ],
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
  if (typeof tags.latitude === 'number' && typeof tags.longitude === 'number') {
    metadata.Latitude = Number(tags.latitude.toFixed(5));
    metadata.Longitude = Number(tags.longitude.toFixed(5));
  }
  return metadata;
}
