// @vitest-environment jsdom
// Three people write in one section of the real server, over real sockets, at the same time: they type words letter by
// letter while another splits, joins, moves, formats and undoes around them. Each word stays in one piece.
import { outlineMap } from '@galley/shared/article/document.ts';
import type { SectionId } from '@galley/shared/ids.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { UndoSteps } from '../../collab/undo-steps.ts';
import { BlockMoves, type BlockSpot } from '../tools/block-moves.ts';
import { acts } from './acts-testing.ts';
import type { TestEditor } from './editors-testing.ts';
import {
  betweenKeys,
  newArticle,
  Person,
  type RunningServer,
  signIn,
  startServer,
} from './sockets-testing.ts';

let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

/** A place between two words, or at an end of a block: never inside what somebody types. */
function placeIn({ editor }: TestEditor, choice: number): number {
  const places: number[] = [];
  editor.state.doc.descendants((node, position) => {
    if (!node.isTextblock) return true;
    const text = node.textContent;
    for (let offset = 0; offset <= text.length; offset += 1)
      if (offset === 0 || text[offset - 1] === ' ') places.push(position + 1 + offset);
    return false;
  });
  return places[choice % places.length] ?? 1;
}

/** Makes the block of the caret bold, or not bold anymore. */
function formatBlock({ editor }: TestEditor): void {
  const { $from } = editor.state.selection;
  editor.commands.setTextSelection({ from: $from.start(), to: $from.end() });
  editor.commands.toggleMark('bold');
}

interface Act {
  type: 'word' | 'format' | 'undo';
  place: number;
}

const act = (...types: Act['type'][]) =>
  fc.record<Act>({
    type: fc.constantFrom(...types),
    place: fc.nat({ max: 1000 }),
  });

/** Two people type, and one types, formats and undoes. */
const plans = fc.tuple(
  fc.array(act('word'), { minLength: 4, maxLength: 6 }),
  fc.array(act('word'), { minLength: 4, maxLength: 6 }),
  fc.array(act('word', 'format', 'undo'), { minLength: 5, maxLength: 8 }),
);

async function perform(person: Person, { type, place }: Act): Promise<void> {
  const { own } = person;
  own.endStep();
  own.editor.commands.setTextSelection(placeIn(own, place));
  if (type === 'word') {
    const word = `${person.name}${person.words.length}qrst`;
    person.words.push(word);
    for (const letter of `${word} `) {
      own.editor.view.dispatch(own.editor.state.tr.insertText(letter));
      await betweenKeys();
    }
  } else {
    formatBlock(own);
    await betweenKeys();
    if (type === 'undo') own.editor.commands.undo();
  }
  own.endStep();
}

async function round(cookies: readonly string[], plan: readonly (readonly Act[])[]): Promise<void> {
  const id = await newArticle(server, cookies[0] ?? '');
  const people = ['A', 'B', 'C'].map((name, index) => new Person(server, name, cookies[index] ?? '', id));
  try {
    const [first] = people;
    if (!first) return;
    await vi.waitFor(() => expect(first.provider.isSynced).toBe(true), { timeout: 30_000 });
    const { document } = first.provider;
    // A section that may hold headings and lists.
    const [section] = [...outlineMap(document)].find(([, one]) => one.get('kind') === 'news') ?? [];
    for (const person of people) await person.open(`section:${section}`);
    first.own.editor.commands.setContent(
      '<p>Anfang der Zeile. </p><p>Die Mitte der Zeile. </p><p>Ende der Zeile. </p>',
    );
    const agree = () =>
      vi.waitFor(
        () => {
          for (const { provider, text } of people) {
            expect(provider.unsyncedChanges).toBe(0);
            expect(text).toBe(first.text);
          }
        },
        { timeout: 20_000, interval: 20 },
      );
    await agree();
    // Each person goes through their own part, beside the others.
    await Promise.all(
      people.map(async (person, index) => {
        for (const one of plan[index] ?? []) await perform(person, one);
      }),
    );
    await agree();
    for (const { words } of people)
      for (const word of words) expect(first.text.split(word), `${word} in ${first.text}`).toHaveLength(2);
  } finally {
    for (const person of people) person.close();
  }
}

test('the words of three people who type in the same paragraphs stand in one piece each', async () => {
  const cookies = await Promise.all(['amira', 'jonas', 'nora'].map((name) => signIn(server, name)));
  await fc.assert(
    fc.asyncProperty(plans, (plan) => round(cookies, plan)),
    { numRuns: 6, seed: 8, endOnFailure: true },
  );
});

test('what one types into a block goes with it, however often a colleague moves it meanwhile', async () => {
  const cookies = await Promise.all(['amira', 'jonas'].map((name) => signIn(server, name)));
  const id = await newArticle(server, cookies[0] ?? '');
  const [anna, ben] = ['A', 'B'].map((name, index) => new Person(server, name, cookies[index] ?? '', id)) as [
    Person,
    Person,
  ];
  try {
    await vi.waitFor(() => expect(anna.provider.isSynced).toBe(true), { timeout: 30_000 });
    const { document } = anna.provider;
    const sections = [...outlineMap(document).keys()].slice(0, 2) as [SectionId, SectionId];
    const agree = () =>
      vi.waitFor(
        () => {
          expect([anna, ben].map(({ provider }) => provider.unsyncedChanges)).toEqual([0, 0]);
          expect(ben.texts).toEqual(anna.texts);
        },
        { timeout: 20_000, interval: 20 },
      );
    await anna.openPage(sections);
    const editors = await ben.openPage(sections);
    anna.own.editor.commands.setContent('<p>First of all.</p><p>And then.</p>');
    anna.editors.of(sections[1])?.commands.setContent('<p>Later on.</p><p>At last.</p>');
    await agree();
    ben.own.editor.commands.setTextSelection(ben.own.at(' of all'));
    editors.setActive(sections[0]);
    const letters = 'abcdefghijklmnopqrstuvwxyz'.repeat(3);
    const moves = new BlockMoves(anna.editors, new UndoSteps(anna.own.undo), () => null);
    const spot = (): BlockSpot => {
      for (const region of sections) {
        const index =
          anna.editors
            .of(region)
            ?.state.doc.children.findIndex(({ textContent }) => textContent.startsWith('First')) ?? -1;
        if (index !== -1) return { region, index };
      }
      throw new Error('The block is gone.');
    };
    for (const [count, letter] of [...letters].entries()) {
      // What a key does acts on the caret where it is at that moment.
      const { active } = editors;
      active?.view.dispatch(active.state.tr.insertText(letter));
      if (count % 10 === 9) {
        const from = spot();
        const to = (count + 1) % 20 === 0 ? sections[0] : sections[1];
        if (count % 30 === 9) moves.moveBy(from, from.index === 0 ? 1 : -1);
        else await moves.moveTo(from, { region: to, index: 1 });
      }
      await betweenKeys();
    }
    await agree();
    const all = anna.texts.join('/');
    expect(all, all).toContain(`First${letters} of all.`);
    expect(all.split('First')).toHaveLength(2);
    for (const words of ['And then.', 'Later on.', 'At last.']) expect(all.split('/')).toContain(words);
  } finally {
    for (const person of [anna, ben]) person.close();
  }
});

/** Two people in one new article. */
async function inNewArticle(cookies: readonly string[], use: (one: Person, other: Person) => Promise<void>) {
  const id = await newArticle(server, cookies[0] ?? '');
  const people = ['A', 'B'].map((name, index) => new Person(server, name, cookies[index] ?? '', id));
  const [one, other] = people as [Person, Person];
  try {
    for (const { provider } of people)
      await vi.waitFor(() => expect(provider.isSynced).toBe(true), { timeout: 30_000 });
    await use(one, other);
  } finally {
    for (const person of people) person.close();
  }
}

const figureTextTypes = ['figureCaption', 'figureCredit', 'figureAlt'];

/** Puts the caret at the end of a text of the picture, or of the line where there is none. */
function goToEnd({ editor }: TestEditor, type: string): void {
  editor.state.doc.descendants((node, position) => {
    if (node.type.name === type) editor.commands.setTextSelection(position + 1 + node.content.size);
  });
}

test('two people in the words of pictures lose nothing, though one of them is offline for a while', async () => {
  const cookies = await Promise.all(['amira', 'jonas'].map((name) => signIn(server, name)));
  await inNewArticle(cookies, async (one, other) => {
    const { document } = one.provider;
    const [section] = [...outlineMap(document)].find(([, entry]) => entry.get('kind') === 'news') ?? [];
    for (const root of [`section:${section}`, 'lead-alt', 'lead-caption', 'lead-credit']) {
      const isSection = root.startsWith('section');
      for (const person of [one, other]) await person.open(root);
      if (isSection) one.own.editor.commands.insertContentAt(0, { type: 'figure', attrs: { media: 'ship' } });
      await vi.waitFor(() => expect(other.text).toBe(one.text));
      for (const type of isSection ? figureTextTypes : ['line']) {
        await vi.waitFor(() => expect(other.own.editor.getHTML()).toBe(one.own.editor.getHTML()));
        for (const { own } of [one, other]) goToEnd(own, type);
        const words = ['one', 'other'].map((who) => `${who}:${root}:${type}.`.toLowerCase());
        for (let index = 0; index < 50; index += 1) {
          if (index === 20) await other.goOffline();
          for (const [at, { own }] of [one, other].entries())
            own.editor.view.dispatch(own.editor.state.tr.insertText(words[at]?.[index] ?? ''));
          await betweenKeys();
        }
        other.goOnline();
        await vi.waitFor(
          () => {
            expect(one.provider.unsyncedChanges + other.provider.unsyncedChanges).toBe(0);
            expect(other.provider.isSynced).toBe(true);
            expect(other.text).toBe(one.text);
            for (const word of words) expect(one.text.split(word), `${word} in ${one.text}`).toHaveLength(2);
          },
          { timeout: 30_000, interval: 20 },
        );
      }
    }
  });
});

test('a word that is being composed stays in one piece where it is, whatever somebody does in front of it', async () => {
  const cookies = await Promise.all(['amira', 'jonas'].map((name) => signIn(server, name)));
  await inNewArticle(cookies, async (one, other) => {
    const { document } = one.provider;
    const [section] = [...outlineMap(document)].find(([, entry]) => entry.get('kind') === 'news') ?? [];
    for (const person of [one, other]) await person.open(`section:${section}`);
    const before = '<p>Anfang.</p><p>Die Mitte der Zeile.</p><p>Ende.</p>';
    for (const act of Object.values(acts)) {
      one.own.editor.commands.setContent(before);
      await vi.waitFor(() => expect(other.text).toBe(one.text));
      const { editor } = one.own;
      editor.commands.setTextSelection(one.own.at(' der'));
      // As an input method does it: each letter takes the place of all that is composed so far.
      const compose = (word: string, last: string) => {
        one.provider.composes();
        const { head } = editor.state.selection;
        editor.view.dispatch(editor.state.tr.insertText(word, head - last.length, head));
      };
      compose('n', '');
      await vi.waitFor(() => expect(other.text).toContain('Mitten der'));
      const came = one.nextChange();
      act(other.own, 3);
      await came;
      compose('ni', 'n');
      compose('日本', 'ni');
      one.provider.composed();
      await vi.waitFor(() => {
        expect([one, other].map(({ provider }) => provider.unsyncedChanges)).toEqual([0, 0]);
        expect(other.text).toBe(one.text);
        expect(one.text).toMatch(/(Mit|M)te日本 der/);
        expect(one.text.split('日本')).toHaveLength(2);
      });
    }
  });
});
