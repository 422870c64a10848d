/** What is read of a text that is packed; more is no caption. */
const maxTextBytes = 64 * 1024;

/** The texts of a PNG by their keywords, of each the first (PNG specification, 11.3.3). */
export async function readPngTexts(file: Blob): Promise<Record<string, string>> {
  const texts: Record<string, string> = {};
  const view = new DataView(await file.arrayBuffer());
  for (let at = 8; at + 12 <= view.byteLength; ) {
    const length = view.getUint32(at);
    const type = String.fromCharCode(...new Uint8Array(view.buffer, at + 4, 4));
    const end = at + 8 + length;
    if (end > view.byteLength) break;
    if (['tEXt', 'zTXt', 'iTXt'].includes(type)) {
      const [keyword, text] = await readText(type, new Uint8Array(view.buffer, at + 8, length));
      if (keyword && text) texts[keyword] ??= text;
    }
    at = end + 4;
  }
  return texts;
}

async function readText(type: string, data: Uint8Array<ArrayBuffer>): Promise<[string, string]> {
  const zero = data.indexOf(0);
  const keyword = latin1.decode(data.subarray(0, Math.max(0, zero)));
  let from = zero + 1;
  let isPacked = type === 'zTXt';
  if (isPacked) from += 1;
  if (type === 'iTXt') {
    isPacked = data[from] === 1;
    // After two bytes on the packing, the language and the keyword in it, each ended by a zero.
    from = data.indexOf(0, data.indexOf(0, from + 2) + 1) + 1;
  }
  const bytes = data.subarray(from);
  const text = isPacked ? await unpacked(bytes) : bytes.subarray(0, maxTextBytes);
  return [keyword, (type === 'iTXt' ? utf8 : latin1).decode(text)];
}

const latin1 = new TextDecoder('windows-1252');
const utf8 = new TextDecoder();

/** As far as it is whole, and no further than the limit. */
async function unpacked(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
  const reader = stream.getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  while (length < maxTextBytes) {
    const { value } = await reader.read().catch(() => ({ value: undefined }));
    if (!value) break;
    parts.push(value);
    length += value.length;
  }
  await reader.cancel().catch(() => {});
  return new Uint8Array(await new Blob(parts).arrayBuffer()).subarray(0, maxTextBytes);
}
