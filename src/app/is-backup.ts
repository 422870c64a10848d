/** Room for the header of the first file in an archive and its name. */
const headBytes = 256;

/** Whether a file begins as a backup of a library does; see docs/export.md. */
export async function isBackup(file: Blob): Promise<boolean> {
  const head = new Uint8Array(await file.slice(0, headBytes).arrayBuffer());
  const text = new TextDecoder('latin1').decode(head);
  return text.startsWith('PK\u0003\u0004') && /^.{30}rummage-backup[^/]*\/bagit\.txt/s.test(text);
}
