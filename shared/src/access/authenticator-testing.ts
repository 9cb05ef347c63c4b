// An authenticator for tests: the codes of the second factor, as RFC 6238 makes them.

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The code that is shown for a key in base 32, so many half minutes from now. */
export async function codeOf(secret: string, later = 0): Promise<string> {
  const bits = [...secret.replace(/=+$/, '')]
    .map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const bytes = Uint8Array.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-1' }, false, ['sign']);
  const counter = new DataView(new ArrayBuffer(8));
  counter.setBigUint64(0, BigInt(Math.floor(Date.now() / 30_000) + later));
  const digest = new DataView(await crypto.subtle.sign('HMAC', key, counter));
  const number = digest.getUint32(digest.getUint8(digest.byteLength - 1) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

/** As `codeOf`, for the address that a QR code holds. */
export async function totpCode(uri: string, later = 0): Promise<string> {
  return await codeOf(new URL(uri).searchParams.get('secret') ?? '', later);
}
