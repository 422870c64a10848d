/**
 * With a lock, what is searched for and opened stays out of the address: a browser keeps addresses in
 * its history, on the disk and in plain text. In the place of it stands a number that means something
 * in this tab only, until it is locked or loaded again.
 */
let isHiding = false;

const hashes = new Map<string, string>();
const numbers = new Map<string, string>();
const field = 'n';

/** @returns whether that changes how addresses are written */
export function hideAddresses(isOn: boolean): boolean {
  const isChange = isHiding !== isOn;
  isHiding = isOn;
  return isChange;
}

/** The hash as it may stand in the address. */
export function toShown(hash: string): string {
  const mark = hash.indexOf('?');
  if (!isHiding || mark < 0) return hash;
  const number = numbers.get(hash) ?? String(numbers.size + 1);
  numbers.set(hash, number);
  hashes.set(number, hash);
  return `${hash.slice(0, mark)}?${field}=${number}`;
}

/** The hash that is meant by the one that stands in the address. */
export function toMeant(shown: string): string {
  const fields = new URLSearchParams(shown.slice(shown.indexOf('?') + 1));
  return hashes.get(fields.get(field) ?? '') ?? shown;
}
