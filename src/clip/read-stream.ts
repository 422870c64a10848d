/**
 * Reads a stream into one buffer that is made at once, so that a large file is in memory only once.
 *
 * @param byteSize of the whole, as it is known before
 * @param onBytes how many came
 * @returns what came, which may be less
 * @throws {RangeError} on more than `byteSize`
 */
export async function readStream(
  stream: ReadableStream<Uint8Array>,
  byteSize: number,
  onBytes: (bytes: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const buffer = new Uint8Array(byteSize);
  const reader = stream.getReader();
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return buffer.subarray(0, length);
    if (length + value.byteLength > byteSize) {
      await reader.cancel();
      throw new RangeError('longer than was said');
    }
    buffer.set(value, length);
    length += value.byteLength;
    onBytes(value.byteLength);
  }
}
