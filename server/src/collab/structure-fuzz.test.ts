// Updates that are well-formed and that no editor writes: the structs of honest edits, changed in their clocks, lengths,
// places, contents and counts. Whatever admission lets in must come out of the journal again as what everybody sees.
import { outlineMap, sectionFragment } from '@galley/shared/article/document.ts';
import { addSection, renameSection } from '@galley/shared/article/outline.ts';
import { readArticle } from '@galley/shared/article/read-article.ts';
import { isItem } from '@galley/shared/yjs/structs.ts';
import { type Deletion, parentIn } from '@galley/shared/yjs/write-update.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { defaultLimits } from './limits.ts';
import { wholeState } from './quarantine.ts';
import { amy, ben, plain, TestRoom } from './room-testing.ts';
import { type ClientStructs, encodeUpdate, type Struct } from './update-testing.ts';

const edits: Record<string, (doc: Y.Doc, room: TestRoom) => unknown> = {
  type: (doc, room) => textOf(doc, room)?.insert(0, 'words '),
  format: (doc, room) => textOf(doc, room)?.format(0, 3, { bold: {} }),
  cut: (doc, room) => textOf(doc, room)?.delete(0, 2),
  addBlock: (doc, room) => sectionFragment(doc, room.section()).push([plain('more')]),
  writeAndTakeBack: (doc, room) => {
    sectionFragment(doc, room.section()).push([plain('no')]);
    sectionFragment(doc, room.section()).delete(sectionFragment(doc, room.section()).length - 1, 1);
  },
  addSection: (doc) => addSection(doc, { kind: 'news' }),
  rename: (doc, room) => renameSection(doc, room.section(), 'Name'),
  describe: (doc) => doc.getMap('lead').set('media', 'A ship'),
};

const numbers = [0, 1, 2, 3, 7, 100, defaultLimits.updateUnits, defaultLimits.updateUnits + 1];
const contents = (number: number): Y.Item['content'][] => [
  new Y.ContentDeleted(number + 1),
  new Y.ContentString('text'),
  new Y.ContentFormat('bold', number % 2 === 0 ? (null as never) : ({} as never)),
  new Y.ContentAny([number, 'a']),
  new Y.ContentEmbed({ media: number }),
  new Y.ContentBinary(new Uint8Array([number % 256])),
  new Y.ContentType(new Y.XmlElement(number % 2 === 0 ? 'paragraph' : 'script')),
  new Y.ContentType(new Y.XmlText()),
  new Y.ContentType(new Y.Map()),
];

const mutation = fc.record({
  what: fc.constantFrom(
    'clock',
    'client',
    'length',
    'garbage',
    'gap',
    'content',
    'place',
    'root',
    'key',
    'repeat',
    'drop',
    'swap',
    'delete',
    'split',
  ),
  at: fc.nat({ max: 30 }),
  number: fc.constantFrom(...numbers),
});
type Mutation = typeof mutation extends fc.Arbitrary<infer Value> ? Value : never;

const step = fc.record({
  edit: fc.constantFrom(...Object.keys(edits)),
  by: fc.boolean(),
  mutations: fc.array(mutation, { maxLength: 3 }),
});

it('whatever is admitted can be loaded again from the journal, equals what is shown, and can be written down again', () => {
  const tally = new Map<string, number>();
  fc.assert(
    fc.property(fc.array(step, { minLength: 2, maxLength: 8 }), (steps) => {
      const room = new TestRoom();
      const journal = [Y.encodeStateAsUpdate(room.document)];
      for (const { edit, by, mutations } of steps) {
        const doc = room.client();
        const before = Y.encodeStateVector(doc);
        doc.transact(() => edits[edit]?.(doc, room));
        const update = mutated(Y.encodeStateAsUpdate(doc, before), mutations, room);
        const shown = Y.encodeStateAsUpdate(room.document);
        const decision = room.send(update, by ? amy : ben);
        const verdict = decision.type === 'refused' ? decision.refusal.reason : decision.type;
        tally.set(verdict, (tally.get(verdict) ?? 0) + 1);
        if (decision.type !== 'admitted') {
          expect(Y.encodeStateAsUpdate(room.document)).toEqual(shown);
          continue;
        }
        journal.push(decision.update);
        expectReadable(journal, room);
      }
    }),
    { seed: 8, numRuns: 400 },
  );
  for (const verdict of ['admitted', 'too-large', 'pending-structs', 'schema', 'foreign-client-id'])
    expect(tally.get(verdict) ?? 0, JSON.stringify([...tally])).toBeGreaterThan(5);
}, 120_000);

function expectReadable(journal: readonly Uint8Array[], { document }: TestRoom): void {
  const state = wholeState(journal);
  if (state === null) throw new Error('The journal makes no whole document.');
  const fresh = new Y.Doc();
  Y.applyUpdate(fresh, state);
  expect(Y.encodeStateVector(fresh)).toEqual(Y.encodeStateVector(document));
  expect(readArticle(fresh)).toEqual(readArticle(document));
  expect(outlineMap(fresh).toJSON()).toEqual(outlineMap(document).toJSON());
  expect(wholeState([state, Y.encodeStateAsUpdate(fresh)])).not.toBeNull();
  fresh.destroy();
}

/** The structs of an update, changed one after the other. */
function mutated(update: Uint8Array, mutations: readonly Mutation[], room: TestRoom): Uint8Array {
  const { structs, ds } = Y.decodeUpdate(update);
  const blocks = [...Map.groupBy(structs, ({ id }) => id.client)].map(([client, own]) => ({
    client,
    clock: own[0]?.id.clock ?? 0,
    structs: own.map(described),
  }));
  const deletions = [...ds.clients].flatMap(([client, ranges]) =>
    ranges.map(({ clock, len }): Deletion => ({ client, clock, length: len })),
  );
  for (const one of mutations) mutate(blocks, deletions, one, room);
  return encodeUpdate(blocks, deletions);
}

function described(struct: Y.Item | Y.GC | Y.Skip): Struct {
  if (!isItem(struct)) return { type: struct instanceof Y.Skip ? 'gap' : 'garbage', length: struct.length };
  const { origin, rightOrigin, parentSub, content } = struct;
  const parent = parentIn(struct);
  return {
    type: 'item',
    ...(origin ? { behind: origin } : {}),
    ...(rightOrigin ? { before: rightOrigin } : {}),
    ...(parent === null ? {} : { in: parent }),
    ...(parentSub === null ? {} : { key: parentSub }),
    content,
  };
}

function mutate(
  blocks: (Omit<ClientStructs, 'structs'> & { structs: Struct[] })[],
  deletions: Deletion[],
  { what, at, number }: Mutation,
  room: TestRoom,
): void {
  const { clientID } = room.document;
  const known = { client: clientID, clock: at % Y.getState(room.document.store, clientID) };
  const block = blocks[at % Math.max(1, blocks.length)];
  if (what === 'delete' || !block) {
    deletions.push({ ...known, length: Math.min(number, 7) });
    return;
  }
  const index = at % Math.max(1, block.structs.length);
  const struct = block.structs[index];
  const item = struct?.type === 'item' ? struct : null;
  const replace = (...structs: Struct[]) => block.structs.splice(index, 1, ...structs);
  switch (what) {
    case 'clock':
      block.clock += number;
      break;
    case 'client':
      // Somebody else's, going on where they have stopped, or one that nobody has.
      if (number % 2 === 0) block.clock = Y.getState(room.document.store, clientID);
      block.client = number % 2 === 0 ? clientID : block.client + number;
      break;
    case 'length':
      if (item) replace({ ...item, content: new Y.ContentDeleted(number + 1) });
      break;
    case 'garbage':
    case 'gap':
      block.structs.splice(index, 0, { type: what, length: number + 1 });
      break;
    case 'content': {
      const content = contents(number)[at % contents(number).length];
      if (item && content) replace({ ...item, content });
      break;
    }
    case 'place':
      if (item)
        replace({ type: 'item', behind: Y.createID(known.client, known.clock), content: item.content });
      break;
    case 'root':
      if (item)
        replace({
          type: 'item',
          in: ['outline', 'lead', 'headline', 'elsewhere'][at % 4] ?? '',
          content: item.content,
        });
      break;
    case 'key':
      if (item) replace({ type: 'item', in: 'outline', key: `k${number}`, content: item.content });
      break;
    case 'repeat':
      if (struct) replace(...Array.from({ length: Math.min(number, 100) }, () => struct));
      break;
    case 'drop':
      block.structs.splice(index, 1);
      break;
    case 'swap':
      block.structs.reverse();
      break;
    case 'split':
      blocks.push({ ...block, clock: block.clock + Math.min(number, 7), structs: [...block.structs] });
      break;
  }
}

/** The text of the section's first block, as far as it still has one. */
function textOf(doc: Y.Doc, room: TestRoom): Y.XmlText | null {
  const [block] = sectionFragment(doc, room.section()).toArray();
  const text = block instanceof Y.XmlElement ? block.toArray()[0] : null;
  return text instanceof Y.XmlText && text.length > 3 ? text : null;
}
