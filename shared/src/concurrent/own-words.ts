// Which characters somebody wrote, and which bear their client id only because they moved, split or joined what stood there.
import type * as Y from 'yjs';
import { idAt, includes, type Span } from '../yjs/spans.ts';
import type { Copy } from './copies.ts';

/** Characters that are copies, and what they were first. */
interface Origin {
  copy: Span;
  of: Span;
}

export class OwnWords {
  readonly #own: number;
  /** By the client of the copies. */
  #origins = new Map<number, Origin[]>();

  constructor({ clientID }: Y.Doc) {
    this.#own = clientID;
  }

  /** Notes what a change of one's own copied. */
  note(copies: readonly Copy[]): void {
    for (const { gone, came } of copies)
      for (let offset = 0; offset < gone.length; offset += 1)
        this.#note(this.originOf(idAt(gone, offset)), idAt(came, offset));
  }

  /** Notes that a character stands somewhere anew: in somebody's copy, or carried there. */
  noteCopy(character: Y.ID, copy: Y.ID): void {
    const origin = this.originOf(character);
    if (origin.client === this.#own) this.#note(origin, copy);
  }

  /** Notes that a character of one's own copy stands somewhere anew. */
  noteAgain(character: Y.ID, again: Y.ID): void {
    this.#note(this.originOf(character), again);
  }

  /** Which character it was before it was copied, as far as that concerns one's own work. */
  originOf(id: Y.ID): Y.ID {
    const found = this.#origins.get(id.client)?.findLast(({ copy }) => includes(copy, id));
    return found ? idAt(found.of, id.clock - found.copy.clock) : id;
  }

  isOwn(id: Y.ID): boolean {
    return this.originOf(id).client === this.#own;
  }

  #note({ client, clock }: Y.ID, copy: Y.ID): void {
    const known = this.#origins.get(copy.client) ?? [];
    this.#origins.set(copy.client, known);
    const last = known.at(-1);
    const goesOn =
      last?.of.client === client &&
      last.of.clock + last.of.length === clock &&
      last.copy.clock + last.copy.length === copy.clock;
    if (last && goesOn) {
      last.of.length += 1;
      last.copy.length += 1;
    } else known.push({ copy: { ...copy, length: 1 }, of: { client, clock, length: 1 } });
  }
}
