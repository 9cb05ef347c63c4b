// The form of a message on the bus: JSON behind a signature, by which nodes of one desk know each other.
import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import { derivedKey } from '../net/derived-key.ts';

/** Signs and checks with a key derived from the desk's secret (HKDF and HMAC with SHA-256). */
export class BusSeal {
  #key: KeyObject;

  constructor(secret: string) {
    this.#key = derivedKey(secret, 'galley bus');
  }

  seal(content: unknown): string {
    const text = JSON.stringify(content);
    return `${this.#signature(text)}.${text}`;
  }

  /** What was signed; undefined for what was not, or is no JSON. */
  open(sealed: string): unknown {
    const dot = sealed.indexOf('.');
    const given = Buffer.from(sealed.slice(0, Math.max(0, dot)));
    const text = sealed.slice(dot + 1);
    const right = Buffer.from(this.#signature(text));
    if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
    try {
      return JSON.parse(text);
    } catch {
      return undefined;
    }
  }

  #signature(text: string): string {
    return createHmac('sha256', this.#key).update(text).digest('base64url');
  }
}
