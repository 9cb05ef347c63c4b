// @vitest-environment jsdom
// Three people in one section of the real server, over real sockets: while they type words letter by letter, one of them
// splits, joins, pastes, moves blocks and turns them into headings, lists and quotes. Each word stands in one piece and in front
// of the word that it was typed in front of, nothing is lost or there twice, and all have the same text.
import { outlineMap } from '@galley/shared/article/document.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { type Act, act, structure } from './people-testing.ts';
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

const html =
  '<p>Anfang einer Zeile. </p><p>Die Mitte von vielen Worten hier. </p><p>Noch etwas mehr Text dazu. </p><p>Ende vom Ganzen. </p>';
/** Nobody touches these. */
const untouched: string[] = html.match(/\p{L}+(?=[ .])/gu) ?? [];

interface Plan {
  acts: Act[];
  /** How often the sockets are read between two keys. */
  pace: number;
}

const plan = (...types: Act['type'][]) =>
  fc.record<Plan>({
    acts: fc.array(act(...types), { minLength: 4, maxLength: 4 }),
    pace: fc.integer({ min: 1, max: 30 }),
  });
/**
 * One of them also changes the structure. What several restructure at once, or one does again before all have heard of it, is
 * tried where each run goes the same way (structure.test.ts).
 */
const changes = Object.keys(structure).filter((kind) => kind !== 'undo');
const plans = fc.tuple(plan('word', ...changes), plan('word'), plan('word'));

// More of them, and others, on demand.
const numRuns = Number(process.env.STRUCTURE_RUNS ?? 8);
const seed = Number(process.env.STRUCTURE_SEED ?? 8);

test('words stand in one piece where they were typed, whatever somebody does to the blocks', async () => {
  const cookies = await Promise.all(['amira', 'jonas', 'nora'].map((name) => signIn(server, name)));
  await fc.assert(
    fc.asyncProperty(plans, (all) => round(cookies, all)),
    { numRuns, seed, endOnFailure: true },
  );
});

interface Typed {
  word: string;
  /** The untouched word behind it. */
  before: string;
}

async function round(cookies: readonly string[], all: readonly Plan[]): Promise<void> {
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
    first.own.editor.commands.setContent(html);
    first.own.undo.clear();
    const agree = () =>
      vi.waitFor(
        () => {
          for (const { provider, own } of people) {
            expect(provider.unsyncedChanges).toBe(0);
            expect(own.editor.getJSON()).toEqual(first.own.editor.getJSON());
          }
        },
        { timeout: 20_000, interval: 20 },
      );
    await agree();
    const typed = await Promise.all(people.map((_, index) => perform(people, index, all[index])));
    await agree();
    const { text } = first;
    for (const word of [...untouched, ...typed.flat().map(({ word }) => word)])
      expect(text.split(word), `${word} in ${text}`).toHaveLength(2);
    // The first may have split or pasted between them.
    for (const one of typed.slice(1).flat()) expectInFront(text, one);
  } finally {
    for (const person of people) person.close();
  }
}

/** Goes through one's part, beside the others; gives what was typed. */
async function perform(people: readonly Person[], index: number, plan: Plan | undefined): Promise<Typed[]> {
  const { name, own } = people[index] as Person;
  const client = own.doc.clientID;
  const heard = () =>
    vi.waitFor(
      () => {
        for (const { provider } of people)
          expect(Y.getState(provider.document.store, client)).toBe(Y.getState(own.doc.store, client));
      },
      { timeout: 20_000, interval: 1 },
    );
  const typed: Typed[] = [];
  const pause = async () => {
    for (let count = 0; count < (plan?.pace ?? 1); count += 1) await betweenKeys();
  };
  // Each works in front of words of their own, so that no two begin at the same place.
  const places = untouched.filter((_, number) => number % 3 === index);
  for (const [number, { type, place, letters }] of (plan?.acts ?? []).entries()) {
    const before = places[place % places.length] ?? '';
    own.endStep();
    own.editor.commands.setTextSelection(own.at(before));
    if (type === 'word') {
      const word = `${name}${number}${letters}`;
      typed.push({ word, before });
      for (const letter of `${word} `) {
        own.editor.view.dispatch(own.editor.state.tr.insertText(letter));
        await pause();
      }
    } else {
      structure[type]?.(own, place);
      await heard();
    }
    own.endStep();
  }
  return typed;
}

/** Only what the same person wrote stands between a word and the one that it was typed in front of. */
function expectInFront(text: string, { word, before }: Typed): void {
  const between = text.slice(text.indexOf(word) + word.length, text.indexOf(before));
  const own = new RegExp(`^ (${word[0]}\\S+ )*$`);
  expect(own.test(between), `${word} in front of ${before} in ${text}`).toBe(true);
}
