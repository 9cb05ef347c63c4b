import { outlineMap, sectionFragment, sectionRoot } from '@galley/shared/article/document.ts';
import { addSection } from '@galley/shared/article/outline.ts';
import { fillDocument, writeLine } from '@galley/shared/article/read-article.ts';
import { article, p, section } from '@galley/shared/article/testing.ts';
import type { SectionId } from '@galley/shared/ids.ts';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Outcome, Refused } from './connection.ts';
import { recover } from './recovery.ts';
import type { Rescued } from './rescued.ts';

const content = article('A headline', section('introduction', p('One.')), section('news', p('Two.')));
const [first, second] = content.sections.map(({ id }) => id) as [SectionId, SectionId];

const refusal = (reason: Refused['reason'], sections: SectionId[] = []): Refused => ({
  type: 'refused',
  reason,
  detail: '',
  sections,
});

/** An article's server that refuses every update after which `refuses` holds of its document. */
class Server {
  readonly doc = new Y.Doc();
  readonly tray: Rescued[] = [];
  refuses: (doc: Y.Doc) => boolean = () => false;
  opened = 0;
  asked = 0;
  isLeft = false;

  constructor() {
    fillDocument(this.doc, content);
  }

  copy(): Y.Doc {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(this.doc));
    return doc;
  }

  connection = async () => {
    this.opened += 1;
    return {
      doc: this.copy(),
      own: undefined,
      keep: async () => {},
      forget: async () => {},
      destroy: () => {},
      handIn: async (update: Uint8Array): Promise<Outcome> => {
        this.asked += 1;
        if (this.isLeft) return { type: 'gone' };
        const shadow = this.copy();
        Y.applyUpdate(shadow, update);
        if (this.refuses(shadow)) return refusal('schema');
        Y.applyUpdate(this.doc, update);
        return { type: 'saved' };
      },
    };
  };

  /** Recovers a document in which this was refused. */
  async recovers(mine: Y.Doc, why: Refused) {
    const tray = {
      add: (items: readonly Rescued[]) => void this.tray.push(...items),
      remove: (id: string) => {
        this.tray.splice(
          this.tray.findIndex((item) => item.id === id),
          1,
        );
      },
    };
    const old = { doc: mine, own: undefined, forget: async () => {} };
    return await recover(old, why, tray, this.connection);
  }

  says = (id: SectionId) => sectionFragment(this.doc, id).toJSON();
}

function typeInto(doc: Y.Doc, id: SectionId, words: string): void {
  const block = sectionFragment(doc, id).get(0);
  const text = block instanceof Y.XmlElement ? block.get(0) : null;
  if (text instanceof Y.XmlText) text.insert(0, words);
}

const holds = (doc: Y.Doc, words: string) => JSON.stringify(doc.toJSON()).includes(words);

test('of two people in one article only the refused part of one stays out', async () => {
  const server = new Server();
  const mine = server.copy();
  typeInto(mine, first, 'Refused ');
  typeInto(mine, second, 'Mine ');
  typeInto(server.doc, first, 'Theirs ');
  server.refuses = (doc) => sectionFragment(doc, first).toJSON().includes('Refused');
  const recovered = await server.recovers(mine, refusal('schema'));
  expect(recovered?.kept).toBe(1);
  expect([...(recovered?.refused ?? [])]).toEqual([sectionRoot(first)]);
  expect(server.says(first)).toContain('Theirs One.');
  expect(server.says(second)).toContain('Mine Two.');
  expect(server.tray.map(({ text }) => text)).toEqual(['Refused One.']);
});

test('text of a sealed section is in the tray without asking, and all else goes in', async () => {
  const server = new Server();
  const mine = server.copy();
  typeInto(mine, first, 'Sealed ');
  writeLine(mine, 'headline', 'A new headline');
  const recovered = await server.recovers(mine, refusal('sealed', [first]));
  expect(server.asked).toBe(1);
  expect([...(recovered?.refused ?? [])]).toEqual([sectionRoot(first)]);
  expect(holds(server.doc, 'Sealed')).toBe(false);
  expect(server.tray.map(({ text }) => text)).toEqual(['Sealed One.']);
});

test('whoever may not write any more keeps all of it, and the server is not asked', async () => {
  const server = new Server();
  const mine = server.copy();
  typeInto(mine, first, 'Mine ');
  typeInto(mine, second, 'Mine ');
  const recovered = await server.recovers(mine, refusal('read-only'));
  expect([server.asked, recovered?.kept]).toEqual([0, 2]);
});

test('the text of a section that did not get into the outline stays out with it', async () => {
  const server = new Server();
  const mine = server.copy();
  const added = addSection(mine, { kind: 'news' });
  const block = new Y.XmlElement('paragraph');
  block.insert(0, [new Y.XmlText('Words of a new section')]);
  sectionFragment(mine, added).insert(0, [block]);
  typeInto(mine, first, 'Mine ');
  server.refuses = (doc) => outlineMap(doc).has(added);
  const recovered = await server.recovers(mine, refusal('schema'));
  expect([...(recovered?.refused ?? [])]).toEqual([`outline:${added}`, sectionRoot(added)]);
  expect(server.says(first)).toContain('Mine One.');
  expect(server.tray.map(({ text }) => text)).toEqual(['Words of a new section']);
});

test('an article that is left meanwhile leaves everything in the tray', async () => {
  const server = new Server();
  const mine = server.copy();
  typeInto(mine, first, 'Mine ');
  typeInto(mine, second, 'Mine ');
  server.isLeft = true;
  expect(await server.recovers(mine, refusal('schema'))).toBeNull();
  expect(server.tray).toHaveLength(2);
});
