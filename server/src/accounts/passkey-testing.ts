// An authenticator for tests, in software: makes a passkey with a P-256 key and answers challenges with it, as WebAuthn says.
import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import type { NewPasskey, PasskeySignIn } from '@galley/shared/api/passkeys.ts';

/** What an attacker may try to say otherwise. */
interface Lies {
  origin?: string;
  rpId?: string;
  /** Whether the authenticator asked for a finger, a face or a PIN. */
  verifiesUser?: boolean;
  userHandle?: string;
  challenge?: string;
}

/** A passkey on a device. */
export class TestPasskey {
  readonly #id = randomBytes(16);
  readonly #key: KeyObject;
  readonly #publicKey: Buffer;
  readonly #origin: string;
  #user = '';

  /** For pages of this origin. */
  constructor(origin: string) {
    this.#origin = origin;
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.#key = privateKey;
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    // A COSE key (RFC 9053): an EC2 key for ES256 on P-256, with its two coordinates.
    this.#publicKey = Buffer.concat([
      Buffer.from('a5010203262001215820', 'hex'),
      Buffer.from(x, 'base64url'),
      Buffer.from('225820', 'hex'),
      Buffer.from(y, 'base64url'),
    ]);
  }

  /** Answers the options of registration. */
  register(options: { challenge: string; user: { id: string } }, lies: Lies = {}): NewPasskey['response'] {
    this.#user = options.user.id;
    const length = Buffer.alloc(2);
    length.writeUInt16BE(this.#id.length);
    const attested = Buffer.concat([Buffer.alloc(16), length, this.#id, this.#publicKey]);
    const data = Buffer.concat([this.#data(0x40, lies), attested]);
    const size = Buffer.alloc(2);
    size.writeUInt16BE(data.length);
    // CBOR of {fmt: "none", attStmt: {}, authData: bytes}.
    const attestation = Buffer.concat([
      Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746159', 'hex'),
      size,
      data,
    ]);
    return {
      ...this.#credential(),
      response: {
        clientDataJSON: this.#client('webauthn.create', options.challenge, lies).toString('base64url'),
        attestationObject: attestation.toString('base64url'),
        transports: ['internal'],
      },
    };
  }

  /** Answers the options of signing in. */
  sign(options: { challenge: string }, lies: Lies = {}): PasskeySignIn['response'] {
    const client = this.#client('webauthn.get', options.challenge, lies);
    const data = this.#data(0, lies);
    const signed = Buffer.concat([data, createHash('sha256').update(client).digest()]);
    return {
      ...this.#credential(),
      response: {
        clientDataJSON: client.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: createSign('sha256').update(signed).sign(this.#key).toString('base64url'),
        userHandle: lies.userHandle ?? this.#user,
      },
    };
  }

  #credential() {
    const id = this.#id.toString('base64url');
    return { id, rawId: id, type: 'public-key' as const, clientExtensionResults: {} };
  }

  #client(type: string, challenge: string, { origin, challenge: other }: Lies): Buffer {
    const data = { type, challenge: other ?? challenge, origin: origin ?? this.#origin, crossOrigin: false };
    return Buffer.from(JSON.stringify(data));
  }

  #data(flags: number, { rpId, verifiesUser = true }: Lies): Buffer {
    const host = createHash('sha256')
      .update(rpId ?? new URL(this.#origin).hostname)
      .digest();
    // Somebody is there (1), and was asked who they are (4).
    return Buffer.concat([host, Buffer.from([flags | 1 | (verifiesUser ? 4 : 0)]), Buffer.alloc(4)]);
  }
}
