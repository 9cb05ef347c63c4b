// Whose words are whose after people have done to a text what brings its words anew: a model of the binding of the editor,
// in which each person has a document of their own.
import type { NodeJson } from '@galley/shared/article/content.ts';
import { sectionFragment } from '@galley/shared/article/document.ts';
import { addSection } from '@galley/shared/article/outline.ts';
import { blocksOf, checkedDocument } from '@galley/shared/article/read-article.ts';
import { shareTexts } from '@galley/shared/article/share-texts.ts';
import { figure, h, item, p, t, ul } from '@galley/shared/article/testing.ts';
import type { SectionId, UserId } from '@galley/shared/ids.ts';
import { Person } from '@galley/shared/review/edits-testing.ts';
import { entriesOf, stringsIn } from '@galley/shared/yjs/items.ts';
import { Fragment, type Node } from '@tiptap/pm/model';
import { canJoin, canSplit, type Transform } from '@tiptap/pm/transform';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { writersOf } from '../review/authorship.ts';
import { CarriedWords, Origins } from './origins.ts';

const section = 'news' as SectionId;
const [amy, ben] = [1, 2];

/** A section that several people edit in turn, and who wrote each of its letters. */
class Desk {
  readonly carried = new CarriedWords(new Origins(), []);
  /** As the server has it. */
  readonly doc = new Y.Doc();
  #people = new Map<number, Person>();

  constructor() {
    this.doc.on('afterTransaction', (transaction) => this.carried.follow(transaction));
  }

  person(client: number): Person {
    const known = this.#people.get(client);
    if (known) return known;
    const doc = new Y.Doc();
    doc.clientID = client;
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(this.doc));
    const person = new Person(doc, [section]);
    this.#people.set(client, person);
    return person;
  }

  /** Makes the section hold these blocks. */
  write(client: number, ...blocks: NodeJson[]): void {
    const { content } = checkedDocument(blocks);
    this.edit(client, (tr) => tr.replaceWith(0, tr.doc.content.size, content));
  }

  edit(client: number, change: (tr: Transform) => void): void {
    const person = this.person(client);
    person.edit(section, change);
    this.#spread(person.doc);
  }

  undo(client: number, direction: 'undo' | 'redo' = 'undo'): void {
    const { doc, undo } = this.person(client);
    undo[direction]();
    this.#spread(doc);
  }

  text(client: number): Node {
    const fragment = sectionFragment(this.person(client).doc, section);
    return checkedDocument(blocksOf(fragment));
  }

  /** Who wrote what, as `client:text` in the order of the text, with neighbors of one writer in one. */
  writers(): string[] {
    const found: [number, string][] = [];
    for (const { id, text, length: all } of stringsIn(sectionFragment(this.doc, section))) {
      let at = 0;
      for (const { client, length } of this.carried.origins.of({ ...id, length: all })) {
        const part = text.slice(at, at + length);
        const last = found.at(-1);
        if (last?.[0] === client) last[1] += part;
        else found.push([client, part]);
        at += length;
      }
    }
    return found.map(([client, text]) => `${client}:${text}`);
  }

  #spread(from: Y.Doc): void {
    for (const doc of [this.doc, ...[...this.#people.values()].map((person) => person.doc)])
      if (doc !== from) Y.applyUpdate(doc, Y.encodeStateAsUpdate(from, Y.encodeStateVector(doc)));
  }
}

const long = 'The ferries return to the harbour at dawn tomorrow.';
const other = 'Crews had waited for nine days at the quay.';

describe('words stay with who wrote them', () => {
  const written = () => {
    const desk = new Desk();
    desk.write(amy, p(long), p(other));
    return desk;
  };
  const untouched = [`1:${long}${other}`];

  test('when a paragraph becomes a heading or a list, also a short one', () => {
    const desk = written();
    desk.write(amy, p(long), p('Short'));
    desk.write(ben, h(2, long), ul(item(p('Short'))));
    expect(desk.writers()).toEqual([`1:${long}Short`]);
  });

  test('when a block is split and joined', () => {
    const desk = written();
    desk.edit(ben, (tr) => tr.split(24));
    expect(desk.text(ben).childCount).toBe(3);
    expect(desk.writers()).toEqual(untouched);
    desk.edit(ben, (tr) => tr.join(25));
    expect(desk.text(ben).childCount).toBe(2);
    expect(desk.writers()).toEqual(untouched);
  });

  test('when blocks change places', () => {
    const desk = written();
    desk.write(ben, p(other), p(long));
    expect(desk.writers()).toEqual([`1:${other}${long}`]);
  });

  test('when they are cut and pasted elsewhere', () => {
    const desk = written();
    desk.write(ben, p(long));
    desk.write(ben, p(`${other} Ben’s own.`), p(long));
    expect(desk.writers()).toEqual([`1:${other}`, '2: Ben’s own.', `1:${long}`]);
  });

  test('when they are deleted and that is undone, and redone and undone', () => {
    const desk = written();
    desk.write(ben, p(long));
    desk.undo(ben);
    expect(desk.writers()).toEqual(untouched);
    desk.undo(ben, 'redo');
    desk.undo(ben);
    expect(desk.writers()).toEqual(untouched);
  });

  test('when they were carried before, by another person', () => {
    const desk = written();
    desk.write(ben, h(2, long), p(other));
    desk.write(3, p(other), p(long));
    expect(desk.writers()).toEqual([`1:${other}${long}`]);
  });

  test('when a picture with its caption becomes another one', () => {
    const desk = new Desk();
    const captioned = (media: string) => {
      const block = figure(media);
      return { ...block, attrs: { ...block.attrs, caption: 'At the quay' } };
    };
    desk.write(amy, p(long), captioned('one'));
    desk.write(ben, captioned('one'), p(long));
    const map = entriesOf(sectionFragment(desk.doc, section).get(0) as Y.XmlElement).get('caption');
    if (!map) throw new Error('There is no caption.');
    expect(desk.carried.origins.of({ ...map.id, length: 1 }).map(({ client }) => client)).toEqual([amy]);
  });
});

test('the words of a picture stay with who wrote them when they become a text of their own', () => {
  const carried = new CarriedWords(new Origins(), []);
  const doc = new Y.Doc();
  doc.on('afterTransaction', (transaction) => carried.follow(transaction));
  const own = (client: number, change: (copy: Y.Doc) => void) => {
    const copy = new Y.Doc();
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
    copy.clientID = client;
    change(copy);
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(copy, Y.encodeStateVector(doc)));
  };
  const id = 'newsroom' as SectionId;
  own(amy, (copy) => {
    addSection(copy, { kind: 'news', id });
    const picture = new Y.XmlElement('figure');
    picture.setAttribute('media', 'ship');
    picture.setAttribute('caption', 'At the quay');
    sectionFragment(copy, id).insert(0, [picture]);
  });
  const galley = 3;
  own(galley, (copy) => shareTexts(copy, new Set()));
  const owners = new Map<number, UserId | null>([
    [amy, 'amy' as UserId],
    [galley, null],
  ]);
  expect(writersOf(sectionFragment(doc, id), owners, carried.origins)).toEqual(['amy']);
});

describe('words are of who typed them', () => {
  test('also in a block that is changed in the same edit', () => {
    const desk = new Desk();
    desk.write(amy, p(long));
    desk.write(ben, h(2, `${long} And what Ben adds to it.`));
    expect(desk.writers()).toEqual([`1:${long}`, '2: And what Ben adds to it.']);
  });

  test('although somebody’s letters went at the same time', () => {
    const desk = new Desk();
    desk.write(amy, p('one two three four five six'));
    desk.write(ben, p('six five four three two one'));
    const byBen = desk.writers().filter((one) => one.startsWith('2:'));
    expect(byBen.join('').length).toBeGreaterThan(10);
  });

  test('also in a caption that goes on with somebody’s words', () => {
    const desk = new Desk();
    const captioned = (caption: string) => {
      const block = figure('one');
      return { ...block, attrs: { ...block.attrs, caption } };
    };
    desk.write(amy, captioned(long));
    desk.write(ben, captioned(`${long} And much more that is Ben’s.`));
    const said = entriesOf(sectionFragment(desk.doc, section).get(0) as Y.XmlElement).get('caption');
    if (!said) throw new Error('There is no caption.');
    expect(desk.carried.origins.of({ ...said.id, length: 1 }).map(({ client }) => client)).toEqual([ben]);
  });

  test('although the same words stand elsewhere', () => {
    const desk = new Desk();
    desk.write(amy, p(long));
    desk.write(ben, p(long), p(long));
    expect(desk.writers()).toEqual([`1:${long}`, `2:${long}`]);
  });
});

describe('origins', () => {
  test('give each character one origin, whatever was carried', () => {
    const spans = fc.uniqueArray(
      fc.record({ clock: fc.nat(30), fromClock: fc.nat(100), length: fc.integer({ min: 1, max: 3 }) }),
      { selector: ({ clock }) => Math.floor(clock / 3) },
    );
    fc.assert(
      fc.property(spans, fc.nat(30), fc.integer({ min: 1, max: 30 }), (some, clock, length) => {
        const carried = some.map((one) => ({
          client: ben,
          fromClient: amy,
          clock: 3 * Math.floor(one.clock / 3),
          fromClock: one.fromClock,
          length: one.length,
        }));
        const wanted = Array.from({ length }, (_, index) => {
          const at = clock + index;
          const one = carried.find((each) => each.clock <= at && at < each.clock + each.length);
          return one ? `${amy} ${one.fromClock + at - one.clock}` : `${ben} ${at}`;
        });
        const found = new Origins(carried).of({ client: ben, clock, length });
        expect(
          found.flatMap((span) =>
            Array.from({ length: span.length }, (_, index) => `${span.client} ${span.clock + index}`),
          ),
        ).toEqual(wanted);
      }),
    );
  });
});

describe('whatever is done to the structure of a text', () => {
  type Act = { type: 'split' | 'join' | 'kind' | 'move'; client: number; at: number };
  const acts: fc.Arbitrary<Act[]> = fc.array(
    fc.record({
      type: fc.constantFrom('split', 'join', 'kind', 'move'),
      client: fc.constantFrom(amy, ben, 3),
      at: fc.nat(400),
    }),
    { minLength: 1, maxLength: 12 },
  );
  // Each text has a letter of its own, so that what two of them have in common, and a comparison leaves where it stands,
  // are no letters.
  const texts = fc.array(
    fc.tuple(
      fc.constantFrom(amy, ben),
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 12, maxLength: 60 }),
    ),
    { minLength: 2, maxLength: 4 },
  );

  /** Splits only in the middle of long texts: pieces too short to be distinguished belong to whoever carries them. */
  function act(desk: Desk, { type, client, at }: Act): void {
    desk.edit(client, (tr) => {
      const { doc } = tr;
      const index = at % doc.childCount;
      const block = doc.child(index);
      const start = doc.children.slice(0, index).reduce((sum, one) => sum + one.nodeSize, 0);
      if (type === 'split') {
        const middle = start + 1 + Math.floor(block.content.size / 2);
        if (block.content.size >= 2 * least && canSplit(doc, middle)) tr.split(middle);
      } else if (type === 'join') {
        if (index > 0 && canJoin(doc, start)) tr.join(start);
      } else if (type === 'kind') {
        const { heading, paragraph } = doc.type.schema.nodes;
        const kind = block.type === heading ? paragraph : heading;
        if (kind) tr.setBlockType(start + 1, start + 1, kind, kind === heading ? { level: 2 } : null);
      } else {
        const rest = doc.children.filter((one) => one !== block);
        const place = (at >> 4) % doc.childCount;
        tr.replaceWith(
          0,
          doc.content.size,
          Fragment.from([...rest.slice(0, place), block, ...rest.slice(place)]),
        );
      }
    });
  }
  const least = 60;

  test('each word stays with who wrote it', () => {
    fc.assert(
      fc.property(texts, acts, (written, done) => {
        const desk = new Desk();
        const own = written.map(([client, lengths], index) => ({
          client,
          text: `${lengths.map((length) => 'abcd'.charAt(index).repeat(length)).join(' ')}.`,
        }));
        own.forEach(({ client }, index) => {
          desk.write(client, ...own.slice(0, index + 1).map(({ text }) => p(t(text))));
        });
        for (const one of done) act(desk, one);
        const found = desk.writers().flatMap((run) => {
          const [client = '', ...rest] = run.split(':');
          return (rest.join(':').match(/\p{L}/gu) ?? []).map((letter) => `${client}:${letter}`);
        });
        const wanted = own.map(({ client }, index) => `${client}:${'abcd'.charAt(index)}`);
        expect([...new Set(found)].sort()).toEqual(wanted.sort());
      }),
      { numRuns: 300 },
    );
  });
});
