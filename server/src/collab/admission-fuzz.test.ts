import { outlineMap, sectionFragment } from '@galley/shared/article/document.ts';
import {
  addSection,
  moveSection,
  readOutline,
  removeSection,
  renameSection,
} from '@galley/shared/article/outline.ts';
import { readArticle } from '@galley/shared/article/read-article.ts';
import type { SectionId, UserId } from '@galley/shared/ids.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { opinionOn } from './admission-oracle.ts';
import type { Admitted } from './room.ts';
import { element, plain, TestRoom } from './room-testing.ts';

const people = ['amy', 'ben', 'mallory'] as UserId[];
const allowedBlocks = new Set(['paragraph', 'heading', 'bulletList']);

type Change = (doc: Y.Doc, section: SectionId, number: number) => unknown;

const honest: Record<string, Change> = {
  type: (doc, id, number) => textIn(doc, id)?.insert(0, `word${number} `),
  typeAtEnd: (doc, id, number) => textIn(doc, id)?.insert(textIn(doc, id)?.length ?? 0, ` word${number}`),
  cut: (doc, id) => textIn(doc, id)?.delete(0, Math.min(3, textIn(doc, id)?.length ?? 0)),
  embolden: (doc, id) => textIn(doc, id)?.format(0, Math.min(3, textIn(doc, id)?.length ?? 0), { bold: {} }),
  addBlock: (doc, id, number) => sectionFragment(doc, id).push([plain(`paragraph ${number}`)]),
  removeBlock: (doc, id) => sectionFragment(doc, id).delete(0, Math.min(1, sectionFragment(doc, id).length)),
  addHeading: (doc, id) => sectionFragment(doc, id).insert(0, [element('heading', { level: 2, id: 'h1' })]),
  typeInside: (doc, id, number) => {
    const texts = textsOf(doc, id);
    const text = texts[number % Math.max(1, texts.length)];
    text?.insert(number % (text.length + 1), 'x');
  },
  addSection: (doc) => isInOrder(doc) && void addSection(doc, { kind: 'news' }),
  move: (doc, id) => isInOrder(doc) && moveSection(doc, id, 'first'),
  rename: (doc, id, number) => renameSection(doc, id, `Name ${number}`),
  remove: (doc, id) => removeSection(doc, id),
  describe: (doc, _id, number) => doc.getMap('lead').set('media', `A ship, ${number}`),
  tryAndUndo: (doc, id) => {
    sectionFragment(doc, id).push([plain('no')]);
    sectionFragment(doc, id).delete(sectionFragment(doc, id).length - 1, 1);
  },
};

const hostile: Record<string, Change> = {
  writeElsewhere: (doc, _id, number) => doc.getMap(`settings${number % 3}`).set('a', 1),
  addScript: (doc, id) => sectionFragment(doc, id).push([element('script')]),
  addForbidden: (doc, id) => sectionFragment(doc, id).push([element('codeBlock')]),
  addHandler: (doc, id) => firstBlock(doc, id)?.setAttribute('onclick', 'steal()'),
  nest: (doc, id) => firstBlock(doc, id)?.push([plain('inside')]),
  /** Where no text may stand: it does no harm as long as it is empty. */
  hideText: (doc, id) => {
    const list = element('bulletList', {}, [element('listItem', {}, [plain('item')]), new Y.XmlText()]);
    sectionFragment(doc, id).push([list]);
  },
  /** Leaves a format behind with no character in it. */
  hideFormat: (doc, id) => {
    textIn(doc, id)?.insert(1, 'y', { link: { href: 'javascript:alert(1)' } });
    textIn(doc, id)?.delete(1, 1);
  },
  addBareText: (doc, id) => sectionFragment(doc, id).push([new Y.XmlText('bare')]),
  linkScript: (doc, id) => textIn(doc, id)?.format(0, 2, { link: { href: 'javascript:alert(1)' } }),
  loseEntry: (doc, id) => outlineMap(doc).delete(id),
  replaceEntry: (doc, id) => {
    const copy = outlineMap(doc).get(id)?.clone();
    if (copy) outlineMap(doc).set(id, copy);
  },
  breakOrder: (doc, id) => outlineMap(doc).get(id)?.set('order', noKey),
  addField: (doc, id) => outlineMap(doc).get(id)?.set('owner', 'mallory'),
  listOutline: (doc) => outlineMap(doc).set('../../etc', new Y.Map()),
  fillLead: (doc, _id, number) => doc.getMap('lead').set('media', number),
  embedDocument: (doc) => doc.getMap('lead').set('media', new Y.Doc()),
};

const changes = { ...honest, ...hostile };
const names = [...Object.keys(honest), ...Object.keys(honest), ...Object.keys(hostile)];

const act = fc.record({
  who: fc.nat({ max: people.length - 1 }),
  does: fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 3 }),
  number: fc.nat({ max: 1000 }),
  /** Under whose client id: mostly one's own. */
  as: fc.oneof(
    { weight: 8, arbitrary: fc.constant('self') },
    { weight: 1, arbitrary: fc.constantFrom(...people) },
  ),
  how: fc.constantFrom('each', 'each', 'all', 'last', 'later', 'whole'),
  /** What happens to the bytes on their way. */
  damage: fc.oneof(
    { weight: 12, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.record({ at: fc.nat(), bits: fc.integer({ min: 1, max: 255 }) }) },
    { weight: 1, arbitrary: fc.record({ cutAt: fc.nat() }) },
  ),
  seal: fc.option(fc.nat(), { freq: 6 }),
  hears: fc.boolean(),
  arrives: fc.boolean(),
});
type Act = typeof act extends fc.Arbitrary<infer Value> ? Value : never;

describe('admission of random updates, honest and hostile', () => {
  it('says what a look at the whole documents says, and lets nothing touch what is not allowed', () => {
    const tally = new Map<string, number>();
    fc.assert(
      fc.property(fc.array(act, { minLength: 5, maxLength: 25 }), (acts) => {
        const desk = new FuzzedDesk(tally);
        for (const one of acts) desk.let(one);
        desk.end();
      }),
      { seed: 23, numRuns: 500 },
    );
    const reasons = ['pending-structs', 'foreign-client-id', 'unknown-root', 'sealed', 'schema', 'malformed'];
    for (const verdict of [...reasons, 'admitted', 'nothing-new'])
      expect(tally.get(verdict) ?? 0, verdict).toBeGreaterThan(2);
  }, 120_000);
});

const noKey = 'zzz!';

/** Nobody can find a place among keys that are none. */
function isInOrder(doc: Y.Doc): boolean {
  return readOutline(doc).every(({ order }) => order !== noKey);
}

/** A room with people at it, each of whom has a document of their own, of which they send what they like. */
class FuzzedDesk {
  #tally: Map<string, number>;
  #testRoom = new TestRoom({ allowed: () => [...allowedBlocks], shownBy: (client) => this.#shownBy(client) });
  #docs = people.map(() => this.#testRoom.client());
  /** Documents with edits under the client id of somebody else, which break when the real ones come in. */
  #posing = new WeakSet<Y.Doc>();
  #owners = new Map<number, UserId | null>([[this.#testRoom.document.clientID, null]]);
  #sealed = new Set<SectionId>();
  #underWay: { admitted: Admitted; author: UserId }[] = [];
  /** What each of them has written and not sent yet. */
  #unsent: Uint8Array[][] = people.map(() => []);

  constructor(tally: Map<string, number>) {
    this.#tally = tally;
  }

  let(one: Act): void {
    const { who, hears, arrives, seal } = one;
    const author = people[who] as UserId;
    if (seal !== null) this.#seal(seal);
    if (arrives) this.#arrive(() => true);
    if (hears) this.#hear(who);
    this.#write(one);
    const updates = this.#chosen(one);
    for (const update of updates) {
      // Nobody's update is decided on before what it may build on has come in or failed: see `Room.ready`.
      this.#arrive(
        (other) => other.author === author || other.admitted.clients.some((id) => !this.#owners.has(id)),
      );
      const verdict = this.#send(damaged(update, one.damage), author, one.damage !== null);
      // Of damaged bytes that were admitted the server has something else than their sender under the same client id.
      if (verdict === 'refused' || (verdict === 'admitted' && one.damage !== null)) {
        this.#startAnew(who);
        return;
      }
    }
  }

  end(): void {
    this.#arrive(() => true);
    expect(() => readArticle(this.#testRoom.document)).not.toThrow();
  }

  #write({ who, does, number, as }: Act): void {
    const doc = this.#docs[who] as Y.Doc;
    const own = doc.clientID;
    if (as !== 'self' && as !== people[who]) {
      doc.clientID = this.#docs[people.indexOf(as)]?.clientID ?? own;
      this.#posing.add(doc);
    }
    for (const [index, what] of does.entries()) {
      const ids = readOutline(doc).map(({ id }) => id);
      const id = ids[(number + index) % Math.max(1, ids.length)] ?? ('none' as SectionId);
      const updates: Uint8Array[] = [];
      const collect = (update: Uint8Array) => updates.push(update);
      doc.on('update', collect);
      doc.transact(() => changes[what]?.(doc, id, number));
      doc.off('update', collect);
      this.#unsent[who]?.push(...updates);
    }
    doc.clientID = own;
  }

  /** Which bytes go out. */
  #chosen({ who, how }: Act): Uint8Array[] {
    const unsent = this.#unsent[who] ?? [];
    if (how === 'later') return [];
    this.#unsent[who] = [];
    if (how === 'each' || unsent.length === 0) return unsent;
    if (how === 'all') return [Y.mergeUpdates(unsent)];
    if (how === 'last') return unsent.slice(-1);
    return [Y.encodeStateAsUpdate(this.#docs[who] as Y.Doc)];
  }

  #send(update: Uint8Array, author: UserId, isDamaged: boolean): string {
    const { room, document } = this.#testRoom;
    const before = Y.encodeStateAsUpdate(document);
    const states = [before, ...this.#underWay.map(({ admitted }) => admitted.update)];
    const opinion = opinionOn(update, {
      states,
      author,
      owners: this.#owners,
      shownBy: (client) => this.#shownBy(client),
      sealed: this.#sealed,
      allowed: allowedBlocks,
    });
    const decision = room.admit(update, author);
    const verdict = decision.type === 'refused' ? decision.refusal.reason : decision.type;
    this.#tally.set(verdict, (this.#tally.get(verdict) ?? 0) + 1);
    expect(Y.encodeStateAsUpdate(document)).toEqual(before);
    if (decision.type === 'refused') {
      const { reason, sections } = decision.refusal;
      if (reason === 'sealed') {
        expect(opinion.mayBeSealed).toBe(true);
        for (const section of sections) expect(this.#sealed).toContain(section);
      } else if (!isDamaged || (reason !== 'malformed' && reason !== 'too-large')) {
        // What broken bytes announce is counted before Yjs reads them, and Yjs is more lenient than admission.
        expect([...opinion.wrong]).toContain(reason);
      }
      return 'refused';
    }
    expect([...opinion.wrong]).toEqual([]);
    if (decision.type === 'nothing-new') {
      expect([...opinion.changed]).toEqual([]);
      return decision.type;
    }
    for (const section of opinion.changed) expect(decision.touches).toContain(section);
    for (const client of decision.clients) this.#owners.set(client, author);
    this.#underWay.push({ admitted: decision, author });
    return decision.type;
  }

  #arrive(which: (one: { admitted: Admitted; author: UserId }) => boolean): void {
    for (const one of this.#underWay.filter(which)) this.#testRoom.room.arrive(one.admitted, null);
    this.#underWay = this.#underWay.filter((one) => !which(one));
  }

  #hear(who: number): void {
    const doc = this.#docs[who] as Y.Doc;
    if (this.#posing.has(doc)) this.#startAnew(who);
    else Y.applyUpdate(doc, Y.encodeStateAsUpdate(this.#testRoom.document));
  }

  #startAnew(who: number): void {
    this.#docs[who] = this.#testRoom.client();
    this.#unsent[who] = [];
  }

  #shownBy(client: number): UserId | undefined {
    return people[this.#docs.findIndex(({ clientID }) => clientID === client)];
  }

  #seal(number: number): void {
    const ids = readOutline(this.#testRoom.document).map(({ id }) => id);
    const id = ids[number % ids.length] as SectionId;
    if (!this.#sealed.delete(id)) this.#sealed.add(id);
    this.#testRoom.room.seals.learn(new Set(this.#sealed));
  }
}

function damaged(update: Uint8Array, damage: Act['damage']): Uint8Array {
  if (damage === null) return update;
  if ('cutAt' in damage) return update.slice(0, damage.cutAt % update.length);
  const copy = update.slice();
  const at = damage.at % copy.length;
  copy[at] = (copy[at] ?? 0) ^ damage.bits;
  return copy;
}

function firstBlock(doc: Y.Doc, id: SectionId): Y.XmlElement | null {
  const block = sectionFragment(doc, id).length > 0 ? sectionFragment(doc, id).get(0) : null;
  return block instanceof Y.XmlElement ? block : null;
}

/** All texts of a section, however deep, also those that stand where none may. */
function textsOf(doc: Y.Doc, id: SectionId): Y.XmlText[] {
  const within = (type: Y.XmlFragment): Y.XmlText[] =>
    type.toArray().flatMap((child) => {
      if (child instanceof Y.XmlText) return [child];
      return child instanceof Y.XmlElement ? within(child) : [];
    });
  return within(sectionFragment(doc, id));
}

function textIn(doc: Y.Doc, id: SectionId): Y.XmlText | null {
  const text = firstBlock(doc, id)?.toArray()[0];
  return text instanceof Y.XmlText ? text : null;
}
