/**
 * Draws an SVG as `<img>` does: no script runs and nothing outside the file is loaded.
 * Workers have no `<img>`, so the page does it for them.
 *
 * @param maxSide length of the longer side of the picture, in pixels
 * @throws {Error} when the file is not a drawing the browser can read
 */
export async function drawSvg(svg: Blob, maxSide: number): Promise<ImageBitmap> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    // A drawing without a size of its own has none here either.
    const width = image.naturalWidth || maxSide;
    const height = image.naturalHeight || maxSide;
    const scale = maxSide / Math.max(width, height);
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(width * scale));
    canvas.height = Math.max(1, Math.round(height * scale));
    canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await createImageBitmap(canvas);
  } finally {
    URL.revokeObjectURL(url);
  }
}
