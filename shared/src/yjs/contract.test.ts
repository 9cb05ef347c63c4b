// What this folder takes from Yjs without Yjs promising it. When one of these fails after an update of Yjs, look at the
// function of this folder that stands in its name first. server/src/yjs-insides.test.ts holds the version.
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  attributeOf,
  entriesOf,
  isGone,
  itemEndingAt,
  itemOf,
  itemsOf,
  pathTo,
  stringsIn,
  upwards,
} from './items.ts';
import { deleteCharacter, followRedone } from './spans.ts';
import {
  broughtBackAs,
  contentOf,
  cutOut,
  eachDeleted,
  isNewIn,
  itemAt,
  mayStand,
  newItems,
  putBehind,
} from './structs.ts';
import { parentIn, writeDeletions, writeItem } from './write-update.ts';

function article(): { doc: Y.Doc; root: Y.XmlFragment; block: Y.XmlElement; text: Y.XmlText } {
  const doc = new Y.Doc();
  doc.clientID = 1;
  const root = doc.getXmlFragment('section');
  const block = new Y.XmlElement('paragraph');
  const text = new Y.XmlText('Galley');
  block.insert(0, [text]);
  block.setAttribute('id', 'b1');
  root.insert(0, [block]);
  return { doc, root, block, text };
}

describe('Yjs', () => {
  it('itemsOf: keeps a list’s items in their order, deleted ones among them', () => {
    const { text } = article();
    text.delete(1, 2);
    text.insert(1, 'xy');
    expect([...itemsOf(text)].map(({ deleted, length }) => [deleted, length])).toEqual([
      [false, 1],
      [true, 2],
      [false, 2],
      [false, 3],
    ]);
    expect([...stringsIn(text)].map((one) => one.text).join('')).toBe('Gxyley');
  });

  it('entriesOf, attributeOf: keeps the last item of each key, and its value while it is being deleted', () => {
    const { doc, root, block } = article();
    expect(entriesOf(block).get('id')?.parentSub).toBe('id');
    let seen: unknown;
    doc.on('beforeObserverCalls', () => {
      seen = [attributeOf(block, 'id'), isGone(block)];
    });
    root.delete(0, 1);
    expect(seen).toEqual(['b1', true]);
  });

  it('upwards, pathTo: gives each item its parent, and roots no item', () => {
    const { root, block, text } = article();
    expect(itemOf(root)).toBeNull();
    expect([...upwards(itemOf(text))]).toEqual([itemOf(text), itemOf(block)]);
    expect(pathTo<Y.XmlFragment | Y.XmlText>(text)).toEqual({ root, path: [block, text] });
  });

  it('newItems, eachDeleted: tells what a transaction brought and took away, before it is collected', () => {
    const { doc, text } = article();
    const seen: unknown[] = [];
    doc.on('afterTransaction', (transaction) => {
      for (const item of newItems(transaction)) seen.push(['new', item.length, isNewIn(transaction, item)]);
      eachDeleted(transaction, transaction.deleteSet, (item) => seen.push(['gone', item.length]));
    });
    doc.transact(() => {
      text.delete(2, 2);
      text.insert(2, 'abc');
    });
    expect(seen).toEqual([
      ['new', 3, true],
      ['gone', 2],
    ]);
  });

  it('cutOut: cuts an item in three, and leaves the ids of its characters', () => {
    const { doc, text } = article();
    const { id } = [...itemsOf(text)][0] as Y.Item;
    doc.transact((transaction) => {
      const item = cutOut(transaction, Y.createID(id.client, id.clock + 2), 2);
      expect([item?.id.clock, item?.length]).toEqual([id.clock + 2, 2]);
      deleteCharacter(transaction, Y.createID(id.client, id.clock + 5));
    });
    expect(text.toString()).toBe('Galle');
    expect(itemAt(doc, Y.createID(id.client, id.clock + 3))?.parent).toBe(text);
  });

  it('broughtBackAs: names the item as which undo brought one back', () => {
    const { doc, text } = article();
    const undo = new Y.UndoManager(text);
    const { id } = [...itemsOf(text)][0] as Y.Item;
    text.delete(0, 6);
    undo.undo();
    const gone = itemAt(doc, id);
    expect(gone?.deleted).toBe(true);
    expect(gone && broughtBackAs(gone)).toEqual(followRedone(doc, id));
    expect(itemAt(doc, followRedone(doc, id))?.deleted).toBe(false);
    undo.destroy();
  });

  it('mayStand, contentOf: collects what was deleted, and goes on counting it', () => {
    const { doc, text } = article();
    const { id, length } = [...itemsOf(text)][0] as Y.Item;
    const before = contentOf(doc);
    expect(mayStand(doc, id.client, id.clock, length)).toBe(true);
    text.delete(0, length);
    expect(mayStand(doc, id.client, id.clock, length)).toBe(false);
    expect(mayStand(doc, id.client, id.clock, length + 1000)).toBe(true);
    expect(contentOf(doc)).toEqual({ ...before, structs: contentOf(doc).structs });
  });

  it('itemEndingAt, putBehind: insert goes behind what was deleted, this in front of it, and numbers lead to the same places', () => {
    const { doc, text } = article();
    text.delete(3, 2);
    expect(itemEndingAt(text, 2)).toBeNull();
    const item = itemEndingAt(text, 3);
    expect([item?.length, item?.right?.deleted]).toEqual([3, true]);
    // Yjs notes where a number led to.
    text.insert(4, '!');
    text.insert(3, 'X');
    expect(itemEndingAt(text, 4)?.left?.deleted).toBe(true);
    doc.transact((transaction) => item && putBehind(transaction, text, item, 'abc'));
    expect(itemEndingAt(text, 6)?.right?.deleted).toBe(true);
    text.insert(8, '?');
    expect(text.toString()).toBe('GalabcXy?!');
  });

  it('writeItem, writeDeletions: reads an update back that was written item by item', () => {
    const encoder = new Y.UpdateEncoderV1();
    const content = new Y.ContentString('Hello');
    encoder.writeLen(1);
    encoder.writeLen(1);
    encoder.writeClient(7);
    encoder.writeLen(0);
    const item = { origin: null, rightOrigin: null, parent: 'text', parentSub: null, content };
    writeItem(encoder, Y.createID(7, 0), item);
    writeDeletions(encoder, [{ client: 7, clock: 1, length: 3 }]);
    const update = encoder.toUint8Array();
    const [read] = Y.decodeUpdate(update).structs;
    expect(read && parentIn(read as Y.Item)).toBe('text');
    const doc = new Y.Doc();
    Y.applyUpdate(doc, update);
    expect(doc.getText('text').toString()).toBe('Ho');
  });
});
