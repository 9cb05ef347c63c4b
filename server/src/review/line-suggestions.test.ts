import type { Role } from '@galley/shared/access/roles.ts';
import type { Authorship } from '@galley/shared/api/history.ts';
import type { ArticleContent } from '@galley/shared/article/content.ts';
import { article, p, section } from '@galley/shared/article/testing.ts';
import { type ArticleId, newId } from '@galley/shared/ids.ts';
import { liveEventSchema } from '@galley/shared/wire/live.ts';
import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import type { Browser } from '../accounts/testing.ts';
import { until } from '../collab/testing.ts';
import { draft } from '../publishing/testing.ts';
import { suggestLines } from '../storage/migrations/0014-suggested-lines.ts';
import { nameSuggestedRegions } from '../storage/migrations/0076-suggested-regions.ts';
import { forEachStorage, type TestDatabase } from '../storage/testing.ts';
import { editAs, type OpenDesk, openDesk } from '../testing/desk.ts';
import { decide, inputOf, listOf, pathOf, put, seen, wanted } from './suggestions-testing.ts';

forEachStorage((database) => {
  let place: TestDatabase;
  let desk: OpenDesk;
  let admin: Browser;
  let editor: Browser;
  let reviewer: Browser;
  let viewer: Browser;

  beforeAll(async () => {
    place = await database();
    desk = await openDesk(place);
    admin = await desk.as('admin');
    editor = await desk.as('editor');
    reviewer = await desk.as('reviewer');
    viewer = await desk.as('viewer');
  });
  afterAll(() => desk.close());

  const newArticle = () => draft(editor, { content: article(seen, section('text', p('Some words.'))) });

  const headOf = async (id: ArticleId): Promise<ArticleContent> =>
    (await editor.ask('GET', `/api/articles/${id}/moments/now`)).body.content;

  async function wordsOf(role: Role, id: ArticleId): Promise<string[]> {
    const { id: author } = await desk.person(role);
    const { places } = (await editor.ask('GET', `/api/articles/${id}/authorship`)).body as Authorship;
    const passages = places
      .filter(({ place: where }) => where === 'headline')
      .flatMap(({ blocks }) => blocks.flatMap((block) => block.passages));
    return passages.filter((one) => one.author === author).map(({ text }) => text);
  }

  async function rewrite(id: ArticleId, text: string): Promise<void> {
    await editAs(desk, 'editor', id, ({ doc }) => {
      const line = doc.getXmlFragment('headline').get(0);
      const words = line instanceof Y.XmlElement ? line.get(0) : null;
      if (!(words instanceof Y.XmlText)) throw new Error('There is no headline.');
      words.delete(0, words.length);
      words.insert(0, text);
    });
  }

  describe('a suggestion for the headline', () => {
    test('is made, said anew and withdrawn by whoever may comment, and the document stays as it is', async () => {
      const id = await newArticle();
      const made = await put(reviewer, id);
      expect(made).toMatchObject({
        region: 'headline',
        state: 'open',
        change: { type: 'line', before: seen, after: wanted },
      });
      const again = await put(reviewer, id, { after: 'Another' }, made.id);
      expect(again).toMatchObject({ id: made.id, createdAt: made.createdAt });
      expect(again.updatedAt > made.updatedAt).toBe(true);
      expect(await listOf(viewer, id)).toEqual([again]);
      expect((await reviewer.ask('DELETE', pathOf(id, `/${made.id}`))).status).toBe(204);
      expect(await listOf(viewer, id)).toEqual([]);
      expect((await headOf(id)).headline).toBe(seen);
    });

    test('is one a person and line: a later one takes the place of an earlier one', async () => {
      const id = await newArticle();
      const earlier = await put(reviewer, id);
      const theirs = await put(admin, id, { after: 'Somebody else’s' });
      const dek = await put(reviewer, id, { line: 'dek', before: '', after: 'A dek' });
      const later = await put(reviewer, id, { after: 'Later' });
      const ids = async () => (await listOf(editor, id)).map((one) => one.id).sort();
      expect(await ids()).toEqual([theirs.id, dek.id, later.id].sort());
      await put(reviewer, id, { after: 'Once more' }, earlier.id);
      expect(await ids()).toEqual([theirs.id, dek.id, earlier.id].sort());
    });

    test('is one of those that a person’s windows send at the same moment', async () => {
      const id = await newArticle();
      for (let round = 0; round < 20; round += 1) {
        const windows = Array.from({ length: 10 }, (_, index) => `Window ${index} of round ${round}`);
        await Promise.all(windows.map((after) => put(reviewer, id, { after })));
        expect(await listOf(editor, id)).toHaveLength(1);
      }
    }, 60_000);

    test('is there once, however often it is sent, and comes with the live event', async () => {
      const id = await newArticle();
      const events: unknown[] = [];
      const socket = new WebSocket(`${desk.url.replace('http', 'ws')}/api/live`, {
        headers: { cookie: viewer.cookie },
        origin: desk.url,
      });
      socket.on('message', (data) => events.push(liveEventSchema.parse(JSON.parse(String(data)))));
      await until(() => events.length > 0);
      const one = newId<string>();
      const sent = () => reviewer.ask('PUT', pathOf(id, `/${one}`), inputOf());
      const answers = await Promise.all([sent(), sent(), sent()]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
      await until(() => JSON.stringify(events).includes(one));
      const [row] = await listOf(editor, id);
      expect(events).toContainEqual({ type: 'suggestions', article: id, suggestion: row });
      socket.close();
    });

    test('is in no export', async () => {
      const id = await newArticle();
      await put(reviewer, id);
      const answer = await fetch(`${desk.url}/api/articles/${id}/export?format=markdown`, {
        headers: { cookie: editor.cookie },
      });
      const text = await answer.text();
      expect(text).toContain(seen);
      expect(text).not.toContain('major');
    });
  });

  describe('nothing gets in', () => {
    test.each<[what: string, status: number, input: unknown]>([
      ['for another line', 422, inputOf({ line: 'byline' })],
      ['that is too long', 422, inputOf({ after: 'x'.repeat(501) })],
      ['for a dek that is too long', 422, inputOf({ line: 'dek', after: 'x'.repeat(2001) })],
      ['with a line break', 422, inputOf({ after: 'Two\nlines' })],
      ['with a separator of lines', 422, inputOf({ after: 'Two\u2028lines' })],
      ['with a control character', 422, inputOf({ after: 'A\u0000b' })],
      ['with blanks at its end', 422, inputOf({ after: 'A headline ' })],
      ['that suggests nothing', 422, inputOf({ after: seen })],
      ['that quotes without end', 422, inputOf({ before: 'x'.repeat(20_000) })],
      ['that is no text', 422, inputOf({ after: [{ type: 'text', text: 'x' }] })],
      ['in a section', 422, { ...inputOf(), region: newId() }],
      [
        'that is a section’s in a line',
        422,
        {
          region: 'dek',
          change: { type: 'blocks', before: [], after: [p('x')], parent: null, previous: null, next: null },
        },
      ],
    ])('%s', async (_what, status, input) => {
      const id = await newArticle();
      const answer = await reviewer.ask('PUT', pathOf(id, `/${newId<string>()}`), input);
      expect(answer.body).toMatchObject({ status, code: 'invalid-input' });
      expect(answer.body.detail ?? answer.body.issues).toBeTruthy();
      expect(await listOf(editor, id)).toEqual([]);
    });

    test('from a viewer, from nobody, and in the place of somebody else’s', async () => {
      const id = await newArticle();
      const path = pathOf(id, `/${newId<string>()}`);
      expect((await viewer.ask('PUT', path, inputOf())).status).toBe(403);
      expect((await desk.visitor().ask('PUT', path, inputOf())).status).toBe(401);
      const made = await put(reviewer, id);
      const own = pathOf(id, `/${made.id}`);
      expect((await editor.ask('PUT', own, inputOf({ after: 'Mine' }))).status).toBe(409);
      expect((await editor.ask('DELETE', own)).status).toBe(409);
      const input = { suggestions: [{ id: made.id, updatedAt: made.updatedAt }], verdict: 'accept' };
      expect((await reviewer.ask('POST', pathOf(id, '/decisions'), input)).status).toBe(403);
      expect(await listOf(editor, id)).toEqual([made]);
    });
  });

  describe('who accepts it', () => {
    test('changes the line in the name of whoever suggested it, and only the words that differ', async () => {
      const id = await newArticle();
      const made = await put(reviewer, id);
      const [result] = await decide(editor, id, 'accept', [made]);
      expect(result).toMatchObject({ outcome: 'accepted', now: null, suggestion: { state: 'accepted' } });
      expect((await headOf(id)).headline).toBe(wanted);
      expect(await wordsOf('reviewer', id)).toEqual(['major', 'two hours']);
      const { body: history } = await editor.ask('GET', `/api/articles/${id}/history`);
      expect(history.works[0]).toMatchObject({ author: made.author });
      const { id: by } = await desk.person('editor');
      const { body: log } = await admin.ask('GET', `/api/audit?act=suggestion.accepted&article=${id}`);
      expect(log.entries).toMatchObject([{ who: by, person: made.author, details: { suggestion: made.id } }]);
    });

    test('changes the text of the lead image that it is for, and none beside it', async () => {
      const content = { ...article(seen, section('text', p('Some words.'))) };
      content.lead = { media: '', alt: 'A quay', caption: 'The quay', credit: 'Mara Lund' };
      const id = await draft(editor, { content });
      const caption = await put(reviewer, id, {
        line: 'lead-caption',
        before: 'The quay',
        after: 'The old quay',
      });
      const credit = await put(reviewer, id, { line: 'lead-credit', before: 'Mara L.', after: 'M. Lund' });
      expect(await decide(editor, id, 'accept', [caption, credit])).toMatchObject([
        { outcome: 'accepted' },
        { outcome: 'stale', now: 'Mara Lund' },
      ]);
      expect((await headOf(id)).lead).toEqual({ ...content.lead, caption: 'The old quay' });
      const long = inputOf({ line: 'lead-alt', before: 'A quay', after: 'a'.repeat(1001) });
      const refused = await reviewer.ask('PUT', pathOf(id, `/${newId<string>()}`), long);
      expect(refused.body.detail).toBe("the lead image's alt text has at most 1000 characters");
    });

    test('is reported where the line is another one now, with what it says, and nothing changes', async () => {
      const id = await newArticle();
      const made = await put(reviewer, id);
      await rewrite(id, 'The council was silent');
      expect(await decide(editor, id, 'accept', [made])).toMatchObject([
        { outcome: 'stale', now: 'The council was silent', suggestion: { state: 'open', decidedBy: null } },
      ]);
      expect((await headOf(id)).headline).toBe('The council was silent');
      expect(await listOf(editor, id)).toEqual([made]);
      expect(await decide(editor, id, 'reject', [made])).toMatchObject([{ outcome: 'rejected' }]);
      expect((await headOf(id)).headline).toBe('The council was silent');
    });

    test('gives it to one where several want the line, and takes the dek and sections along', async () => {
      const id = await newArticle();
      const mine = await put(reviewer, id);
      const theirs = await put(admin, id, { after: 'Something else' });
      const dek = await put(admin, id, { line: 'dek', before: '', after: 'A dek' });
      const [text] = (await headOf(id)).sections;
      const key = text?.blocks[0]?.attrs?.id;
      const previous = { type: 'paragraph', key };
      const change = { type: 'blocks', before: [], after: [p('More.')], parent: null, previous, next: null };
      const block = await reviewer.ask('PUT', pathOf(id, `/${newId<string>()}`), {
        region: text?.id,
        change,
      });
      const results = await decide(editor, id, 'accept', [mine, theirs, dek, block.body]);
      expect(results.map(({ outcome }) => outcome)).toEqual(['accepted', 'stale', 'accepted', 'accepted']);
      const now = await headOf(id);
      expect([now.headline, now.dek, now.sections[0]?.blocks.length]).toEqual([wanted, 'A dek', 2]);
      const { body: versions } = await editor.ask('GET', `/api/articles/${id}/history`);
      expect(versions.versions).toMatchObject([{ kind: 'accept' }]);
    });

    test('has seen the wording: one that was said anew since stays open', async () => {
      const id = await newArticle();
      const made = await put(reviewer, id);
      const again = await put(reviewer, id, { after: 'Another' }, made.id);
      expect(await decide(editor, id, 'accept', [made])).toMatchObject([{ outcome: 'changed' }]);
      expect((await headOf(id)).headline).toBe(seen);
      expect(await decide(editor, id, 'accept', [again])).toMatchObject([{ outcome: 'accepted' }]);
      expect(await decide(admin, id, 'reject', [again])).toMatchObject([{ outcome: 'decided' }]);
      expect((await reviewer.ask('PUT', pathOf(id, `/${made.id}`), inputOf())).status).toBe(409);
      expect((await headOf(id)).headline).toBe('Another');
    });
  });
});

describe('suggestions from before they named a region', () => {
  forEachStorage((database) => {
    test('are kept, those for sections and those for lines, and so are decisions on them', async () => {
      const place = await database();
      const storage = await place.open();
      const { db } = storage;
      // As the table was at first.
      await sql`drop table "suggestion"`.execute(db);
      const columns = ['article', 'section', 'author', 'change', 'state', 'createdAt', 'updatedAt'];
      await sql
        .raw(
          `create table "suggestion" ("id" text primary key, ${columns.map((name) => `"${name}" text not null`).join(', ')}, "decidedBy" text, "decidedAt" text)`,
        )
        .execute(db);
      await sql`insert into "suggestion" values ('one', 'article', 'section', 'author', '{}', 'open', 'then', 'now', null, null)`.execute(
        db,
      );
      // A step of the schema knows no tables, for it works on what was there before.
      const steps = db as unknown as Kysely<unknown>;
      await suggestLines(steps);
      const change = { type: 'line', line: 'dek', before: 'A dek', after: 'Another' };
      await sql`insert into "suggestion" ("id", "article", "line", "author", "change", "state", "createdAt", "updatedAt", "decidedBy", "decidedAt") values ('two', 'article', 'dek', 'author', ${JSON.stringify(change)}, 'accepted', 'then', 'now', 'editor', 'later')`.execute(
        db,
      );
      const decided = (which: object[]) =>
        JSON.stringify({ type: 'suggestions-decided', article: 'article', accepted: 2, rejected: 0, which });
      const old = [
        { id: 'one', section: 'section', accepted: true },
        { id: 'two', section: null, accepted: true },
      ];
      await db
        .insertInto('deskEvent')
        .values({ id: 'event', event: decided(old), createdAt: 'now', attempts: 0, nextAt: 'now' })
        .execute();
      await nameSuggestedRegions(steps);
      const same = { article: 'article', author: 'author', createdAt: 'then', updatedAt: 'now' };
      expect(await db.selectFrom('suggestion').selectAll().orderBy('id').execute()).toEqual([
        {
          ...same,
          id: 'one',
          region: 'section',
          change: '{}',
          state: 'open',
          decidedBy: null,
          decidedAt: null,
        },
        {
          ...same,
          id: 'two',
          region: 'dek',
          change: JSON.stringify({ type: 'line', before: 'A dek', after: 'Another' }),
          state: 'accepted',
          decidedBy: 'editor',
          decidedAt: 'later',
        },
      ]);
      const { event } = await db.selectFrom('deskEvent').select('event').executeTakeFirstOrThrow();
      expect(JSON.parse(event).which).toEqual([
        { id: 'one', region: 'section', accepted: true },
        { id: 'two', region: 'dek', accepted: true },
      ]);
      await storage.close();
    });
  });
});
