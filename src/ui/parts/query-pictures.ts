import type { PictureToSearch } from '../../app';
import { displayName, type SourceDocument } from '../../core';
import { currentRoute, navigate, type Route, type RoutePicture, splitHitKey } from './route';

const maxKept = 20;

/**
 * Pictures searched by in this tab, by their keys in the address. They are not stored, so Back
 * finds them again but a reload does not.
 */
const files = new Map<string, File>();
const keyPrefix = 'file-';
let count = 0;

export function isOfThisTab({ key }: RoutePicture): boolean {
  return key.startsWith(keyPrefix);
}

export function queryFile(key: string): File | undefined {
  return files.get(key);
}

/** Adds pictures to those that are searched by already, beside the words. */
export function searchByPictures(added: readonly File[]): void {
  const pictures = added.map((file): RoutePicture => {
    count += 1;
    files.set(`${keyPrefix}${count}`, file);
    files.delete(`${keyPrefix}${count - maxKept}`);
    return { key: `${keyPrefix}${count}`, weight: 1 };
  });
  const { q, kind, pictures: former = [] } = currentRoute();
  navigate({ screen: 'search', q, kind, pictures: [...former, ...pictures] });
}

/** The route's pictures as the app searches by them, without those that are gone. */
export function picturesOf(route: Route, documents: readonly SourceDocument[]): PictureToSearch[] {
  return (route.pictures ?? []).flatMap(({ key, weight }): PictureToSearch[] => {
    const file = files.get(key);
    if (file) return [{ key, weight, label: file.name, source: file }];
    const { documentId, ordinal } = splitHitKey(key);
    const document = documents.find(({ id }) => id === documentId);
    if (!document) return [];
    return [{ key, weight, label: displayName(document), source: { documentId, ordinal } }];
  });
}
