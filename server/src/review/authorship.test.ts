import { sectionFragment } from '@galley/shared/article/document.ts';
import { writeBlocks } from '@galley/shared/article/read-article.ts';
import { figure, p } from '@galley/shared/article/testing.ts';
import type { SectionId, UserId } from '@galley/shared/ids.ts';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { Origins } from '../history/origins.ts';
import { writersOf } from './authorship.ts';

const [amy, ben] = ['amy', 'ben'] as [UserId, UserId];
const section = 'news' as SectionId;

/** A document in which each of several clients writes in turn; each sees what the others wrote before. */
function writing() {
  const docs = new Map<number, Y.Doc>();
  const doc = (client: number) => {
    const known = docs.get(client);
    if (known) return known;
    const made = new Y.Doc();
    made.clientID = client;
    for (const other of docs.values()) Y.applyUpdate(made, Y.encodeStateAsUpdate(other));
    docs.set(client, made);
    return made;
  };
  return {
    as: (client: number, write: (fragment: Y.XmlFragment) => void) => {
      const mine = doc(client);
      mine.transact(() => write(sectionFragment(mine, section)));
      for (const other of docs.values()) Y.applyUpdate(other, Y.encodeStateAsUpdate(mine));
    },
    writers: (owners: [number, UserId | null][]) => {
      const [any] = docs.values();
      if (!any) throw new Error('Nobody has written.');
      return writersOf(sectionFragment(any, section), new Map(owners), new Origins());
    },
  };
}

function textIn(fragment: Y.XmlFragment): Y.XmlText {
  const block = fragment.get(0);
  const text = block instanceof Y.XmlElement ? block.get(0) : null;
  if (!(text instanceof Y.XmlText)) throw new Error('There is no text.');
  return text;
}

describe('the writers of a section', () => {
  test('are those whose letters stand there, whoever wrote most first', () => {
    const { as, writers } = writing();
    as(1, (fragment) => writeBlocks(fragment, [p('Short')]));
    as(2, (fragment) => textIn(fragment).insert(5, ' and much longer'));
    expect(
      writers([
        [1, amy],
        [2, ben],
      ]),
    ).toEqual([ben, amy]);
  });

  test('are one person under all the client ids of their tabs', () => {
    const { as, writers } = writing();
    as(1, (fragment) => writeBlocks(fragment, [p('One tab')]));
    as(2, (fragment) => textIn(fragment).insert(0, 'Another, '));
    expect(
      writers([
        [1, amy],
        [2, amy],
      ]),
    ).toEqual([amy]);
  });

  test('are not those whose text is gone, not even where they began the paragraph', () => {
    const { as, writers } = writing();
    as(1, (fragment) => writeBlocks(fragment, [p('All of this goes')]));
    as(2, (fragment) => {
      textIn(fragment).delete(0, 16);
      textIn(fragment).insert(0, 'New');
    });
    expect(
      writers([
        [1, amy],
        [2, ben],
      ]),
    ).toEqual([ben]);
  });

  test('are not those who only set formats, blanks or the ids of blocks', () => {
    const { as, writers } = writing();
    as(1, (fragment) => writeBlocks(fragment, [p('Text')]));
    as(2, (fragment) => {
      textIn(fragment).format(0, 4, { bold: {} });
      textIn(fragment).insert(4, '  \u00a0');
      (fragment.get(0) as Y.XmlElement).setAttribute('id', 'anotherid');
      fragment.insert(1, [new Y.XmlElement('paragraph')]);
    });
    expect(
      writers([
        [1, amy],
        [2, ben],
      ]),
    ).toEqual([amy]);
  });

  test('are those too who gave a picture its words', () => {
    const { as, writers } = writing();
    as(1, (fragment) => writeBlocks(fragment, [figure('somepicture')]));
    as(2, (fragment) => (fragment.get(0) as Y.XmlElement).setAttribute('caption', 'A very long caption'));
    expect(
      writers([
        [1, amy],
        [2, ben],
      ]),
    ).toEqual([ben, amy]);
  });

  test('are nobody in an empty section and in what Galley wrote itself', () => {
    const { as, writers } = writing();
    as(1, (fragment) => writeBlocks(fragment, [p()]));
    expect(writers([[1, amy]])).toEqual([]);
    as(2, (fragment) => fragment.push([new Y.XmlElement('paragraph')]));
    as(3, (fragment) => (fragment.get(0) as Y.XmlElement).insert(0, [new Y.XmlText('By Galley')]));
    expect(
      writers([
        [1, amy],
        [2, ben],
        [3, null],
      ]),
    ).toEqual([]);
  });
});
