const picture =
  /\.(jpe?g|png|webp|gif|avif|bmp|svg|hei[cf]|tiff?|dng|cr[23]|nef|arw|raf|orf|rw2|pef|srw)$/i;

/** Those that say most surely what a picture shows come first. */
const extensions = ['.xmp', '.txt'];

/** Files beside a picture that say what it shows: photo.jpg.xmp or photo.xmp beside photo.jpg. */
export class Sidecars<T extends { path: string }> {
  private readonly byPicture = new Map<T, T[]>();
  private readonly bySidecar = new Map<T, T[]>();
  private readonly xmp = new Set<T>();

  constructor(files: readonly T[]) {
    const byPath = new Map(files.map((file) => [file.path.toLowerCase(), file]));
    for (const file of files) {
      if (!picture.test(file.path)) continue;
      const path = file.path.toLowerCase();
      const stem = path.slice(0, path.lastIndexOf('.'));
      const beside = extensions
        .flatMap((extension) => [byPath.get(path + extension), byPath.get(stem + extension)])
        .filter((one) => one !== undefined);
      this.byPicture.set(file, beside);
      for (const one of beside) {
        if (/\.xmp$/i.test(one.path)) this.xmp.add(one);
        this.bySidecar.set(one, [...(this.bySidecar.get(one) ?? []), file]);
      }
    }
  }

  /** Those of a picture, the first that says anything counts. */
  of(file: T): readonly T[] {
    return this.byPicture.get(file) ?? [];
  }

  /** Whether there is nothing in it but what it says of its picture. */
  isUsedUp(file: T): boolean {
    return this.xmp.has(file);
  }

  /** What is read together with a file: what stands beside a picture, and the picture itself. */
  companions(file: T): Set<T> {
    const pictures = [file, ...(this.bySidecar.get(file) ?? [])];
    return new Set(pictures.flatMap((picture) => [picture, ...this.of(picture)]));
  }
}
