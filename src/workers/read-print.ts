import { type PicturePrint, printOf, printSide } from '../search';

/** The print of a picture; undefined where it cannot be decoded. */
export async function readPrint(picture: Blob): Promise<PicturePrint | undefined> {
  try {
    const bitmap = await createImageBitmap(picture, {
      resizeWidth: printSide,
      resizeHeight: printSide,
      resizeQuality: 'high',
    });
    const context = new OffscreenCanvas(printSide, printSide).getContext('2d')!;
    context.drawImage(bitmap, 0, 0);
    bitmap.close();
    return printOf(context.getImageData(0, 0, printSide, printSide).data);
  } catch {
    return undefined;
  }
}
