import { createDecipheriv, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { BrokenSealError, partBytes, Sealer } from '../../../src/store/lock/sealer';

const contentKey = Buffer.alloc(32, 7);
const nameKey = Buffer.alloc(32, 9);

async function sealer(): Promise<Sealer> {
  const { subtle } = crypto;
  return new Sealer({
    content: await subtle.importKey('raw', contentKey, 'AES-GCM', false, ['encrypt', 'decrypt']),
    names: await subtle.importKey('raw', nameKey, { name: 'HMAC', hash: 'SHA-256' }, false, [
      'sign',
    ]),
  });
}

const hmac = (part: string) =>
  createHmac('sha256', nameKey)
    .update(part)
    .digest()
    .subarray(0, 16)
    .toString('base64')
    .slice(0, 22);

describe('a sealed record', () => {
  it('is AES-256-GCM of its key and value, bound to its store and key', async () => {
    const { key, record } = await (await sealer()).seal('chunks', ['aa', 3], [{ text: 'hello' }]);
    expect(key).toEqual(['chunks', hmac('aa'), 3]);
    const data = Buffer.from(record.data);
    const cipher = createDecipheriv('aes-256-gcm', contentKey, record.iv);
    cipher.setAAD(Buffer.from(JSON.stringify([key, null, null])));
    cipher.setAuthTag(data.subarray(-16));
    const bytes = Buffer.concat([cipher.update(data.subarray(0, -16)), cipher.final()]);
    expect(bytes.subarray(4).toString()).toBe(
      '{"root":{"key":["aa",3],"value":[{"text":"hello"}]},"lengths":[]}',
    );
  });

  it('has another IV each time', async () => {
    const one = await sealer();
    const seal = async () => (await one.seal('documents', 'aa', { id: 'aa' })).record;
    const ivs = await Promise.all(Array.from({ length: 200 }, seal));
    expect(new Set(ivs.map(({ iv }) => Buffer.from(iv).toString('hex'))).size).toBe(200);
  });

  it('shows of a segment whose it is by HMAC, and how many vectors it has', async () => {
    const one = await sealer();
    const segment = { documents: ['aa', 'bb'], count: 5, vectors: Float32Array.of(1, 0) };
    const { key, record } = await one.seal('embeddings', 4, segment);
    expect(key).toEqual(['embeddings', 4]);
    expect(record).toMatchObject({ documents: [hmac('aa'), hmac('bb')], count: 5 });
    expect(await one.open(key, record)).toEqual({ key: 4, value: segment });
    const other = { ...record, documents: [hmac('bb')] };
    await expect(one.open(key, other)).rejects.toThrow(BrokenSealError);
  });

  it('is refused where a bit of it is another one', async () => {
    const one = await sealer();
    const { key, record } = await one.seal('documents', 'aa', { id: 'aa' });
    const data = new Uint8Array(record.data.slice(0));
    data[data.length - 1]! ^= 1;
    await expect(one.open(key, { ...record, data: data.buffer })).rejects.toThrow(BrokenSealError);
    const iv = record.iv.slice();
    iv[0]! ^= 1;
    await expect(one.open(key, { ...record, iv })).rejects.toThrow(BrokenSealError);
  });

  it('is refused in the place of another', async () => {
    const one = await sealer();
    const first = await one.seal('documents', 'aa', { id: 'aa' });
    const second = await one.seal('documents', 'bb', { id: 'bb' });
    await expect(one.open(first.key, second.record)).rejects.toThrow(BrokenSealError);
    const elsewhere = await one.keyOf('threads', 'aa');
    await expect(one.open(elsewhere, first.record)).rejects.toThrow(BrokenSealError);
  });

  it('names the parts of keys the same in all stores, so that a document is found in each', async () => {
    const one = await sealer();
    const id = hmac('aa');
    expect(await one.keyOf('thumbnails', 'aa/12')).toEqual(['thumbnails', id, hmac('12')]);
    expect(await one.keyOf('marks', ['aa', 2, 'a query'])).toEqual([
      'marks',
      id,
      2,
      hmac('a query'),
    ]);
    expect(one.meaningOf(['marks', id, 2, hmac('a query')])).toEqual(['aa', 2, 'a query']);
    expect(one.meaningOf(['marks', hmac('unseen'), 2])).toBeUndefined();
  });
});

describe('a large file', () => {
  const bytes = new Uint8Array(partBytes + 1000).map((_, i) => i * 31);
  const file = new Blob([bytes], { type: 'application/pdf' });

  it('is sealed in parts and comes back whole', async () => {
    const one = await sealer();
    const { key, record } = await one.seal('originals', 'aa', file);
    expect(record.data.byteLength).toBeLessThan(300);
    expect(record.file!.size).toBe(file.size + 2 * (12 + 16));
    const { value } = await one.open(key, record);
    expect((value as Blob).type).toBe('application/pdf');
    const back = new Uint8Array(await (value as Blob).arrayBuffer());
    expect(Buffer.compare(back, bytes)).toBe(0);
  });

  it('is refused where its parts are in another order, or one is missing', async () => {
    const one = await sealer();
    const twice = new Blob([new Uint8Array(partBytes), new Uint8Array(partBytes).fill(1)]);
    const { key, record } = await one.seal('originals', 'aa', twice);
    const length = partBytes + 28;
    const [first, second] = [record.file!.slice(0, length), record.file!.slice(length)];
    for (const changed of [new Blob([second, first]), first]) {
      await expect(one.open(key, { ...record, file: changed })).rejects.toThrow(BrokenSealError);
    }
  });
});
