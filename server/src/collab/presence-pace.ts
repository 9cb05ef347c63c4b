// Presence on its way in: where somebody's caret is. Only the newest counts, so what comes too fast is not queued, and each
// document's newest message waits for its time.
import { MessageType } from '@hocuspocus/server';
import * as decoding from 'lib0/decoding';
import { socketLimits } from './limits.ts';

/** More names are not kept apart: a socket has no more documents. */
const maxNames = socketLimits.documents;

export class PresencePace {
  #handOn: (message: Uint8Array) => void;
  #pauses = new Map<string, { newest: Uint8Array | null; timer: NodeJS.Timeout }>();

  constructor(handOn: (message: Uint8Array) => void) {
    this.#handOn = handOn;
  }

  /** Takes a message in if it is one of presence; gives false for any other. */
  take(message: Uint8Array): boolean {
    const name = documentOfPresence(message);
    if (name === null || (this.#pauses.size >= maxNames && !this.#pauses.has(name))) return false;
    const pause = this.#pauses.get(name);
    if (pause) pause.newest = message;
    else this.#pass(name, message);
    return true;
  }

  close(): void {
    for (const { timer } of this.#pauses.values()) clearTimeout(timer);
    this.#pauses.clear();
  }

  #pass(name: string, message: Uint8Array): void {
    const timer = setTimeout(() => {
      const newest = this.#pauses.get(name)?.newest ?? null;
      this.#pauses.delete(name);
      if (newest !== null) this.#pass(name, newest);
    }, socketLimits.presenceEveryMs);
    this.#pauses.set(name, { newest: null, timer });
    this.#handOn(message);
  }
}

/** What a message of presence says of which document; null where it can't be read. */
export function presenceIn(message: Uint8Array): { name: string; update: Uint8Array } | null {
  try {
    const decoder = decoding.createDecoder(message);
    const name = decoding.readVarString(decoder);
    decoding.readVarUint(decoder);
    return { name, update: decoding.readVarUint8Array(decoder) };
  } catch {
    return null;
  }
}

/** The document that a message of presence is about; null for other messages. Hocuspocus writes a name and a type first. */
function documentOfPresence(message: Uint8Array): string | null {
  try {
    const decoder = decoding.createDecoder(message);
    const name = decoding.readVarString(decoder);
    return decoding.readVarUint(decoder) === MessageType.Awareness ? name : null;
  } catch {
    return null;
  }
}
