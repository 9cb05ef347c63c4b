// What a message on a socket is, read before Hocuspocus sees it: that prints each message which it makes no sense of, and
// anybody who has a socket could fill the log by that.
import { MessageType } from '@hocuspocus/server';
import * as decoding from 'lib0/decoding';
import { messageYjsSyncStep1, messageYjsSyncStep2, messageYjsUpdate } from 'y-protocols/sync';
import { decodeStateVector } from 'yjs';
import { socketLimits } from './limits.ts';

/** A message that Galley's clients send. */
export interface Frame {
  /** The name of the document that it is about. */
  address: string;
  kind: 'hello' | 'update' | 'presence' | 'other';
  message: Uint8Array;
  /** What a message of presence says. */
  presence: Uint8Array | null;
}

/** What Hocuspocus' first message begins with; other kinds of it are the server's. */
const tokenFollows = 0;

/** Reads a message; gives null for any that no client of Galley sends. */
export function readFrame(message: Uint8Array): Frame | null {
  try {
    const decoder = decoding.createDecoder(message);
    const address = decoding.readVarString(decoder);
    // Hocuspocus keeps what belongs to a name in plain objects, which have a `constructor` of their own.
    if (!address.includes('/') || address.length > socketLimits.addressLength) return null;
    // Behind a NUL, Hocuspocus reads an id of the client's own: the same document would be open under two addresses.
    if (address.includes('\0')) return null;
    const type: MessageType = decoding.readVarUint(decoder);
    if (type === MessageType.Awareness) {
      // All of it is kept as long as what it says waits.
      if (message.byteLength > socketLimits.presence) return null;
      const presence = decoding.readVarUint8Array(decoder);
      return { address, kind: 'presence', message, presence };
    }
    const kind = kindOf(type, decoder);
    return kind && { address, kind, message, presence: null };
  } catch {
    return null;
  }
}

/** Throws where something is missing. */
function kindOf(type: MessageType, decoder: decoding.Decoder): Frame['kind'] | null {
  switch (type) {
    case MessageType.Sync:
    case MessageType.SyncReply:
      return kindOfSync(decoding.readVarUint(decoder), decoding.readVarUint8Array(decoder));
    case MessageType.Auth:
      if (decoding.readVarUint(decoder) !== tokenFollows) return null;
      decoding.readVarString(decoder);
      // The version of the provider.
      if (decoding.hasContent(decoder)) decoding.readVarString(decoder);
      return 'hello';
    case MessageType.Stateless:
      decoding.readVarString(decoder);
      return 'other';
    case MessageType.QueryAwareness:
    case MessageType.CLOSE:
      return 'other';
    default:
      return null;
  }
}

function kindOfSync(step: number, payload: Uint8Array): Frame['kind'] | null {
  if (step === messageYjsSyncStep2 || step === messageYjsUpdate) return 'update';
  if (step !== messageYjsSyncStep1 || payload.byteLength > socketLimits.stateVector) return null;
  decodeStateVector(payload);
  return 'other';
}
