/** A file's name without its extension. */
export function baseName(name: string): string {
  const own = name.slice(name.lastIndexOf('/') + 1);
  return own.replace(/\.\w{1,8}$/, '') || own;
}

/** A text as the name of a file. */
export function fileName(text: string, otherwise: string): string {
  const name = text
    .replaceAll(/[\\/:*?"<>|\p{Cc}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 100);
  return name || otherwise;
}
