import { currentRoute, navigate } from './route';

interface QueryPicture {
  file: File;
  label: string;
}

const maxKept = 20;

/**
 * Pictures searched by in this tab. The address holds only their number: they are not stored,
 * so Back finds them again but a reload does not.
 */
const pictures = new Map<number, QueryPicture>();
let count = 0;

export function queryPicture(number: number): QueryPicture | undefined {
  return pictures.get(number);
}

export function searchByPicture(file: File): void {
  count += 1;
  pictures.set(count, { file, label: file.name });
  pictures.delete(count - maxKept);
  const { kind } = currentRoute();
  navigate({ screen: 'search', q: '', kind, picture: count });
}
