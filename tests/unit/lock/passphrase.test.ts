import { createDecipheriv, pbkdf2Sync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { newSecret, openSecret, wrapAnew } from '../../../src/store/lock/passphrase';

/** Of AES-GCM, behind the text. */
const tagBytes = 16;

/** Opens by the words of the standards alone, with Node's own functions. */
function openByNode(key: Buffer, iv: Uint8Array, data: Uint8Array, additional: string): Buffer {
  const cipher = createDecipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(additional));
  cipher.setAuthTag(data.subarray(-tagBytes));
  return Buffer.concat([cipher.update(data.subarray(0, -tagBytes)), cipher.final()]);
}

describe('the passphrase', () => {
  it('wraps 64 random bytes by AES-256-GCM under PBKDF2-HMAC-SHA-256 of 600,000 rounds', async () => {
    const { wrapped } = await newSecret('correct horse');
    expect(wrapped.iterations).toBeGreaterThanOrEqual(600_000);
    expect(wrapped.salt).toHaveLength(16);
    const key = pbkdf2Sync('correct horse', wrapped.salt, wrapped.iterations, 32, 'sha256');
    const secret = openByNode(key, wrapped.iv, new Uint8Array(wrapped.sealed), wrapped.id);
    expect(secret).toHaveLength(64);
    const other = await newSecret('correct horse');
    expect(other.wrapped.salt).not.toEqual(wrapped.salt);
    expect(other.wrapped.id).not.toBe(wrapped.id);
  });

  it('opens what it wrapped, however its letters are composed, and nothing else does', async () => {
    const { wrapped } = await newSecret('na\u00efve caf\u00e9');
    expect(await openSecret(wrapped, 'nai\u0308ve cafe\u0301')).toBeDefined();
    expect(await openSecret(wrapped, 'naive cafe')).toBeUndefined();
    expect(await openSecret(wrapped, '')).toBeUndefined();
  });

  it('is changed without changing the secret', async () => {
    const { wrapped, keys } = await newSecret('first');
    expect(await wrapAnew(wrapped, 'wrong', 'second')).toBeUndefined();
    const again = (await wrapAnew(wrapped, 'first', 'second'))!;
    expect(await openSecret(again, 'first')).toBeUndefined();
    const reopened = (await openSecret(again, 'second'))!;
    expect(again.salt).not.toEqual(wrapped.salt);
    const iv = new Uint8Array(12);
    const text = new TextEncoder().encode('hello');
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, keys.content, text);
    const back = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, reopened.content, sealed);
    expect(new TextDecoder().decode(back)).toBe('hello');
  });

  it('leaves keys that no code of the page can read out', async () => {
    const { keys } = await newSecret('first');
    for (const key of [keys.content, keys.names]) {
      await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
    }
  });

  it('refuses a wrapped secret that was changed', async () => {
    const { wrapped } = await newSecret('first');
    const sealed = new Uint8Array(wrapped.sealed.slice(0));
    sealed[3]! ^= 1;
    expect(await openSecret({ ...wrapped, sealed: sealed.buffer }, 'first')).toBeUndefined();
    expect(await openSecret({ ...wrapped, id: 'another' }, 'first')).toBeUndefined();
  });
});
