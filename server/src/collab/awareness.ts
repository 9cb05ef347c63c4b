// What a client may say in Yjs awareness: its own caret and region, under the name that the server gives it.
import type { Person } from '@galley/shared/api/people.ts';
import { rootOf } from '@galley/shared/article/document.ts';
import { isRegion } from '@galley/shared/article/region.ts';
import type { UserId } from '@galley/shared/ids.ts';
import type { Connection, ConnectionTransactionOrigin, Document } from '@hocuspocus/server';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { type Awareness, applyAwarenessUpdate } from 'y-protocols/awareness';
import { socketLimits } from './limits.ts';

type Identity = Pick<Person, 'id' | 'name' | 'color'>;
type States = Map<number, Record<string, unknown> & { user?: Identity }>;

/**
 * Takes in what a connection says of its carets. Hocuspocus would make a document of its own to look at each message, which
 * takes several times as long as all the rest. Throws for bytes that are no awareness update.
 */
export function takeAwareness(update: Uint8Array, connection: Connection, person: Identity): void {
  const { document } = connection;
  const { states, clocks } = readAwareness(update);
  rewriteAwareness(states, document, connection, person);
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, states.size);
  for (const [id, state] of states) {
    encoding.writeVarUint(encoder, id);
    encoding.writeVarUint(encoder, clocks.get(id) ?? 0);
    encoding.writeVarString(encoder, JSON.stringify(state));
  }
  const origin: ConnectionTransactionOrigin = { source: 'connection', connection };
  applyAwarenessUpdate(document.awareness, encoding.toUint8Array(encoder), origin);
}

/** The newest state of each id; that somebody left is not theirs to say: they have when their connection is closed. */
function readAwareness(update: Uint8Array): { states: States; clocks: Map<number, number> } {
  const decoder = decoding.createDecoder(update);
  const states: States = new Map();
  const clocks = new Map<number, number>();
  const count = decoding.readVarUint(decoder);
  for (let index = 0; index < count; index += 1) {
    const id = decoding.readVarUint(decoder);
    const clock = decoding.readVarUint(decoder);
    const state: unknown = JSON.parse(decoding.readVarString(decoder));
    if (!isRecord(state) || clock <= (clocks.get(id) ?? 0)) continue;
    states.set(id, state);
    clocks.set(id, clock);
  }
  return { states, clocks };
}

/**
 * Rewrites the states that a connection sends, in place: ids under which somebody else is seen and superfluous ones are
 * dropped, everything but caret and region is left out, and the identity is set from the session.
 */
function rewriteAwareness(
  states: States,
  document: Document,
  connection: Connection,
  person: Identity,
): void {
  const own: Set<number> = document.getClients(connection);
  const shown = document.awareness.getStates() as States;
  for (const [id, state] of [...states]) {
    const isOthers = shown.has(id) && shownBy(document, id) !== person.id;
    if (isOthers || (!own.has(id) && own.size >= socketLimits.presenceIds)) {
      states.delete(id);
      continue;
    }
    takeOver(document, connection, id);
    states.set(id, cleanState(state, person));
  }
}

/** Under whose name this Yjs client id is seen. */
export function shownBy({ awareness }: Document, client: number): UserId | undefined {
  return (awareness.getStates() as States).get(client)?.user?.id;
}

/** Shows a connection's carets under the identity that its person has now. */
export function renameInAwareness(document: Document, connection: Connection, person: Identity): void {
  const { awareness } = document;
  const ids = [...(document.getClients(connection) as Set<number>)].filter((id) => awareness.states.has(id));
  for (const id of ids) {
    const { clock = 0 } = awareness.meta.get(id) ?? {};
    awareness.states.set(id, cleanState(awareness.states.get(id) ?? {}, person));
    awareness.meta.set(id, { clock: clock + 1, lastUpdated: Date.now() });
  }
  if (ids.length > 0) announce(awareness, ids);
}

function announce(awareness: Awareness, updated: number[]): void {
  for (const event of ['change', 'update'] as const)
    awareness.emit(event, [{ added: [], updated, removed: [] }, null]);
}

/**
 * Hocuspocus takes the states of a connection away when it closes, but lists only ids that it sees for the first time.
 * Of a client that came back, the new connection has them and the old one, which may linger, has not.
 */
function takeOver(document: Document, connection: Connection, id: number): void {
  for (const other of document.getConnections()) {
    if (other !== connection) document.getClients(other).delete(id);
  }
  document.getClients(connection).add(id);
}

function cleanState({ cursor, region }: Record<string, unknown>, { id, name, color }: Identity) {
  return {
    user: { id, name, color },
    cursor: cleanCursor(cursor),
    region: isRegion(region) ? region : null,
  };
}

/** The caret extension's form: two relative positions. Other forms would make the others' editors throw. */
function cleanCursor(value: unknown) {
  if (!isRecord(value)) return null;
  const anchor = cleanPosition(value.anchor);
  const head = cleanPosition(value.head);
  return anchor && head ? { anchor, head } : null;
}

function cleanPosition(value: unknown) {
  if (!isRecord(value)) return null;
  const { type, tname, item, assoc } = value;
  const fits =
    (type == null || isId(type)) &&
    (item == null || isId(item)) &&
    (tname == null || (typeof tname === 'string' && rootOf(tname) !== null)) &&
    (assoc == null || Number.isSafeInteger(assoc)) &&
    (type != null || item != null || tname != null);
  if (!fits) return null;
  return { type: cleanId(type), tname: tname ?? null, item: cleanId(item), assoc: assoc ?? 0 };
}

function cleanId(value: unknown) {
  return isId(value) ? { client: value.client, clock: value.clock } : null;
}

function isId(value: unknown): value is { client: number; clock: number } {
  return isRecord(value) && isNatural(value.client) && isNatural(value.clock);
}

function isNatural(value: unknown): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
