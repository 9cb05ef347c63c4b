import { outlineMap } from '@galley/shared/article/document.ts';
import {
  addSection,
  moveSection,
  removeSection,
  renameSection,
  restoreSection,
} from '@galley/shared/article/outline.ts';
import { lineSchema, sectionSchema } from '@galley/shared/article/schema/schema.ts';
import type { RefusalReason } from '@galley/shared/wire/messages.ts';
import { putBehind } from '@galley/shared/yjs/testing.ts';
import { describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import type { Decision } from './room.ts';
import { amy, ben, element, plain, sectionOf, TestRoom } from './room-testing.ts';

type Change = (doc: Y.Doc) => void;

const news = (doc: Y.Doc) => doc.getXmlFragment(`section:${sectionOf(doc, 'news')}`);
const firstText = (doc: Y.Doc) => (news(doc).get(0) as Y.XmlElement).get(0) as Y.XmlText;
const deepText = (doc: Y.Doc) =>
  (((news(doc).get(1) as Y.XmlElement).get(0) as Y.XmlElement).get(0) as Y.XmlElement).get(0) as Y.XmlText;
const headline = (doc: Y.Doc) => (doc.getXmlFragment('headline').get(0) as Y.XmlElement).get(0) as Y.XmlText;
const lineText = (doc: Y.Doc, line: string) =>
  (doc.getXmlFragment(line).get(0) as Y.XmlElement).get(0) as Y.XmlText;
const words = (type: string, text = '') => element(type, {}, [new Y.XmlText(text)]);
const figure = ({ caption = '', attrs = {} }: { caption?: string; attrs?: Record<string, string> } = {}) =>
  element('figure', { media: 'abcd', ...attrs }, [
    words('figureCaption', caption),
    words('figureCredit'),
    words('figureAlt'),
  ]);
const tableOf = (attrs: Record<string, unknown>) =>
  element('table', {}, [element('tableRow', {}, [element('tableCell', attrs, [plain('a')])])]);
/** An image that the person has just put in. */
const withFigure = (doc: Y.Doc) => {
  news(doc).insert(0, [figure({ caption: 'The harbor at dawn' })]);
  return news(doc).get(0) as Y.XmlElement;
};
const wordsOf = (image: Y.XmlElement, index: number) =>
  (image.get(index) as Y.XmlElement).get(0) as Y.XmlText;
const entry = (doc: Y.Doc) => outlineMap(doc).get(sectionOf(doc, 'news')) as Y.Map<unknown>;

/** Writes into a root as if it were of another type than it is. */
function as(
  type: 'map' | 'array' | 'text',
  root: (doc: Y.Doc) => string,
  write: (root: never) => void,
): Change {
  return (doc) => {
    const bare = new Y.Doc();
    bare.clientID = doc.clientID;
    Y.applyUpdate(bare, Y.encodeStateAsUpdate(doc));
    const name = root(doc);
    const before = Y.encodeStateVector(bare);
    write(
      (type === 'map'
        ? bare.getMap(name)
        : type === 'array'
          ? bare.getArray(name)
          : bare.getText(name)) as never,
    );
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(bare, before));
  };
}

describe('admission', () => {
  const honest: [string, Change][] = [
    ['typing', (doc) => firstText(doc).insert(5, ' again')],
    ['deleting', (doc) => firstText(doc).delete(0, 5)],
    ['bold text', (doc) => firstText(doc).format(0, 5, { bold: {} })],
    ['a link', (doc) => firstText(doc).format(0, 5, { link: { href: 'https://example.org/' } })],
    ['an editor’s note', (doc) => firstText(doc).format(0, 5, { note: { text: 'Sure?' } })],
    ['a paragraph', (doc) => news(doc).insert(0, [plain('New')])],
    ['a subheading', (doc) => news(doc).insert(0, [element('heading', { level: 2, id: 'a1' })])],
    ['an image', (doc) => news(doc).insert(0, [element('figure', { media: 'abcd', alt: 'A ship' })])],
    [
      'an image as wide as the page, with a point and an origin',
      (doc) =>
        news(doc).insert(0, [
          figure({ attrs: { width: 'wide', crop: '3:2', focus: '0,100', sourceType: 'none' } }),
        ]),
    ],
    [
      'a point and an origin of the lead image',
      (doc) => {
        doc.getMap('lead').set('focus', '30,20');
        doc.getMap('lead').set('sourceType', 'trainedAlgorithmicMedia');
      },
    ],
    [
      'widths and alignment of cells',
      (doc) => news(doc).insert(0, [tableOf({ colwidth: [120], align: 'right' })]),
    ],
    ['an empty section', (doc) => news(doc).delete(0, news(doc).length)],
    ['a list that ran empty', (doc) => (news(doc).get(1) as Y.XmlElement).delete(0, 2)],
    ['a section more', (doc) => void addSection(doc, { kind: 'outlook' })],
    ['a moved section', (doc) => moveSection(doc, sectionOf(doc, 'news'), 'first')],
    ['a renamed section', (doc) => renameSection(doc, sectionOf(doc, 'news'), 'What happened')],
    ['a removed section', (doc) => removeSection(doc, sectionOf(doc, 'news'))],
    ['a restored section', (doc) => restoreSection(doc, sectionOf(doc, 'news'))],
    ['a lead image', (doc) => doc.getMap('lead').set('media', 'ship')],
    ['the lead image’s words', (doc) => lineText(doc, 'lead-caption').insert(0, 'A ship')],
    ['an image with its words', (doc) => news(doc).insert(0, [figure({ caption: 'A ship' })])],
    ['words of an image', (doc) => wordsOf(withFigure(doc), 0).insert(0, 'A ship')],
    ['an image that lost one of its texts', (doc) => withFigure(doc).delete(2, 1)],
    ['a lead image taken away', (doc) => doc.getMap('lead').delete('media')],
    ['a second line in the headline', (doc) => doc.getXmlFragment('headline').push([element('line')])],
  ];
  it.each(honest)('lets in %s', (_what, change) => {
    const decision = new TestRoom().change(amy, change);
    expect(decision.type === 'refused' ? decision.refusal.detail : null).toBeNull();
  });

  it('refuses what a fault of Galley keeps it from judging, says which, and goes on', () => {
    const test = new TestRoom();
    const fault = new TypeError('of our own');
    const reading = vi.spyOn(sectionSchema, 'nodeFromJSON').mockImplementationOnce(() => {
      throw fault;
    });
    const decision = test.change(amy, (doc) => news(doc).insert(0, [plain('New')]));
    expect(decision).toMatchObject({ type: 'refused', refusal: { reason: 'malformed', fault } });
    reading.mockRestore();
    expect(test.change(amy, (doc) => news(doc).insert(0, [plain('New')])).type).toBe('admitted');
    expect(news(test.document).length).toBe(3);
  });

  const hidden: [string, Change, Change][] = [
    [
      'a text that stood empty where none may stand',
      (doc) => (news(doc).get(1) as Y.XmlElement).push([new Y.XmlText()]),
      (doc) => ((news(doc).get(1) as Y.XmlElement).get(2) as Y.XmlText).insert(0, 'a'),
    ],
    [
      'a link around nothing that runs a script',
      (doc) => {
        putBehind(firstText(doc), Y.ContentString, new Y.ContentFormat('link', null as never));
        const link = { href: 'javascript:alert(1)' };
        putBehind(firstText(doc), Y.ContentString, new Y.ContentFormat('link', link));
      },
      (doc) => putBehind(firstText(doc), Y.ContentFormat, new Y.ContentString('a')),
    ],
  ];
  it.each(hidden)('refuses words in %s', (_what, prepare, type) => {
    const test = new TestRoom();
    expect(test.change(amy, prepare).type).toBe('admitted');
    const decision = test.change(amy, type);
    expect(decision.type === 'refused' ? decision.refusal.reason : decision.type).toBe('schema');
  });

  const wrong: [string, RefusalReason, Change][] = [
    ['a root that no article has', 'unknown-root', (doc) => doc.getMap('settings').set('a', 1)],
    [
      'a section root without an id',
      'unknown-root',
      (doc) => doc.getXmlFragment('section:').insert(0, [plain('a')]),
    ],
    ['an unknown block', 'schema', (doc) => news(doc).insert(0, [element('script')])],
    ['bare text among the blocks', 'schema', (doc) => news(doc).insert(0, [new Y.XmlText('a')])],
    ['a list item among the blocks', 'schema', (doc) => news(doc).insert(0, [element('listItem')])],
    ['a document among the blocks', 'schema', (doc) => news(doc).insert(0, [element('doc')])],
    ['a headline’s line in a section', 'schema', (doc) => news(doc).insert(0, [element('line')])],
    [
      'a paragraph in the headline',
      'schema',
      (doc) => doc.getXmlFragment('headline').insert(0, [plain('a')]),
    ],
    ['a paragraph in a paragraph', 'schema', (doc) => (news(doc).get(0) as Y.XmlElement).push([plain('a')])],
    [
      'an attribute that the schema does not know',
      'schema',
      (doc) => (news(doc).get(0) as Y.XmlElement).setAttribute('onclick', 'steal()'),
    ],
    ['a heading of level 1', 'schema', (doc) => news(doc).insert(0, [element('heading', { level: 1 })])],
    [
      'an image without its picture',
      'schema',
      (doc) => news(doc).insert(0, [element('figure', { alt: 'a' })]),
    ],
    [
      'an embed from anywhere',
      'schema',
      (doc) => news(doc).insert(0, [element('embed', { url: 'https://evil.example/' })]),
    ],
    [
      'a link that runs a script',
      'schema',
      (doc) => firstText(doc).format(0, 3, { link: { href: 'javascript:alert(1)' } }),
    ],
    ['a mark that the schema does not know', 'schema', (doc) => firstText(doc).format(0, 3, { blink: {} })],
    ['a mark that is none', 'schema', (doc) => firstText(doc).format(0, 3, { bold: true })],
    [
      'bold letters in the headline',
      'schema',
      (doc) =>
        ((doc.getXmlFragment('headline').get(0) as Y.XmlElement).get(0) as Y.XmlText).format(0, 3, {
          bold: {},
        }),
    ],
    ['a thing in the text', 'schema', (doc) => firstText(doc).insertEmbed(0, { image: 'a' })],
    [
      'a thing in the text beside words that are taken out',
      'schema',
      (doc) => {
        firstText(doc).delete(2, 3);
        firstText(doc).insertEmbed(2, { image: 'a' });
        firstText(doc).insert(2, 'and words');
      },
    ],
    ['a text with attributes', 'schema', (doc) => firstText(doc).setAttribute('dir', 'rtl')],
    ['lists a hundred deep', 'schema', (doc) => news(doc).insert(0, [nestedList(120)])],
    ['an outline entry that is no map', 'schema', (doc) => outlineMap(doc).set('abcd', 'news' as never)],
    [
      'an outline entry under a name that is no id',
      'schema',
      (doc) =>
        outlineMap(doc).set(
          '../news',
          new Y.Map(Object.entries({ kind: 'news', title: '', order: 'a0', removed: false })),
        ),
    ],
    [
      'an outline entry without an order',
      'schema',
      (doc) =>
        outlineMap(doc).set('abcd', new Y.Map(Object.entries({ kind: 'news', title: '', removed: false }))),
    ],
    ['an order that is no key', 'schema', (doc) => entry(doc).set('order', 'zzz!')],
    ['a title of a thousand letters', 'schema', (doc) => entry(doc).set('title', 'a'.repeat(1000))],
    ['a removal that is no yes or no', 'schema', (doc) => entry(doc).set('removed', 'yes')],
    ['a field that the outline does not have', 'schema', (doc) => entry(doc).set('owner', 'amy')],
    ['a map in the outline’s entry', 'schema', (doc) => entry(doc).set('title', new Y.Map())],
    [
      'a field that the lead image does not have',
      'schema',
      (doc) => doc.getMap('lead').set('onload', 'steal()'),
    ],
    ['a point beyond the lead image', 'schema', (doc) => doc.getMap('lead').set('focus', '30,101')],
    ['a point that is no text', 'schema', (doc) => doc.getMap('lead').set('focus', [30, 20])],
    ['an origin that nobody knows', 'schema', (doc) => doc.getMap('lead').set('sourceType', 'a\u0001b')],
    ['a width of the lead image', 'schema', (doc) => doc.getMap('lead').set('width', 'wide')],
    ...(
      [
        ['width', 'enormous'],
        ['crop', '1:1000'],
        ['focus', '50,50;color:red'],
        ['focus', '\u000b1,2'],
        ['sourceType', 'x'.repeat(9000)],
      ] as const
    ).map(([name, value]): [string, RefusalReason, Change] => [
      `an image whose ${name} is ${value.slice(0, 20)}`,
      'schema',
      (doc) => news(doc).insert(0, [figure({ attrs: { [name]: value } })]),
    ]),
    ...[
      { align: 'justify' },
      { align: 7 },
      { colwidth: [0.5] },
      { colwidth: [100_000] },
      { colwidth: ['120'] },
      { colwidth: 120 },
      { colwidth: [] },
      { colwidth: Array(101).fill(100) },
      { style: 'color: red' },
    ].map((attrs): [string, RefusalReason, Change] => [
      `a cell with ${JSON.stringify(attrs).slice(0, 40)}`,
      'schema',
      (doc) => news(doc).insert(0, [tableOf(attrs)]),
    ]),
    ['a lead image that is a number', 'schema', (doc) => doc.getMap('lead').set('media', 7)],
    ['a lead image that is a document', 'schema', (doc) => doc.getMap('lead').set('media', new Y.Doc())],
    ['words of the lead image in its map', 'schema', (doc) => doc.getMap('lead').set('caption', 'A ship')],
    [
      'bold letters in the lead image’s caption',
      'schema',
      (doc) => lineText(doc, 'lead-caption').insert(0, 'A ship', { bold: {} }),
    ],
    [
      'more words of the lead image than there is room for',
      'schema',
      (doc) => lineText(doc, 'lead-credit').insert(0, 'a'.repeat(501)),
    ],
    [
      'a picture within the lead image’s caption',
      'schema',
      (doc) => doc.getXmlFragment('lead-caption').push([figure()]),
    ],
    [
      'a caption that is written as a map',
      'schema',
      as(
        'map',
        () => 'lead-caption',
        (map: Y.Map<unknown>) => map.set('a', 1),
      ),
    ],
    ['bold letters in a caption', 'schema', (doc) => wordsOf(withFigure(doc), 0).format(0, 3, { bold: {} })],
    ['a thing in a caption', 'schema', (doc) => wordsOf(withFigure(doc), 0).insertEmbed(0, { image: 'a' })],
    [
      'a line break in an alt text',
      'schema',
      (doc) => (withFigure(doc).get(2) as Y.XmlElement).push([element('hardBreak')]),
    ],
    [
      'a paragraph in a caption',
      'schema',
      (doc) => (withFigure(doc).get(0) as Y.XmlElement).push([plain('a')]),
    ],
    ['a paragraph in an image', 'schema', (doc) => withFigure(doc).push([plain('a')])],
    ['a second caption', 'schema', (doc) => withFigure(doc).insert(0, [words('figureCaption', 'Again')])],
    ['a caption behind the credit', 'schema', (doc) => withFigure(doc).push([words('figureCaption')])],
    [
      'a caption without an image',
      'schema',
      (doc) => news(doc).insert(0, [words('figureCaption', 'A ship')]),
    ],
    [
      'a caption of three thousand letters',
      'schema',
      (doc) => wordsOf(withFigure(doc), 0).insert(0, 'a'.repeat(3000)),
    ],
    [
      'a caption with a language',
      'schema',
      (doc) => (withFigure(doc).get(0) as Y.XmlElement).setAttribute('lang', 'de'),
    ],
    [
      'an image with its words in two forms',
      'schema',
      (doc) => news(doc).insert(0, [figure({ attrs: { caption: 'A ship' } })]),
    ],
    [
      'a section that is written as a map',
      'schema',
      as(
        'map',
        (doc) => `section:${sectionOf(doc, 'news')}`,
        (map: Y.Map<unknown>) => map.set('a', 1),
      ),
    ],
    [
      'a headline that is written as a list',
      'schema',
      as(
        'array',
        () => 'headline',
        (array: Y.Array<unknown>) => array.push([1, 'a', {}]),
      ),
    ],
    [
      'a section that is written as text',
      'schema',
      as(
        'text',
        (doc) => `section:${sectionOf(doc, 'news')}`,
        (text: Y.Text) => text.insert(0, 'abc'),
      ),
    ],
    [
      'formats without text in a section',
      'schema',
      as(
        'text',
        (doc) => `section:${sectionOf(doc, 'news')}`,
        (text: Y.Text) => text.format(0, 1, { bold: {} }),
      ),
    ],
    [
      'an outline that is written as a list',
      'schema',
      as(
        'array',
        () => 'outline',
        (array: Y.Array<unknown>) => array.push([1]),
      ),
    ],
    [
      'the loss of somebody else’s section',
      'schema',
      (doc) => outlineMap(doc).delete(sectionOf(doc, 'news')),
    ],
  ];
  it.each(wrong)('refuses %s', (_what, reason, change) => {
    const room = new TestRoom();
    const before = Y.encodeStateAsUpdate(room.document);
    expect(reasonOf(room.change(amy, change))).toBe(reason);
    expect(Y.encodeStateAsUpdate(room.document)).toEqual(before);
    // And goes on with what is in order.
    expect(room.change(ben, (doc) => firstText(doc).insert(0, 'Now ')).type).toBe('admitted');
  });

  it('names the sections that a refused update touches', () => {
    const room = new TestRoom();
    const decision = room.change(amy, (doc) => {
      news(doc).insert(0, [element('script')]);
      doc.getXmlFragment(`section:${sectionOf(doc, 'outlook')}`).insert(0, [plain('Fine')]);
    });
    expect(decision).toMatchObject({
      refusal: { sections: expect.arrayContaining([room.section('news'), room.section('outlook')]) },
    });
  });

  describe('characters that no text may hold', () => {
    it.each<[string, Change]>([
      ['typed into a paragraph', (doc) => firstText(doc).insert(5, 'a\u0001b')],
      ['behind other words', (doc) => firstText(doc).insert(5, ' and so on\u000b')],
      ['within a new list', (doc) => deepText(doc).insert(0, '\uffff')],
      ['in the headline', (doc) => headline(doc).insert(0, '\ufffe')],
      [
        'in a caption',
        (doc) => news(doc).insert(0, [element('figure', { media: 'abcd', caption: 'a\u0008' })]),
      ],
      ['in a note', (doc) => firstText(doc).format(0, 5, { note: { text: 'Half \ud83d' } })],
      ['in a section’s title', (doc) => entry(doc).set('title', 'a\u001f')],
      ['in an image’s caption', (doc) => wordsOf(withFigure(doc), 0).insert(0, 'a\u0008')],
      ['in the lead’s credit', (doc) => lineText(doc, 'lead-credit').insert(0, 'a\u009f')],
    ])('are refused %s', (_where, change) => {
      expect(reasonOf(new TestRoom().change(amy, change))).toBe('schema');
    });

    it('pass where they stand already and somebody writes beside them', () => {
      const room = new TestRoom();
      const old = room.client();
      firstText(old).insert(3, '\u0001');
      const bytes = Y.encodeStateAsUpdate(old);
      room.room.follow({ bytes, author: ben, clients: [old.clientID], position: 2 }, null);
      expect(firstText(room.document).toString()).toContain('\u0001');
      expect(room.change(amy, (doc) => firstText(doc).insert(0, 'New ')).type).toBe('admitted');
    });
  });

  it('refuses what can’t be read', () => {
    expect(reasonOf(new TestRoom().send(new Uint8Array([1, 200, 3]), amy))).toBe('malformed');
  });

  it('refuses an update that is too large, and one for which the document has no room', () => {
    const large: Change = (doc) => firstText(doc).insert(0, 'a'.repeat(3000));
    expect(reasonOf(new TestRoom({ limits: { update: 2000 } }).change(amy, large))).toBe('too-large');
    expect(reasonOf(new TestRoom({ limits: { document: 3500 } }).change(amy, large))).toBe('document-full');
  });

  it('lets a full document be cut down', () => {
    const room = new TestRoom({ limits: { document: 20_000 } });
    for (let times = 0; times < 30; times += 1) {
      expect(room.change(amy, (doc) => firstText(doc).insert(0, 'a'.repeat(1000))).type).toBe('admitted');
      expect(room.change(amy, (doc) => firstText(doc).delete(0, 1000)).type).toBe('admitted');
    }
  });

  it('refuses more sections than a document may have', () => {
    const room = new TestRoom({ limits: { roots: 12 } });
    const decisions = Array.from({ length: 10 }, () =>
      room.change(amy, (doc) => {
        const id = addSection(doc, { kind: 'news' });
        doc.getXmlFragment(`section:${id}`).insert(0, [plain('a')]);
      }),
    );
    expect(decisions.map(reasonOf)).toContain('document-full');
  });

  it('refuses what builds on edits that the server does not have', () => {
    const room = new TestRoom();
    const doc = room.client();
    firstText(doc).insert(0, 'one');
    const before = Y.encodeStateVector(doc);
    firstText(doc).insert(0, 'two');
    expect(reasonOf(room.send(Y.encodeStateAsUpdate(doc, before), amy))).toBe('pending-structs');
    expect(room.send(Y.encodeStateAsUpdate(doc), amy).type).toBe('admitted');
  });

  it('refuses edits under the Yjs client id of somebody else, Galley’s own included', () => {
    const room = new TestRoom();
    const typing: Change = (doc) => firstText(doc).insert(0, 'a');
    expect(room.change(amy, typing, 7).type).toBe('admitted');
    expect(reasonOf(room.change(ben, typing, 7))).toBe('foreign-client-id');
    expect(reasonOf(room.change(ben, typing, room.document.clientID))).toBe('foreign-client-id');
    expect(room.change(amy, typing, 7).type).toBe('admitted');
  });

  it('lets people delete for good only the sections that they made themselves', () => {
    const room = new TestRoom();
    room.change(amy, (doc) => void addSection(doc, { kind: 'news', id: 'mine' as never }));
    const deletion: Change = (doc) => outlineMap(doc).delete('mine');
    expect(reasonOf(room.change(ben, deletion))).toBe('schema');
    expect(room.change(amy, deletion).type).toBe('admitted');
  });

  it('keeps a section in which somebody else has written from whoever made it', () => {
    const room = new TestRoom();
    const text = (doc: Y.Doc) => doc.getXmlFragment('section:mine');
    room.change(amy, (doc) => void addSection(doc, { kind: 'news', id: 'mine' as never }));
    room.change(ben, (doc) => text(doc).push([plain('Of Ben')]));
    const deletion: Change = (doc) => outlineMap(doc).delete('mine');
    expect(reasonOf(room.change(amy, deletion))).toBe('schema');
    room.change(ben, (doc) => text(doc).delete(0, 1));
    expect(room.change(amy, deletion).type).toBe('admitted');
    expect(reasonOf(room.change(ben, (doc) => text(doc).push([plain('Nobody would see it')])))).toBe(
      'schema',
    );
  });

  const broken: [string, Change][] = [
    ['typing', (doc) => firstText(doc).insert(5, ' again')],
    ['deleting', (doc) => firstText(doc).delete(0, 5)],
    ['formatting', (doc) => firstText(doc).format(0, 5, { bold: {} })],
    ['an attribute', (doc) => (news(doc).get(0) as Y.XmlElement).setAttribute('id', 'b2')],
    ['a block more', (doc) => news(doc).push([plain('New')])],
    ['a block less', (doc) => news(doc).delete(0, 1)],
    ['words deep in a list', (doc) => deepText(doc).insert(0, 'Not ')],
    ['a new name', (doc) => renameSection(doc, sectionOf(doc, 'news'), 'Never mind')],
    ['a new kind', (doc) => entry(doc).set('kind', 'outlook')],
    ['a removal', (doc) => removeSection(doc, sectionOf(doc, 'news'))],
    ['another entry in its place', (doc) => outlineMap(doc).set(sectionOf(doc, 'news'), entry(doc).clone())],
    ['the loss of its entry', (doc) => outlineMap(doc).delete(sectionOf(doc, 'news'))],
  ];
  it.each(broken)(
    'keeps %s out of a sealed section, and lets it in once the seal is broken',
    (_what, change) => {
      const room = new TestRoom();
      const section = room.seal('news');
      const both: Change = (doc) => {
        doc.getXmlFragment(`section:${sectionOf(doc, 'outlook')}`).push([plain('Fine')]);
        change(doc);
      };
      for (const author of [amy, null]) {
        expect(room.change(author, both)).toMatchObject({
          refusal: { reason: 'sealed', sections: [section] },
        });
      }
      room.room.seals.learn(new Set());
      expect(reasonOf(room.change(null, both))).not.toBe('sealed');
    },
  );

  it('lets a sealed section be moved, and others be edited beside it', () => {
    const room = new TestRoom();
    room.seal('news');
    const doc = (change: Change) => room.change(amy, change).type;
    expect(doc((copy) => moveSection(copy, sectionOf(copy, 'news'), 'first'))).toBe('admitted');
    expect(doc((copy) => renameSection(copy, sectionOf(copy, 'outlook'), 'Tomorrow'))).toBe('admitted');
    expect(doc((copy) => void addSection(copy, { kind: 'news' }))).toBe('admitted');
    expect(doc((copy) => copy.getMap('lead').set('media', 'A ship'))).toBe('admitted');
  });

  it('lets nobody put an entry in the place of somebody else’s, and so make it their own to delete', () => {
    const room = new TestRoom();
    const replacement: Change = (doc) => void outlineMap(doc).set(sectionOf(doc, 'news'), entry(doc).clone());
    const both: Change = (doc) => {
      const id = sectionOf(doc, 'news');
      replacement(doc);
      outlineMap(doc).delete(id);
    };
    expect(reasonOf(room.change(amy, replacement))).toBe('schema');
    expect(reasonOf(room.change(amy, both))).toBe('schema');
  });

  it('knows which section a first edit in an empty one touches', () => {
    const room = new TestRoom();
    room.change(amy, (doc) => void addSection(doc, { kind: 'news', id: 'empty' as never }));
    const decision = room.change(amy, (doc) => doc.getXmlFragment('section:empty').push([plain('First')]));
    expect(decision).toMatchObject({ type: 'admitted', touches: ['empty'] });
  });

  it('finds nothing new in what it has', () => {
    const room = new TestRoom();
    expect(room.send(Y.encodeStateAsUpdate(room.client()), amy)).toEqual({ type: 'nothing-new' });
  });

  it('takes only what is new of an update', () => {
    const room = new TestRoom();
    const doc = room.client();
    firstText(doc).insert(0, 'a');
    const decision = room.send(Y.encodeStateAsUpdate(doc), amy);
    expect(decision).toMatchObject({ type: 'admitted', clients: [doc.clientID] });
    expect(decision.type === 'admitted' && decision.update.byteLength).toBeLessThan(60);
  });

  describe('by template', () => {
    const paragraphsOnly = () => new TestRoom({ allowed: () => ['paragraph'] });

    it('refuses a block that the section’s template leaves out', () => {
      expect(
        reasonOf(paragraphsOnly().change(amy, (doc) => news(doc).insert(0, [element('codeBlock')]))),
      ).toBe('schema');
    });

    it('lets in a paragraph wherever a list stood', () => {
      const listsOnly = new TestRoom({ allowed: () => ['bulletList'] });
      expect(listsOnly.change(amy, (doc) => news(doc).insert(0, [plain('')])).type).toBe('admitted');
    });

    it('lets people split and bring back what the section held before its template changed', () => {
      const room = paragraphsOnly();
      const list = () => element('bulletList', {}, [element('listItem', {}, [plain('a')])]);
      expect(room.change(amy, (doc) => news(doc).insert(0, [list()])).type).toBe('admitted');
      expect(room.change(amy, (doc) => news(doc).delete(0, news(doc).length)).type).toBe('admitted');
      expect(room.change(amy, (doc) => news(doc).insert(0, [list()])).type).toBe('admitted');
    });

    it('lets the server itself put in what it has to', () => {
      const room = paragraphsOnly();
      const doc = room.client();
      news(doc).insert(0, [element('codeBlock')]);
      expect(room.room.admit(Y.encodeStateAsUpdate(doc), amy, true).type).toBe('admitted');
    });
  });

  it('can check every attribute that the schema has', () => {
    for (const schema of [sectionSchema, lineSchema]) {
      for (const { name, spec } of [...Object.values(schema.nodes), ...Object.values(schema.marks)]) {
        for (const [attribute, { validate }] of Object.entries(spec.attrs ?? {}))
          expect(typeof validate, `${name}.${attribute}`).toBe('function');
      }
    }
  });
});

describe('a room', () => {
  it('forgets an update that could not be journaled, and whose its client id would have been', () => {
    const { room, document } = new TestRoom();
    const doc = copyOf(document, 7);
    firstText(doc).insert(0, 'Never ');
    const admitted = room.admit(Y.encodeStateAsUpdate(doc), amy);
    if (admitted.type !== 'admitted') throw new Error('It was not admitted.');
    room.withdraw(admitted);
    const other = copyOf(document, 7);
    firstText(other).insert(0, 'Now ');
    const decision = room.admit(Y.encodeStateAsUpdate(other), ben);
    if (decision.type !== 'admitted') throw new Error('It was not admitted.');
    room.arrive(decision, null);
    expect(firstText(document).toString()).toBe('Now Ships may enter again.');
  });

  it('lets nobody go on while somebody has it, and gives it to one after the other', async () => {
    const { room, document } = new TestRoom();
    const doc = copyOf(document);
    firstText(doc).insert(0, 'a');
    const decision = room.admit(Y.encodeStateAsUpdate(doc), amy);
    if (decision.type !== 'admitted') throw new Error('It was not admitted.');
    const heard: string[] = [];
    const tell = (what: string) => async () => void heard.push(what);
    const all = Promise.all([
      room.hold(tell('first')),
      room.ready(ben).then(tell('ready')),
      room.hold(tell('second')),
    ]);
    room.arrive(decision, null);
    await all;
    expect(heard).toEqual(['first', 'second', 'ready']);
  });

  it('lets an author go on only once what they sent elsewhere is there, and others at once', async () => {
    const testRoom = new TestRoom();
    const { room } = testRoom;
    testRoom.change(amy, (copy) => firstText(copy).insert(0, 'a'), 7);
    const doc = testRoom.client(7);
    firstText(doc).insert(0, 'b');
    const decision = room.admit(Y.encodeStateAsUpdate(doc), amy);
    if (decision.type !== 'admitted') throw new Error('It was not admitted.');
    const heard: string[] = [];
    const own = room.ready(amy).then(() => heard.push('author'));
    await room.ready(ben);
    heard.push('other');
    room.arrive(decision, null);
    await own;
    expect(heard).toEqual(['other', 'author']);
  });

  it('is settled once what was under way has come into the document or will not', async () => {
    const { room, document } = new TestRoom();
    const [first, second] = [amy, ben].map((author) => {
      const doc = copyOf(document);
      firstText(doc).insert(0, 'a');
      const decision = room.admit(Y.encodeStateAsUpdate(doc), author);
      if (decision.type !== 'admitted') throw new Error('It was not admitted.');
      return decision;
    });
    if (!first || !second) throw new Error('There are not two.');
    const settled = room.settled();
    room.arrive(first, null);
    room.withdraw(second);
    expect(await settled).toBe(false);
    expect(await room.settled()).toBe(true);
  });
});

function copyOf(document: Y.Doc, clientId?: number): Y.Doc {
  const doc = new Y.Doc();
  if (clientId !== undefined) doc.clientID = clientId;
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(document));
  return doc;
}

function nestedList(depth: number): Y.XmlElement {
  const content = depth === 0 ? [plain('a')] : [plain('a'), nestedList(depth - 1)];
  return element('bulletList', {}, [element('listItem', {}, content)]);
}

function reasonOf(decision: Decision): RefusalReason | null {
  return decision.type === 'refused' ? decision.refusal.reason : null;
}
