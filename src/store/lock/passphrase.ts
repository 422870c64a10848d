/**
 * What a passphrase is turned into a key with: PBKDF2-HMAC-SHA-256 with the iterations that OWASP's
 * Password Storage Cheat Sheet gives for it. Argon2id would need more code than the browser has.
 */
export const iterations = 600_000;

const saltBytes = 16;
const ivBytes = 12;
const keyBytes = 32;

/** What it says is not secret; it is stored as it is. */
export interface WrappedSecret {
  /** Of the secret: another lock has another one, another passphrase of this lock has not. */
  id: string;
  iterations: number;
  salt: Uint8Array<ArrayBuffer>;
  iv: Uint8Array<ArrayBuffer>;
  /** The secret, sealed by the key of the passphrase. */
  sealed: ArrayBuffer;
}

/** They cannot be read out of the memory of the page by its own code. */
export interface LibraryKeys {
  /** AES-256-GCM, for what is stored. */
  content: CryptoKey;
  /** HMAC-SHA-256, for the keys it is stored under. */
  names: CryptoKey;
}

/** A new secret, made by chance, that a passphrase opens. */
export async function newSecret(
  passphrase: string,
): Promise<{ wrapped: WrappedSecret; keys: LibraryKeys }> {
  const secret = crypto.getRandomValues(new Uint8Array(2 * keyBytes));
  const wrapped = await wrap(secret, crypto.randomUUID(), passphrase);
  return { wrapped, keys: await keysOf(secret) };
}

/** Undefined where the passphrase is another one. */
export async function openSecret(
  wrapped: WrappedSecret,
  passphrase: string,
): Promise<LibraryKeys | undefined> {
  const secret = await unwrap(wrapped, passphrase);
  return secret && keysOf(secret);
}

/** The same secret for another passphrase; undefined where the former one is not right. */
export async function wrapAnew(
  wrapped: WrappedSecret,
  former: string,
  next: string,
): Promise<WrappedSecret | undefined> {
  const secret = await unwrap(wrapped, former);
  if (!secret) return undefined;
  const again = await wrap(secret, wrapped.id, next);
  secret.fill(0);
  return again;
}

async function wrap(
  secret: Uint8Array<ArrayBuffer>,
  id: string,
  passphrase: string,
): Promise<WrappedSecret> {
  const salt = crypto.getRandomValues(new Uint8Array(saltBytes));
  const iv = crypto.getRandomValues(new Uint8Array(ivBytes));
  const key = await keyOfPassphrase(passphrase, salt, iterations);
  const sealed = await crypto.subtle.encrypt(algorithm(iv, id), key, secret);
  return { id, iterations, salt, iv, sealed };
}

async function unwrap(
  { id, iterations, salt, iv, sealed }: WrappedSecret,
  passphrase: string,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const key = await keyOfPassphrase(passphrase, salt, iterations);
  try {
    return new Uint8Array(await crypto.subtle.decrypt(algorithm(iv, id), key, sealed));
  } catch {
    return undefined;
  }
}

const algorithm = (iv: Uint8Array<ArrayBuffer>, id: string) => ({
  name: 'AES-GCM',
  iv,
  additionalData: new TextEncoder().encode(id),
});

async function keyOfPassphrase(
  passphrase: string,
  salt: Uint8Array<ArrayBuffer>,
  iterations: number,
): Promise<CryptoKey> {
  // As RFC 8265 has it: the same letters, however a keyboard composes them.
  const typed = new TextEncoder().encode(passphrase.normalize('NFC'));
  const material = await crypto.subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    material,
    { name: 'AES-GCM', length: 8 * keyBytes },
    false,
    ['encrypt', 'decrypt'],
  );
}

/** Leaves nothing of the secret behind but the keys. */
async function keysOf(secret: Uint8Array<ArrayBuffer>): Promise<LibraryKeys> {
  const [content, names] = await Promise.all([
    crypto.subtle.importKey('raw', secret.slice(0, keyBytes), 'AES-GCM', false, [
      'encrypt',
      'decrypt',
    ]),
    crypto.subtle.importKey(
      'raw',
      secret.slice(keyBytes),
      { name: 'HMAC', hash: 'SHA-256' },
      false,
      ['sign'],
    ),
  ]);
  secret.fill(0);
  return { content, names };
}
