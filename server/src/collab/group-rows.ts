// How a group of journal entries becomes rows: positions without gaps, and each Yjs client id bound to one person. Asked
// by both databases' ways, and by a thread that loads no more than it needs.
import type { DocumentName, UserId } from '@galley/shared/ids.ts';
import type { Tables } from '../storage/tables.ts';
import { ClientTakenError, type JournalEntry, QuarantineError, SealedError } from './journal.ts';
import type { SealedSections } from './seals.ts';

/** What becomes of each entry, and the rows that it makes; what is known goes on with them. */
export function rowsOf(
  entries: readonly JournalEntry[],
  { positions, quarantined, owners, sealed }: KnownBefore,
): WrittenGroup & { bindings: Tables['client'][] } {
  const bindings: Tables['client'][] = [];
  const group: WrittenGroup = { outcomes: [], rows: [] };
  const at = new Date().toISOString();
  for (const { document, bytes, author, clients, touches } of entries) {
    if (quarantined.has(document)) {
      group.outcomes.push(new QuarantineError());
      continue;
    }
    const closed = touches.filter((section) => sealed.get(document)?.has(section));
    if (closed.length > 0) {
      group.outcomes.push(new SealedError(closed));
      continue;
    }
    const fresh: number[] = [];
    let taken: number | null = null;
    for (const client of new Set(clients)) {
      const owner = owners.get(keyOf(document, client));
      if (owner === undefined) fresh.push(client);
      else if (owner !== author) taken ??= client;
    }
    if (taken !== null) {
      group.outcomes.push(new ClientTakenError(taken));
      continue;
    }
    for (const client of fresh) {
      owners.set(keyOf(document, client), author);
      bindings.push({ document, client, author });
    }
    const position = (positions.get(document) ?? 0) + 1;
    positions.set(document, position);
    group.rows.push({ document, position, bytes, author, clients: JSON.stringify(clients), at });
    group.outcomes.push(position);
  }
  return { ...group, bindings };
}

/** What became of a group of entries. */
export interface WrittenGroup {
  /** Of each entry. */
  outcomes: Outcome[];
  rows: Tables['update'][];
}

/** The position that an entry got, or why it was left out. */
export type Outcome = number | ClientTakenError | SealedError | QuarantineError;

/** What the database says before a group is written, read while nobody else can write. */
export interface KnownBefore {
  /** The last position of each of the documents. */
  positions: Map<DocumentName, number>;
  /** Documents in quarantine. */
  quarantined: ReadonlySet<DocumentName>;
  owners: Owners;
  sealed: ReadonlyMap<DocumentName, SealedSections>;
}

/** Whose each Yjs client id is in a document, by `keyOf`; what is missing is nobody's yet. */
export type Owners = Map<string, UserId | null>;

/** The key of a document's Yjs client id. */
export function keyOf(document: string, client: number): string {
  return `${client} ${document}`;
}
