/** A caption as the name of a folder on any system. */
export function folderName(caption: string): string {
  const plain = caption
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '');
  return plain.slice(0, 60) || 'none-of-these';
}
