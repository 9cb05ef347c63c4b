import type { Role } from '@galley/shared/access/roles.ts';
import type { Authorship } from '@galley/shared/api/history.ts';
import { article, p, section } from '@galley/shared/article/testing.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Browser } from '../accounts/testing.ts';
import { TestClient } from '../collab/testing.ts';
import { draft } from '../publishing/testing.ts';
import { forEachStorage } from '../storage/testing.ts';
import { type OpenDesk, openDesk } from '../testing/desk.ts';
import { decide, listOf, put, seen, undo } from './suggestions-testing.ts';

forEachStorage((database) => {
  let desk: OpenDesk;
  let admin: Browser;
  let editor: Browser;
  let reviewer: Browser;

  beforeAll(async () => {
    desk = await openDesk(await database());
    admin = await desk.as('admin');
    editor = await desk.as('editor');
    reviewer = await desk.as('reviewer');
  });
  afterAll(() => desk.close());

  const newArticle = (headline = seen) =>
    draft(editor, { content: article(headline, section('text', p('Some words.'))) });

  const headline = async (id: ArticleId): Promise<string> =>
    (await editor.ask('GET', `/api/articles/${id}/moments/now`)).body.content.headline;

  /** A colleague who has the article open and writes in its headline. */
  async function writer(id: ArticleId) {
    const socket = { url: `${desk.url.replace('http', 'ws')}/api/collab`, origin: desk.url };
    const client = await new TestClient(socket, editor.cookie, id).synced();
    const line = client.doc.getXmlFragment('headline').get(0);
    const text = line instanceof Y.XmlElement ? line.get(0) : null;
    if (!(text instanceof Y.XmlText)) throw new Error('There is no headline.');
    const write = (behind: string, words: string) =>
      text.insert(text.toString().indexOf(behind) + behind.length, words);
    const erase = (words: string) => text.delete(text.toString().indexOf(words), words.length);
    return { client, write, erase };
  }

  /** What of the headline is this person's. */
  async function wordsOf(role: Role, id: ArticleId): Promise<string[]> {
    const { id: author } = await desk.person(role);
    const { places } = (await editor.ask('GET', `/api/articles/${id}/authorship`)).body as Authorship;
    return places
      .filter(({ place }) => place === 'headline')
      .flatMap(({ blocks }) => blocks.flatMap(({ passages }) => passages))
      .filter((one) => one.author === author)
      .map(({ text }) => text);
  }

  describe('a suggestion for a line', () => {
    test('is accepted where a colleague has changed other words, in its author’s name, and says what it changed', async () => {
      const id = await newArticle();
      const made = await put(reviewer, id, { after: 'The mayor spoke for two hours' });
      const { client, write } = await writer(id);
      write('The', ' old');
      write('spoke', ' up');
      await client.saved();
      const [result] = await decide(admin, id, 'accept', [made]);
      expect(result).toMatchObject({ outcome: 'accepted', suggestion: { state: 'accepted' } });
      expect(await headline(id)).toBe('The old mayor spoke up for two hours');
      expect(await wordsOf('reviewer', id)).toEqual(['two hours']);
      const [row] = await listOf(editor, id);
      expect(row?.change).toMatchObject({
        before: 'The old mayor spoke up for an hour',
        after: 'The old mayor spoke up for two hours',
      });
      expect(result?.suggestion).toEqual(row);
      client.close();
    });

    test('is accepted beside another person’s for other words, one after the other and at once', async () => {
      for (const atOnce of [false, true]) {
        const id = await newArticle();
        const mine = await put(reviewer, id, { after: 'The minister spoke for an hour' });
        const theirs = await put(admin, id, { after: 'The mayor spoke for an eternity' });
        const both = atOnce
          ? await decide(editor, id, 'accept', [mine, theirs])
          : [
              ...(await decide(editor, id, 'accept', [mine])),
              ...(await decide(editor, id, 'accept', [theirs])),
            ];
        expect(both.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted']);
        expect(await headline(id)).toBe('The minister spoke for an eternity');
        expect([await wordsOf('reviewer', id), await wordsOf('admin', id)]).toEqual([
          ['minister'],
          ['eternity'],
        ]);
      }
    });

    test('quotes anew where another is accepted, at the moment of its wording, and stays as it is where both want the same words', async () => {
      const id = await newArticle();
      const mine = await put(reviewer, id, { after: 'The minister spoke for an hour' });
      const beside = await put(admin, id, { after: 'The mayor spoke for an eternity' });
      const same = await put(editor, id, { after: 'The major spoke for an hour' });
      await decide(editor, id, 'accept', [mine]);
      expect((await listOf(editor, id)).filter(({ state }) => state === 'open')).toEqual([
        {
          ...beside,
          change: {
            ...beside.change,
            before: 'The minister spoke for an hour',
            after: 'The minister spoke for an eternity',
          },
        },
        same,
      ]);
      expect(await decide(editor, id, 'accept', [same, beside])).toMatchObject([
        { outcome: 'stale', now: 'The minister spoke for an eternity', suggestion: { state: 'open' } },
        { outcome: 'accepted' },
      ]);
    });

    test('is decided on as it was seen where its author’s browser only carried it over to the line as it is', async () => {
      const id = await newArticle();
      const made = await put(reviewer, id, { after: 'The mayor spoke for two hours' });
      const { client, write } = await writer(id);
      write('The', ' old');
      await client.saved();
      const before = 'The old mayor spoke for an hour';
      const carried = await put(
        reviewer,
        id,
        { before, after: 'The old mayor spoke for two hours' },
        made.id,
      );
      expect(carried.updatedAt).toBe(made.updatedAt);
      const other = await put(reviewer, id, { before, after: 'The old mayor spoke for ten hours' }, made.id);
      expect(other.updatedAt > made.updatedAt).toBe(true);
      expect(await decide(editor, id, 'accept', [made])).toMatchObject([{ outcome: 'changed' }]);
      expect(await decide(editor, id, 'accept', [other])).toMatchObject([{ outcome: 'accepted' }]);
      client.close();
    });

    test('is decided on as it was seen where its author says that the line was another one', async () => {
      const id = await newArticle('He is');
      const made = await put(reviewer, id, { before: 'He is', after: 'He is not guilty' });
      const split = await put(reviewer, id, { before: 'He is not', after: 'He is not guilty' }, made.id);
      expect(split.updatedAt > made.updatedAt).toBe(true);
      expect(await decide(editor, id, 'accept', [made])).toMatchObject([{ outcome: 'changed' }]);
      expect(await headline(id)).toBe('He is');
    });

    test('for an empty line is accepted alone: two of them make no line', async () => {
      const id = await newArticle();
      const mine = await put(reviewer, id, { line: 'dek', before: '', after: 'Nobody asked' });
      const theirs = await put(admin, id, { line: 'dek', before: '', after: 'All were silent' });
      expect(await decide(editor, id, 'accept', [mine, theirs])).toMatchObject([
        { outcome: 'accepted' },
        { outcome: 'stale', now: 'Nobody asked' },
      ]);
    });
  });

  test('of two who write in a headline at typing speed while two suggest there nobody’s words are lost or twice', async () => {
    for (let round = 0; round < 6; round += 1) {
      const id = await newArticle('The mayor spoke for an hour and left the hall');
      const [first, second] = [await writer(id), await writer(id)];
      const suggested = async (
        by: Browser,
        one: string,
        other: string,
        last?: Awaited<ReturnType<typeof put>>,
      ) => {
        const before = await headline(id);
        return await put(by, id, { before, after: before.replace(one, other) }, last?.id);
      };
      let mine = await suggested(reviewer, 'an hour', 'six hours');
      const theirs = await suggested(admin, 'the hall', 'the room');
      let [writtenFirst, writtenSecond] = ['The', 'spoke'];
      const letters = [...' old-and-tired'];
      const decisions: Promise<unknown>[] = [];
      for (const [index, letter] of letters.entries()) {
        first.write(writtenFirst, letter);
        second.write(writtenSecond, letter);
        writtenFirst += letter;
        writtenSecond += letter;
        // As the author's browser does while others write.
        if (index === 3 + round) mine = await suggested(reviewer, 'an hour', 'six hours', mine);
        if (index === 5 + round) decisions.push(decide(editor, id, 'accept', [mine]));
        if (index === 7) decisions.push(decide(editor, id, 'accept', [theirs]));
        else await first.client.arrived();
      }
      await Promise.all([first.client.saved(), second.client.saved()]);
      expect((await Promise.all(decisions)).flat()).toMatchObject([
        { outcome: 'accepted' },
        { outcome: 'accepted' },
      ]);
      expect(await headline(id)).toBe(
        'The old-and-tired mayor spoke old-and-tired for six hours and left the room',
      );
      first.client.close();
      second.client.close();
    }
  });

  describe('who undoes the decision on one', () => {
    test('gets its words out of a headline that others have changed since, and can have them again', async () => {
      const id = await newArticle();
      const mine = await put(reviewer, id, { after: 'The minister spoke for an hour' });
      const theirs = await put(admin, id, { after: 'The mayor spoke for an eternity' });
      await decide(editor, id, 'accept', [mine, theirs]);
      const open = await put(editor, id, {
        before: 'The minister spoke for an eternity',
        after: 'The minister sang for an eternity',
      });
      const { client, write } = await writer(id);
      write('spoke', ' up');
      await client.saved();
      expect(await undo(editor, id, [mine])).toMatchObject([
        { outcome: 'reopened', suggestion: { state: 'open' } },
      ]);
      expect(await headline(id)).toBe('The mayor spoke up for an eternity');
      const rows = await listOf(editor, id);
      expect(rows.find((row) => row.id === mine.id)).toMatchObject({
        updatedAt: mine.updatedAt,
        change: {
          before: 'The mayor spoke up for an eternity',
          after: 'The minister spoke up for an eternity',
        },
      });
      expect(rows.find((row) => row.id === open.id)?.change).toMatchObject({
        before: 'The mayor spoke up for an eternity',
        after: 'The mayor sang up for an eternity',
      });
      const again = await decide(editor, id, 'accept', [mine, open]);
      expect(again).toMatchObject([{ outcome: 'accepted' }, { outcome: 'accepted' }]);
      expect(await headline(id)).toBe('The minister sang up for an eternity');
      client.close();
    });

    test('learns of it where those words are others now, and nothing changes', async () => {
      const id = await newArticle();
      const mine = await put(reviewer, id, { after: 'The minister spoke for an hour' });
      await decide(editor, id, 'accept', [mine]);
      const { client, erase, write } = await writer(id);
      erase('minister ');
      write('The ', 'major ');
      await client.saved();
      expect(await undo(editor, id, [mine])).toMatchObject([
        { outcome: 'changed', suggestion: { state: 'accepted' } },
      ]);
      expect(await headline(id)).toBe('The major spoke for an hour');
      client.close();
    });
  });
});
