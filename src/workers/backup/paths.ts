/** Characters that some file system does not take in names, or that end a line. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is meant
const unfit = /[\u0000-\u001f\u007f<>:"|?*\\]/g;

/**
 * Gives each original a path of its own in the backup: as it was added, as far as every system can
 * unpack it. No two differ in case alone, none is a folder and a file at once, none leads out.
 */
export class OriginalPaths {
  private readonly files = new Set<string>();
  private readonly folders = new Set<string>();

  free(wanted: string): string {
    const parts = wanted
      .split('/')
      .map((part) => part.replace(unfit, '_').replace(/[. ]+$/, ''))
      .filter((part) => part !== '' && part !== '.' && part !== '..');
    const name = parts.pop() ?? 'file';
    const folder = parts.reduce((above, part) => this.freeFolder(above, part), '');
    for (let n = 1; ; n++) {
      const path = folder + (n === 1 ? name : numbered(name, n));
      if (this.files.has(keyOf(path)) || this.folders.has(keyOf(path))) continue;
      this.files.add(keyOf(path));
      return path;
    }
  }

  /** What was in a mail lies beside it, in a folder that cannot have the mail's name. */
  private freeFolder(above: string, part: string): string {
    let path = above + part;
    while (this.files.has(keyOf(path))) path += '_';
    this.folders.add(keyOf(path));
    return `${path}/`;
  }
}

const keyOf = (path: string): string => path.normalize('NFC').toLowerCase();

function numbered(name: string, n: number): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? `${name.slice(0, dot)} (${n})${name.slice(dot)}` : `${name} (${n})`;
}
