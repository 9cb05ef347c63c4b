// What is said between the journal and the thread that writes it on the embedded database.
import type { SectionId } from '@galley/shared/ids.ts';
import type { Outcome, WrittenGroup } from './group-rows.ts';
import { ClientTakenError, type JournalEntry, QuarantineError, SealedError } from './journal.ts';

/** What the thread is started with. */
export interface WriterData {
  /** The database's file. */
  file: string;
  /** See `Seals.sealedStatement`. */
  sealedStatement: string | null;
}

/** A group of entries: all of their bytes stand one behind the other in one buffer, which is handed over and not copied. */
export interface PackedGroup {
  entries: (Omit<JournalEntry, 'bytes'> & { length: number })[];
  bytes: Uint8Array<ArrayBuffer>;
}

/** What the thread is asked for. */
export type ToWriter = PackedGroup | 'close';

/** A group as it stands in the transaction. */
export interface PackedOutcomes {
  outcomes: (number | Refused)[];
  /** The rows' time. */
  at: string;
}

type Refused =
  | { why: 'taken'; client: number }
  | { why: 'sealed'; sections: readonly SectionId[] }
  | { why: 'quarantine' };

/** What the thread says of each group: that it is written, which is before its commit, and how that went. */
export type FromWriter =
  | ({ type: 'written' } & PackedOutcomes)
  | { type: 'committed' }
  /** Of an error only what it says itself goes from thread to thread; the code of SQLite's goes beside it. */
  | { type: 'failed'; error: unknown; code: string | undefined };

export function packGroup(group: readonly JournalEntry[]): PackedGroup {
  const bytes = new Uint8Array(group.reduce((length, entry) => length + entry.bytes.byteLength, 0));
  let offset = 0;
  // Only what an entry has as such: those that wait bear functions too.
  const entries = group.map(({ document, author, clients, touches, bytes: own }) => {
    bytes.set(own, offset);
    offset += own.byteLength;
    return { document, author, clients, touches, length: own.byteLength };
  });
  return { entries, bytes };
}

export function unpackGroup({ entries, bytes }: PackedGroup): JournalEntry[] {
  let offset = 0;
  return entries.map(({ length, ...entry }) => {
    offset += length;
    return { ...entry, bytes: bytes.subarray(offset - length, offset) };
  });
}

export function packOutcomes({ outcomes, rows }: WrittenGroup): PackedOutcomes {
  return { outcomes: outcomes.map(packOutcome), at: rows[0]?.at ?? '' };
}

/** The group of these entries as it was written. */
export function unpackOutcomes(
  entries: readonly JournalEntry[],
  { outcomes, at }: PackedOutcomes,
): WrittenGroup {
  const group: WrittenGroup = { outcomes: outcomes.map(unpackOutcome), rows: [] };
  for (const [index, { document, bytes, author, clients }] of entries.entries()) {
    const position = outcomes[index];
    if (typeof position === 'number')
      group.rows.push({ document, position, bytes, author, clients: JSON.stringify(clients), at });
  }
  return group;
}

function packOutcome(outcome: Outcome): number | Refused {
  if (typeof outcome === 'number') return outcome;
  if (outcome instanceof ClientTakenError) return { why: 'taken', client: outcome.client };
  if (outcome instanceof SealedError) return { why: 'sealed', sections: outcome.sections };
  return { why: 'quarantine' };
}

function unpackOutcome(outcome: number | Refused): Outcome {
  if (typeof outcome === 'number') return outcome;
  if (outcome.why === 'taken') return new ClientTakenError(outcome.client);
  if (outcome.why === 'sealed') return new SealedError(outcome.sections);
  return new QuarantineError();
}
