import { sectionFragment } from '@galley/shared/article/document.ts';
import { readArticle } from '@galley/shared/article/read-article.ts';
import { itemsOf } from '@galley/shared/yjs/items.ts';
import { contentOf } from '@galley/shared/yjs/structs.ts';
import type { Deletion } from '@galley/shared/yjs/write-update.ts';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { defaultLimits } from './limits.ts';
import type { Decision } from './room.ts';
import { amy, element, plain, TestRoom } from './room-testing.ts';
import { encodeUpdate, type Struct } from './update-testing.ts';

const limits = defaultLimits;
const client = 77;

/** An item of one letter at the end of the room's first paragraph of news. */
function letter(room: TestRoom): Struct {
  const text = (sectionFragment(room.document, room.section()).get(0) as Y.XmlElement).get(0) as Y.XmlText;
  const [first] = itemsOf(text);
  if (!first) throw new Error('The paragraph is empty.');
  return { type: 'item', behind: first.lastId, content: new Y.ContentString('x') };
}

function repeated<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

/** Sends what is just within a bound and then what is just beyond it, each to a room of its own. */
function atBound(make: (room: TestRoom, beyond: 0 | 1) => Uint8Array, options = {}): (string | null)[] {
  return ([0, 1] as const).map((beyond) => {
    const room = new TestRoom(options);
    const before = Y.encodeStateAsUpdate(room.document);
    const decision = room.send(make(room, beyond), amy);
    if (decision.type !== 'refused') expectReadable(room, before, decision);
    return decision.type === 'refused' ? decision.refusal.reason : null;
  });
}

/** That the article can be opened again from what the journal would hold. */
function expectReadable({ document }: TestRoom, before: Uint8Array, decision: Decision): void {
  const fresh = new Y.Doc();
  Y.applyUpdate(fresh, before);
  if (decision.type === 'admitted') Y.applyUpdate(fresh, decision.update);
  expect(fresh.store.pendingStructs).toBeNull();
  const again = new Y.Doc();
  Y.applyUpdate(again, Y.encodeStateAsUpdate(fresh));
  expect(readArticle(again)).toEqual(readArticle(document));
}

describe('the size of one update', () => {
  it('is bounded in what it counts up without bytes, by garbage', () => {
    const garbage = (_room: TestRoom, beyond: number) =>
      encodeUpdate([
        { client, clock: 0, structs: [{ type: 'garbage', length: limits.updateUnits + beyond }] },
      ]);
    expect(atBound(garbage)).toEqual([null, 'too-large']);
  });

  it('is bounded in what it counts up without bytes, by deleted text, several ids together', () => {
    const halves = (room: TestRoom, beyond: number) => {
      const { behind } = letter(room) as Struct & { type: 'item' };
      const deleted = (length: number): Struct => ({
        type: 'item',
        ...(behind ? { behind } : {}),
        content: new Y.ContentDeleted(length),
      });
      const half = limits.updateUnits / 2;
      return encodeUpdate([
        { client: client + 1, clock: 0, structs: [deleted(half + beyond)] },
        { client, clock: 0, structs: [deleted(half)] },
      ]);
    };
    expect(atBound(halves)).toEqual([null, 'too-large']);
  });

  it('is bounded where every section is sealed, too', () => {
    const room = new TestRoom();
    for (const kind of ['introduction', 'news', 'outlook']) room.seal(kind);
    const structs: Struct[] = [{ type: 'garbage', length: limits.updateUnits + 1 }];
    expect(room.send(encodeUpdate([{ client, clock: 0, structs }]), amy)).toMatchObject({
      refusal: { reason: 'too-large' },
    });
  });

  it('does not count what the article has already', () => {
    const room = new TestRoom({ limits: { updateUnits: 20 } });
    const doc = room.client();
    sectionFragment(doc, room.section()).push([plain('ten more.')]);
    expect(room.send(Y.encodeStateAsUpdate(doc), amy).type).toBe('admitted');
  });

  it('leaves no gap between what is known of a client id and what comes', () => {
    const room = new TestRoom();
    const structs: Struct[] = [letter(room)];
    expect(room.send(encodeUpdate([{ client, clock: 1, structs }]), amy)).toMatchObject({
      refusal: { reason: 'pending-structs' },
    });
    const behindGap: Struct[] = [{ type: 'gap', length: 1 }, letter(room)];
    expect(room.send(encodeUpdate([{ client, clock: 0, structs: behindGap }]), amy)).toMatchObject({
      refusal: { reason: 'pending-structs' },
    });
    expect(room.send(encodeUpdate([{ client, clock: 0, structs }]), amy).type).toBe('admitted');
  });

  it('is bounded in structs', () => {
    const letters = (room: TestRoom, beyond: number) =>
      encodeUpdate([
        { client, clock: 0, structs: repeated(limits.updateStructs + beyond, () => letter(room)) },
      ]);
    expect(atBound(letters)).toEqual([null, 'too-large']);
  });

  it('is bounded in structs that it only announces', () => {
    const announced = (room: TestRoom, beyond: number) =>
      encodeUpdate([{ client, clock: 0, structs: [letter(room)] }], [], limits.updateStructs + beyond);
    expect(atBound(announced)).toEqual(['malformed', 'too-large']);
  });

  it('is bounded in client ids', () => {
    const ids = (room: TestRoom, beyond: number) =>
      encodeUpdate(
        repeated(limits.updateClients + beyond, (index) => ({
          client: 100 + index,
          clock: 0,
          structs: [letter(room)],
        })),
      );
    expect(atBound(ids)).toEqual([null, 'too-large']);
  });

  it('is bounded in deletions', () => {
    const deletions = ({ document }: TestRoom, beyond: number) => {
      const range: Deletion = { client: document.clientID, clock: 0, length: 0 };
      return encodeUpdate(
        [],
        repeated(limits.updateDeletions + beyond, () => range),
      );
    };
    expect(atBound(deletions)).toEqual([null, 'too-large']);
  });

  it('is bounded for those who may only read', async () => {
    const { room } = new TestRoom();
    const structs: Struct[] = [{ type: 'garbage', length: limits.updateUnits + 1 }];
    expect(await room.refusalToReader(encodeUpdate([{ client, clock: 0, structs }]))).toMatchObject({
      reason: 'too-large',
    });
  });

  it.each([
    ['a content that no editor writes', [0b0000_0010 | 0b1000_0000]],
    ['a gap that bears further bits', [0b1000_1010]],
    ['a text that ends behind the bytes', [0b1000_0100, client, 0, 120, 65]],
    ['a type that there is not', [0b1000_0111, client, 0, 9]],
  ])('is refused for %s', (_what, bytes) => {
    const { room } = new TestRoom();
    const update = new Uint8Array([1, 1, client, 0, ...bytes, 0]);
    expect(room.admit(update, amy)).toMatchObject({ refusal: { reason: 'malformed' } });
  });
});

describe('the size of an article', () => {
  const roomWith = (bound: Partial<typeof limits>) => new TestRoom({ limits: bound });
  const typing = (room: TestRoom, id: number) => {
    const decision = room.send(encodeUpdate([{ client: id, clock: 0, structs: [letter(room)] }]), amy);
    return decision.type === 'refused' ? decision.refusal.reason : null;
  };

  it('is bounded in client ids, and who wrote in it before writes on', () => {
    const room = roomWith({ documentClients: 3 });
    expect([1, 2, 3].map((id) => typing(room, id))).toEqual([null, null, 'document-full']);
    const more = encodeUpdate([{ client: 1, clock: 1, structs: [letter(room)] }]);
    expect(room.send(more, amy).type).toBe('admitted');
  });

  it('is bounded in structs', () => {
    const room = new TestRoom();
    const held = contentOf(room.document).structs;
    const full = roomWith({ documentStructs: held + 2 });
    expect([1, 2, 3].map((id) => typing(full, id))).toEqual([null, null, 'document-full']);
  });

  it('is bounded in the sum of its clocks', () => {
    const room = roomWith({ documentUnits: 1000 });
    const garbage = (id: number, length: number) =>
      room.send(encodeUpdate([{ client: id, clock: 0, structs: [{ type: 'garbage', length }] }]), amy);
    const used = Y.getState(room.document.store, room.document.clientID);
    expect(garbage(1, 1000 - used).type).toBe('admitted');
    expect(garbage(2, 1)).toMatchObject({ refusal: { reason: 'document-full' } });
  });

  it('is bounded in what one block holds, and in how deep', () => {
    const list = (items: number) =>
      element(
        'bulletList',
        {},
        repeated(items, () => element('listItem', {}, [plain('a')])),
      );
    // A list, and of each item itself, its paragraph and its text.
    const room = roomWith({ blockNodes: 31 });
    const push = (items: number) =>
      room.change(amy, (doc) => sectionFragment(doc, room.section()).push([list(items)])).type;
    expect(push(10)).toBe('admitted');
    expect(push(11)).toBe('refused');
  });
});

it('judges each block once, however much changed in it', () => {
  const room = new TestRoom();
  const count = limits.updateStructs / 4 - 10;
  const item = () => element('listItem', {}, [element('paragraph', {}, [new Y.XmlText('a')])]);
  const half = Math.floor(count / 2);
  for (const items of [half, count - half]) {
    const pushed = room.change(amy, (doc) => {
      const list = sectionFragment(doc, room.section()).get(1) as Y.XmlElement;
      list.push(repeated(items, item));
    });
    expect(pushed.type).toBe('admitted');
  }
  const start = performance.now();
  const typed = room.change(amy, (doc) => {
    const list = sectionFragment(doc, room.section()).get(1) as Y.XmlElement;
    for (const one of list.toArray())
      (((one as Y.XmlElement).get(0) as Y.XmlElement).get(0) as Y.XmlText).insert(0, 'b');
  });
  process.stdout.write(`${count} changed items: ${Math.round(performance.now() - start)} ms\n`);
  expect(typed.type).toBe('admitted');
});
