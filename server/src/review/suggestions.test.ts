import type { Role } from '@galley/shared/access/roles.ts';
import type { Authorship } from '@galley/shared/api/history.ts';
import type { DecisionAnswer, Suggestion } from '@galley/shared/api/suggestions.ts';
import { type NodeJson, pictureTextLimits, type SectionContent } from '@galley/shared/article/content.ts';
import { sectionFragment } from '@galley/shared/article/document.ts';
import { withTextsAsNodes } from '@galley/shared/article/picture-texts.ts';
import { blocksOf, checkedDocument } from '@galley/shared/article/read-article.ts';
import { article, figure, h, link, p, section, t } from '@galley/shared/article/testing.ts';
import { type ArticleId, newId, type SectionId } from '@galley/shared/ids.ts';
import { sectionHash } from '@galley/shared/review/approvals.ts';
import { layOut, quoteAt } from '@galley/shared/review/quotes.ts';
import { applyChanges } from '@galley/shared/review/suggestions/apply.ts';
import { changeOf } from '@galley/shared/review/suggestions/change.ts';
import { diffSections, overlaps } from '@galley/shared/review/suggestions/hunks.ts';
import { faceOf } from '@galley/shared/review/suggestions/nodes.ts';
import { locate } from '@galley/shared/review/suggestions/place.ts';
import type { SectionChange } from '@galley/shared/review/suggestions/suggestion-change.ts';
import { liveEventSchema } from '@galley/shared/wire/live.ts';
import type { Node } from '@tiptap/pm/model';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { Browser } from '../accounts/testing.ts';
import { TestClient, until } from '../collab/testing.ts';
import { draft } from '../publishing/testing.ts';
import { forEachStorage, type TestDatabase } from '../storage/testing.ts';
import { editAs, type OpenDesk, openDesk } from '../testing/desk.ts';
import { isWithoutRedis, redisUrl } from '../testing/redis.ts';
import { maxOpen } from './suggestions.ts';
import { decide, listOf, pathOf, undo } from './suggestions-testing.ts';

/** What a person suggests who makes these blocks of those. */
function proposals(before: readonly NodeJson[], after: readonly NodeJson[]): SectionChange[] {
  const [base, fork] = [checkedDocument(before), checkedDocument(after)];
  return diffSections(base, fork).map((hunk) => changeOf(base, fork, hunk));
}

/** The block with some of its words replaced. */
function reworded(block: NodeJson, words: string, by: string): NodeJson {
  const text = (block.content ?? []).map((node) => node.text ?? '').join('');
  if (!text.includes(words)) throw new Error(`“${words}” is not in “${text}”.`);
  return { ...block, content: [t(text.replace(words, by))] };
}

const textOf = ({ blocks }: SectionContent) =>
  blocks.map((block) => (block.content ?? []).map((node) => node.text ?? '').join('')).join('\n');

async function sectionsOf(by: Browser, id: ArticleId): Promise<SectionContent[]> {
  return (await by.ask('GET', `/api/articles/${id}/moments/now`)).body.content.sections;
}

/** Suggests to make these blocks of the section's; gives the suggestions. */
async function suggest(
  by: Browser,
  id: ArticleId,
  { id: place, blocks }: SectionContent,
  after: readonly NodeJson[],
): Promise<SectionSuggestion[]> {
  const made: SectionSuggestion[] = [];
  for (const change of proposals(blocks, after)) {
    const { status, body } = await by.ask('PUT', pathOf(id, `/${newId<string>()}`), {
      region: place,
      change,
    });
    if (status !== 201) throw new Error(JSON.stringify(body));
    made.push(body);
  }
  return made;
}

type SectionSuggestion = Suggestion & { change: SectionChange };

const outcomes = (results: DecisionAnswer['results']) => results.map(({ outcome }) => outcome);

const first = 'The mayor spoke for an hour.';
const second = 'Nobody in the hall asked a question.';

async function newArticle(editor: Browser, template = 'blank') {
  const kinds = template === 'news' ? ['introduction', 'news'] : ['text', 'more'];
  const content = article(
    'Headline',
    section(kinds[0] ?? '', p(first), p(second)),
    section(kinds[1] ?? '', p('Other words.')),
  );
  const id = await draft(editor, { content, template });
  const [one, other] = await sectionsOf(editor, id);
  const [top, bottom] = one?.blocks ?? [];
  if (!one || !other || !top || !bottom) throw new Error('The article is not whole.');
  return { id, one, other, top, bottom };
}

forEachStorage((database, kind) => {
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

  /** Opens the article as this person's editor does. */
  async function opened(browser: Browser, id: ArticleId): Promise<TestClient> {
    const { origin } = new URL(desk.url);
    const socket = { url: `${origin.replace('http', 'ws')}/api/collab`, origin };
    return await new TestClient(socket, browser.cookie, id).synced();
  }

  const now = async (id: ArticleId, { id: wanted }: { id: SectionId }) => {
    const found = (await sectionsOf(editor, id)).find((one) => one.id === wanted);
    if (!found) throw new Error('The section is gone.');
    return found;
  };

  /** What this person wrote of the text as it stands. */
  async function wordsOf(role: Role, id: ArticleId): Promise<string[]> {
    const { id: author } = await desk.person(role);
    const { places } = (await editor.ask('GET', `/api/articles/${id}/authorship`)).body as Authorship;
    const passages = places.flatMap(({ blocks }) => blocks.flatMap((block) => block.passages));
    return passages.filter((one) => one.author === author).map(({ text }) => text);
  }

  describe('a suggestion', () => {
    test('is made, said anew, withdrawn and made again, and the document stays as it is', async () => {
      const { id, one, top, bottom } = await newArticle(editor);
      const [made] = await suggest(reviewer, id, one, [reworded(top, 'an hour', 'two hours'), bottom]);
      expect(made).toMatchObject({
        article: id,
        region: one.id,
        author: (await desk.person('reviewer')).id,
        state: 'open',
        decidedBy: null,
      });
      const path = pathOf(id, `/${made?.id}`);
      const [change] = proposals(one.blocks, [reworded(top, 'an hour', 'three hours'), bottom]);
      const again = await reviewer.ask('PUT', path, { region: one.id, change });
      expect(again.status).toBe(200);
      expect(again.body).toMatchObject({ id: made?.id, change, createdAt: made?.createdAt });
      expect(await listOf(viewer, id)).toMatchObject([{ id: made?.id, change }]);

      expect((await reviewer.ask('DELETE', path)).status).toBe(204);
      expect((await reviewer.ask('DELETE', path)).status).toBe(204);
      expect(await listOf(viewer, id)).toEqual([]);
      expect((await reviewer.ask('PUT', path, { region: one.id, change })).status).toBe(200);
      expect(await listOf(viewer, id)).toMatchObject([{ id: made?.id, state: 'open' }]);
      expect(textOf(await now(id, one))).toBe(`${first}\n${second}`);
    });

    test('is there once, however often it is sent', async () => {
      const { id, one, top } = await newArticle(editor);
      const [change] = proposals(one.blocks, [top]);
      const path = pathOf(id, `/${newId<string>()}`);
      const answers = await Promise.all(
        [1, 2, 3].map(() => reviewer.ask('PUT', path, { region: one.id, change })),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
      expect(new Set(answers.map(({ body }) => body.updatedAt)).size).toBe(1);
      expect(await listOf(editor, id)).toHaveLength(1);
    });

    test('comes with the live event where it is small, so that others see it being typed', async () => {
      const { id, one, top, bottom } = await newArticle(editor);
      const events: unknown[] = [];
      const socket = new WebSocket(`${desk.url.replace('http', 'ws')}/api/live`, {
        headers: { cookie: viewer.cookie },
        origin: desk.url,
      });
      socket.on('message', (data) => events.push(liveEventSchema.parse(JSON.parse(String(data)))));
      await until(() => events.length > 0);
      const [small] = await suggest(reviewer, id, one, [reworded(top, 'mayor', 'major'), bottom]);
      await until(() => JSON.stringify(events).includes(small?.id ?? 'none'));
      expect(events).toContainEqual({ type: 'suggestions', article: id, suggestion: small });
      await suggest(reviewer, id, one, [top, bottom, p('long '.repeat(4000))]);
      await until(
        () => JSON.stringify(events.at(-1)) === JSON.stringify({ type: 'suggestions', article: id }),
      );
      socket.close();
    });

    test('of somebody else or of another article is not to be taken over, and a decided one not to be changed', async () => {
      const { id, one, top } = await newArticle(editor);
      const [made] = await suggest(reviewer, id, one, [top]);
      const body = { region: one.id, change: made?.change };
      const path = pathOf(id, `/${made?.id}`);
      expect((await editor.ask('PUT', path, body)).body).toMatchObject({ status: 409, code: 'conflict' });
      expect((await admin.ask('DELETE', path)).status).toBe(409);
      const elsewhere = await newArticle(editor);
      const taken = await reviewer.ask('PUT', pathOf(elsewhere.id, `/${made?.id}`), {
        ...body,
        region: elsewhere.one.id,
      });
      expect(taken.status).toBe(409);
      expect((await reviewer.ask('DELETE', pathOf(elsewhere.id, `/${made?.id}`))).status).toBe(409);
      expect(outcomes(await decide(editor, elsewhere.id, 'accept', made ? [made] : []))).toEqual(['unknown']);
      expect(await listOf(editor, id)).toMatchObject([{ id: made?.id, state: 'open' }]);

      await decide(editor, id, 'reject', made ? [made] : []);
      expect((await reviewer.ask('PUT', path, body)).status).toBe(409);
      expect((await reviewer.ask('DELETE', path)).status).toBe(409);
      expect(await listOf(editor, id)).toMatchObject([{ id: made?.id, state: 'rejected' }]);
    });

    test('is the business of those who may comment, and only the desk decides', async () => {
      const { id, one, top } = await newArticle(editor);
      const [change] = proposals(one.blocks, [top]);
      const path = pathOf(id, `/${newId<string>()}`);
      expect((await viewer.ask('PUT', path, { region: one.id, change })).status).toBe(403);
      expect((await desk.visitor().ask('GET', pathOf(id))).status).toBe(401);
      const [made] = await suggest(reviewer, id, one, [top]);
      for (const nobody of [reviewer, viewer]) {
        const input = { suggestions: [{ id: made?.id, updatedAt: made?.updatedAt }], verdict: 'accept' };
        expect((await nobody.ask('POST', pathOf(id, '/decisions'), input)).status).toBe(403);
      }
      expect(textOf(await now(id, one))).toContain(second);
    });
  });

  describe('nothing gets in', () => {
    const words = (change: object) => ({
      type: 'text',
      block: 'abcd',
      prefix: '',
      suffix: '',
      at: 0,
      before: [],
      after: [],
      ...change,
    });
    const blocks = (after: unknown[], change: object = {}) => ({
      type: 'blocks',
      before: [],
      after,
      parent: null,
      previous: null,
      next: null,
      ...change,
    });
    const deep = (depth: number): NodeJson =>
      depth === 0 ? p('x') : { type: 'blockquote', attrs: { source: '' }, content: [deep(depth - 1)] };

    test.each<[what: string, change: unknown]>([
      ['without a form', { type: 'planet' }],
      ['that suggests nothing', words({})],
      ['with a block in a text', words({ after: [p('x')] })],
      ['with text among blocks', blocks([t('x')])],
      ['of an unknown node', blocks([{ type: 'iframe', attrs: { src: 'https://evil.example' } }])],
      ['of an unknown mark', words({ after: [t('x', 'blink')] })],
      ['with a link that runs a script', words({ after: [t('x', link('javascript:alert(1)'))] })],
      ['with an anchor', words({ after: [t('x', { type: 'anchor', attrs: { id: newId() } })] })],
      ['with an anchor in a block', blocks([p(t('x', { type: 'anchor', attrs: { id: newId() } }))])],
      ['with a block that holds what it can’t', blocks([{ ...p(), content: [p('x')] }])],
      ['with an id that is none', blocks([{ ...p('x'), attrs: { id: '"><script>' } }])],
      ['nested without end', blocks([deep(200)])],
      ['of an empty text', words({ after: [{ type: 'text', text: '' }] })],
      ['with a long context', words({ after: [t('x')], prefix: 'x'.repeat(4000) })],
      ['with more than one suggestion may hold', blocks([p('x'.repeat(100_000))])],
    ])('%s', async (_what, change) => {
      const { id, one } = await newArticle(editor);
      const answer = await reviewer.ask('PUT', pathOf(id, `/${newId<string>()}`), {
        region: one.id,
        change,
      });
      expect(answer.body).toMatchObject({ status: 422, code: 'invalid-input' });
      expect(await listOf(editor, id)).toEqual([]);
    });

    test('of more bytes than a request may have', async () => {
      const { id, one } = await newArticle(editor);
      const input = { region: one.id, change: blocks([p('x'.repeat(200_000))]) };
      expect((await reviewer.ask('PUT', pathOf(id, `/${newId<string>()}`), input)).status).toBe(413);
    });

    test('for a section or under an id that there is not', async () => {
      const { id, one, other } = await newArticle(editor);
      const change = blocks([p('x')]);
      const nowhere = { region: newId<string>(), change };
      expect((await reviewer.ask('PUT', pathOf(id, `/${newId<string>()}`), nowhere)).status).toBe(404);
      await editAs(desk, 'editor', id, ({ doc }) =>
        doc.getMap<Map<string, unknown>>('outline').get(other.id)?.set('removed', true),
      );
      const removed = { region: other.id, change };
      expect((await reviewer.ask('PUT', pathOf(id, `/${newId<string>()}`), removed)).status).toBe(404);
      for (const none of ['x', 'A'.repeat(16), "1'%20or%201=1"])
        expect((await reviewer.ask('PUT', pathOf(id, `/${none}`), { region: one.id, change })).status).toBe(
          404,
        );
    });

    test('that the template leaves out of its section', async () => {
      const { id, one } = await newArticle(editor, 'news');
      const input = { region: one.id, change: blocks([h(2, 'A subheading')]) };
      const answer = await reviewer.ask('PUT', pathOf(id, `/${newId<string>()}`), input);
      expect(answer.body).toMatchObject({ status: 422, detail: expect.stringContaining('heading') });
    });

    test('beyond what one person may have open', async () => {
      const { id, one } = await newArticle(editor);
      const change = blocks([p('x')], { previous: { type: 'paragraph', key: one.blocks[1]?.attrs?.id } });
      const put = () => reviewer.ask('PUT', pathOf(id, `/${newId<string>()}`), { region: one.id, change });
      for (let made = 0; made < maxOpen; made += 50) await Promise.all(Array.from({ length: 50 }, put));
      expect(await put()).toMatchObject({ status: 413 });
      expect((await suggest(editor, id, one, [...one.blocks, p('y')])).length).toBe(1);
    }, 60_000);

    test('by the socket: what a reviewer writes there changes no document', async () => {
      const { id, one } = await newArticle(editor);
      const client = await opened(reviewer, id);
      client.text('text').insert(0, 'As suggested: ');
      await until(() => client.messages.length > 0);
      expect(client.messages).toMatchObject([{ type: 'refused', reason: 'read-only' }]);
      client.close();
      const other = await opened(reviewer, id);
      other.doc.getMap('suggestions').set(newId<string>(), { state: 'accepted' });
      await until(() => other.messages.length > 0);
      other.close();
      expect(textOf(await now(id, one))).toBe(`${first}\n${second}`);
    });
  });

  describe('the words of a picture', () => {
    /** An article with a picture, which has these words. */
    async function withPicture() {
      const picture = figure('apicture', '', 'The harbor at dawn', '');
      const content = article('Headline', section('text', p('Before.'), picture));
      const id = await draft(editor, { content });
      const [one] = await sectionsOf(editor, id);
      const [top, stands] = one?.blocks ?? [];
      if (!one || !top || !stands) throw new Error('The article is not whole.');
      const key = `${stands.attrs?.id}-figureCaption`;
      const said = (words: object): NodeJson => ({ ...stands, attrs: { ...stands.attrs, ...words } });
      const suggestWords = async (by: Browser, words: object) => {
        const forms = [stands, said(words)].map((block) => withTextsAsNodes([top, block]));
        const [change] = proposals(forms[0] ?? [], forms[1] ?? []);
        return await by.ask('PUT', pathOf(id, `/${newId<string>()}`), { region: one.id, change });
      };
      return { id, one, key, suggestWords };
    }

    test('are suggested on in parts, by several people, and each part is accepted in its author’s name', async () => {
      const { id, one, suggestWords } = await withPicture();
      const made = [
        (await suggestWords(reviewer, { caption: 'The old harbor at dawn' })).body,
        (await suggestWords(admin, { credit: 'Mara Lund' })).body,
      ];
      expect(made.map(({ change }) => change?.type)).toEqual(['text', 'text']);
      expect(outcomes(await decide(editor, id, 'accept', made))).toEqual(['accepted', 'accepted']);
      expect((await now(id, one)).blocks[1]?.attrs).toMatchObject({
        caption: 'The old harbor at dawn',
        credit: 'Mara Lund',
      });
      expect((await wordsOf('reviewer', id)).join('')).toContain('old');
      expect((await wordsOf('reviewer', id)).join('')).not.toContain('dawn');
    });

    test('take nothing in that they can’t hold: the suggestion is stale and the text stays', async () => {
      const { id, one, key } = await withPicture();
      const at = { type: 'text', block: key, prefix: 'The ', suffix: 'harbor at dawn', at: 4, before: [] };
      for (const after of [
        [t('old ', 'bold')],
        [{ type: 'hardBreak' }],
        [t('x'.repeat(pictureTextLimits.caption))],
      ]) {
        const path = pathOf(id, `/${newId<string>()}`);
        const made = await reviewer.ask('PUT', path, { region: one.id, change: { ...at, after } });
        if (made.status !== 201) continue;
        expect(outcomes(await decide(editor, id, 'accept', [made.body]))).not.toContain('accepted');
      }
      expect((await now(id, one)).blocks[1]?.attrs).toMatchObject({ caption: 'The harbor at dawn' });
      const anchored = { ...t('old '), marks: [{ type: 'anchor', attrs: { id: newId<string>() } }] };
      const forged = { region: one.id, change: { ...at, after: [anchored] } };
      expect((await reviewer.ask('PUT', pathOf(id, `/${newId<string>()}`), forged)).status).toBe(422);
      const long = { region: one.id, change: { ...at, block: 'x'.repeat(81), after: [t('old ')] } };
      expect((await reviewer.ask('PUT', pathOf(id, `/${newId<string>()}`), long)).status).toBe(422);
    });
  });

  describe('who undoes a decision', () => {
    test('opens a rejected suggestion again', async () => {
      const { id, one, top, bottom } = await newArticle(editor);
      const made = await suggest(reviewer, id, one, [reworded(top, 'an hour', 'six days'), bottom]);
      await decide(editor, id, 'reject', made);
      const [result] = await undo(admin, id, made);
      expect(result).toMatchObject({
        outcome: 'reopened',
        suggestion: { state: 'open', decidedBy: null, decidedAt: null },
      });
      expect(await decide(editor, id, 'accept', made)).toMatchObject([{ outcome: 'accepted' }]);
      const { entries } = (await admin.ask('GET', `/api/audit?article=${id}&act=suggestion.reopened`)).body;
      expect(entries).toMatchObject([{ act: 'suggestion.reopened', who: (await desk.person('admin')).id }]);
    });

    test('takes accepted words out of the text, what else was written there stays, and both can be done again', async () => {
      const { id, one, top, bottom } = await newArticle(editor);
      const changed = reworded(reworded(top, 'The', 'A'), 'an hour', 'six days');
      const made = await suggest(reviewer, id, one, [changed, p('Put in.'), bottom]);
      const accepted = await decide(editor, id, 'accept', made);
      expect(accepted.map(({ outcome }) => outcome)).toEqual(made.map(() => 'accepted'));
      const client = await opened(editor, id);
      client.text('text').insert(0, 'Meanwhile: ');
      await client.saved();
      client.close();
      expect((await undo(editor, id, made)).map(({ outcome }) => outcome)).toEqual(
        made.map(() => 'reopened'),
      );
      expect(textOf(await now(id, one))).toBe(`Meanwhile: ${first}\n${second}`);
      const again = await decide(editor, id, 'accept', made);
      expect(again.map(({ outcome }) => outcome)).toEqual(made.map(() => 'accepted'));
    });

    test('leaves the text alone where the accepted words no longer stand, and says so', async () => {
      const { id, one, top, bottom } = await newArticle(editor);
      const made = await suggest(reviewer, id, one, [reworded(top, 'an hour', 'six days'), bottom]);
      await decide(editor, id, 'accept', made);
      const client = await opened(editor, id);
      const text = client.text('text');
      text.insert(text.toString().indexOf('days'), 'long ');
      await client.saved();
      client.close();
      expect(await undo(editor, id, made)).toMatchObject([
        { outcome: 'changed', suggestion: { state: 'accepted' } },
      ]);
      expect(textOf(await now(id, one))).toContain('six long days');
    });

    test('of a headline gets the headline that was there', async () => {
      const { id } = await newArticle(editor);
      const change = { type: 'line', before: 'Headline', after: 'Another headline' };
      const { body: made } = await reviewer.ask('PUT', pathOf(id, `/${newId<string>()}`), {
        region: 'headline',
        change,
      });
      await decide(editor, id, 'accept', [made]);
      expect(await undo(editor, id, [made])).toMatchObject([{ outcome: 'reopened' }]);
      expect((await editor.ask('GET', `/api/articles/${id}/moments/now`)).body.content.headline).toBe(
        'Headline',
      );
      expect(await undo(editor, id, [made])).toMatchObject([{ outcome: 'open' }]);
    });

    test('is somebody who may decide', async () => {
      const { id, one, top, bottom } = await newArticle(editor);
      const made = await suggest(reviewer, id, one, [reworded(top, 'an hour', 'six days'), bottom]);
      await decide(editor, id, 'reject', made);
      const body = { suggestions: made.map((suggestion) => suggestion.id) };
      expect((await reviewer.ask('POST', pathOf(id, '/undo'), body)).body.code).toBe('not-allowed');
      expect(await undo(editor, id, [{ id: newId<Suggestion['id']>() }])).toMatchObject([
        { outcome: 'unknown' },
      ]);
    });
  });

  describe('who accepts', () => {
    test('changes the text in the name of whoever suggested it, for all who have it open', async () => {
      const { id, one, top, bottom } = await newArticle(editor);
      const client = await opened(editor, id);
      const made = await suggest(reviewer, id, one, [reworded(top, 'an hour', 'ninety minutes'), bottom]);
      const [result] = await decide(editor, id, 'accept', made);
      expect(result).toMatchObject({
        outcome: 'accepted',
        now: null,
        suggestion: { state: 'accepted', decidedBy: (await desk.person('editor')).id },
      });
      expect(textOf(await now(id, one))).toBe(`The mayor spoke for ninety minutes.\n${second}`);
      await until(() => client.text('text').toString() === 'The mayor spoke for ninety minutes.');
      client.close();
      expect(await wordsOf('reviewer', id)).toEqual(['ninety minutes']);
      const { body: history } = await editor.ask('GET', `/api/articles/${id}/history`);
      expect(history.works[0]).toMatchObject({ author: (await desk.person('reviewer')).id });
    });

    test('takes over no words by making another kind of block of them', async () => {
      const { id, one, bottom } = await newArticle(editor);
      const made = await suggest(reviewer, id, one, [h(2, first), bottom]);
      await decide(admin, id, 'accept', made);
      expect((await now(id, one)).blocks[0]?.type).toBe('heading');
      expect(await wordsOf('reviewer', id)).toEqual([]);
      expect((await wordsOf('editor', id)).join('\n')).toContain(first);
    });

    test('takes over nothing that stands between two replacements in one block', async () => {
      const { id, one, top, bottom } = await newArticle(editor);
      const changed = reworded(reworded(top, 'The', 'A'), 'an hour', 'six days');
      const made = await suggest(reviewer, id, one, [changed, bottom]);
      expect(made).toHaveLength(2);
      await decide(editor, id, 'accept', made);
      expect(await wordsOf('reviewer', id)).toEqual(['A', 'six days']);
      expect(await wordsOf('editor', id)).toContain(' mayor spoke for ');
    });

    test('has one outcome where two decide at once', async () => {
      for (const [mine, theirs] of [
        ['accept', 'accept'],
        ['accept', 'reject'],
      ] as const) {
        const { id, one, top, bottom } = await newArticle(editor);
        const made = await suggest(reviewer, id, one, [top, bottom, p('More.')]);
        const both = await Promise.all([decide(editor, id, mine, made), decide(admin, id, theirs, made)]);
        const all = outcomes(both.flat());
        expect(all.filter((outcome) => outcome === 'decided')).toHaveLength(1);
        const [row] = await listOf(editor, id);
        expect(all).toContain(row?.state);
        const late = both.flat().find(({ outcome }) => outcome === 'decided');
        expect(late?.suggestion).toEqual(row);
        const times = textOf(await now(id, one)).split('More.').length - 1;
        expect(times).toBe(row?.state === 'accepted' ? 1 : 0);
      }
    });

    test('reports text that no longer stands, with what stands there, and nothing changes', async () => {
      const { id, one, top, bottom } = await newArticle(editor);
      const [made, other] = [
        ...(await suggest(reviewer, id, one, [reworded(top, 'mayor', 'major'), bottom])),
        ...(await suggest(reviewer, id, one, [top])),
      ];
      await editAs(desk, 'editor', id, (client) => {
        const text = client.text('text');
        text.delete(0, text.length);
        text.insert(0, 'The council was silent.');
        sectionFragment(client.doc, one.id).delete(1, 1);
      });
      const results = await decide(editor, id, 'accept', made && other ? [made, other] : []);
      expect(results).toMatchObject([
        { outcome: 'stale', now: 'The council was silent.', suggestion: { state: 'open', decidedBy: null } },
        { outcome: 'stale', now: null },
      ]);
      expect(textOf(await now(id, one))).toBe('The council was silent.');
      expect(await listOf(editor, id)).toMatchObject([{ state: 'open' }, { state: 'open' }]);
    });

    test('takes one person’s or one section’s all at once, of which a version is kept', async () => {
      const { id, one, other, top, bottom } = await newArticle(editor);
      const made = [
        ...(await suggest(reviewer, id, one, [
          reworded(top, 'spoke', 'laughed'),
          reworded(bottom, 'Nobody', 'People'),
        ])),
        ...(await suggest(reviewer, id, other, [...other.blocks, p('And a last one.')])),
        ...(await suggest(admin, id, one, [reworded(top, 'an hour', 'six days'), bottom, p('They left.')])),
      ];
      const results = await decide(editor, id, 'accept', made);
      expect(new Set(outcomes(results))).toEqual(new Set(['accepted']));
      expect(textOf(await now(id, one))).toBe(
        'The mayor laughed for six days.\nPeople in the hall asked a question.\nThey left.',
      );
      expect(textOf(await now(id, other))).toBe('Other words.\nAnd a last one.');
      const { body } = await editor.ask('GET', `/api/articles/${id}/history`);
      expect(body.versions).toMatchObject([{ kind: 'accept' }]);
      const kept = await editor.ask('GET', `/api/articles/${id}/moments/v-${body.versions[0].id}`);
      expect(textOf(kept.body.content.sections[0])).toBe(`${first}\n${second}`);
      expect(await wordsOf('reviewer', id)).toEqual(['laughed', 'People', 'And a last one.']);
      expect(await wordsOf('admin', id)).toEqual(['six days', 'They left.']);
    });

    test('of two that want the same words accepts the first, and says what stands there now', async () => {
      const { id, one, top, bottom } = await newArticle(editor);
      const [mine] = await suggest(reviewer, id, one, [reworded(top, 'an hour', 'a day'), bottom]);
      const [theirs] = await suggest(admin, id, one, [reworded(top, 'an hour', 'a week'), bottom]);
      const results = await decide(editor, id, 'accept', theirs && mine ? [theirs, mine] : []);
      expect(results).toMatchObject([
        { id: theirs?.id, outcome: 'stale', now: 'The mayor spoke for a day.' },
        { id: mine?.id, outcome: 'accepted' },
      ]);
    });

    test('leaves open ones beside it standing', async () => {
      const { id, one, top, bottom } = await newArticle(editor);
      const [mine] = await suggest(reviewer, id, one, [
        reworded(top, 'mayor spoke', 'mayor himself spoke'),
        bottom,
      ]);
      const [theirs] = await suggest(admin, id, one, [reworded(top, 'The mayor', 'The old mayor'), bottom]);
      const [tail] = await suggest(admin, id, one, [reworded(top, 'spoke', 'sang'), bottom]);
      for (const next of [theirs, tail, mine])
        expect(outcomes(await decide(editor, id, 'accept', next ? [next] : []))).toEqual(['accepted']);
      expect(textOf(await now(id, one))).toContain('The old mayor himself sang for an hour.');
    });

    test('gives suggested blocks an id of their own where theirs is taken', async () => {
      const { id, one, other, top, bottom } = await newArticle(editor);
      const [change] = proposals(one.blocks, [top, bottom, p('A copy.')]);
      if (change?.type !== 'blocks') throw new Error('Blocks were to be suggested.');
      const after = change.after.map((node) => ({ ...node, attrs: other.blocks[0]?.attrs ?? {} }));
      const input = { region: one.id, change: { ...change, after } };
      const { body } = await reviewer.ask('PUT', pathOf(id, `/${newId<string>()}`), input);
      expect(outcomes(await decide(editor, id, 'accept', [body]))).toEqual(['accepted']);
      const ids = (await sectionsOf(editor, id)).flatMap(({ blocks: all }) =>
        all.map(({ attrs }) => attrs?.id),
      );
      expect(ids).toHaveLength(4);
      expect(new Set(ids).size).toBe(4);
    });

    test('can accept an editor’s note, which readers never see', async () => {
      const { id, one, top, bottom } = await newArticle(editor);
      const noted = { ...top, content: [t(first, { type: 'note', attrs: { text: 'Who counted?' } })] };
      await decide(editor, id, 'accept', await suggest(reviewer, id, one, [noted, bottom]));
      expect(JSON.stringify(await now(id, one))).toContain('Who counted?');
    });

    test('lets threads keep their place in what comes instead', async () => {
      const { id, one, top, bottom } = await newArticle(editor);
      const { text } = layOut(checkedDocument(one.blocks));
      const start = text.indexOf('an hour');
      const thread = newId<string>();
      await reviewer.ask('POST', `/api/articles/${id}/threads`, {
        id: thread,
        subject: { type: 'text', section: one.id, quote: quoteAt(text, start, start + 'an hour'.length) },
        comment: { id: newId<string>(), body: 'Really?' },
      });
      const made = await suggest(reviewer, id, one, [reworded(top, 'an hour', 'a minute'), bottom]);
      expect(outcomes(await decide(editor, id, 'accept', made))).toEqual(['accepted']);
      const client = await opened(editor, id);
      const marked = JSON.stringify(blocksOf(sectionFragment(client.doc, one.id))).includes(thread);
      client.close();
      expect(marked).toBe(true);
      expect(textOf(await now(id, one))).toContain('a minute');
    });

    test('is refused by a sealed section, and the rest is done', async () => {
      const { id, one, other, top, bottom } = await newArticle(editor, 'news');
      const made = [
        ...(await suggest(reviewer, id, one, [reworded(top, 'mayor', 'major'), bottom])),
        ...(await suggest(reviewer, id, other, [...other.blocks, p('More news.')])),
      ];
      const acts = `/api/articles/${id}/sections/${one.id}/acts`;
      await editor.ask('POST', acts, { act: 'mark-ready' });
      const hash = sectionHash(one);
      expect((await reviewer.ask('POST', acts, { act: 'approve', hash })).status).toBe(200);
      const results = await decide(editor, id, 'accept', made);
      expect(results).toMatchObject([
        { outcome: 'sealed', suggestion: { state: 'open', decidedBy: null } },
        { outcome: 'accepted' },
      ]);
      expect(sectionHash(await now(id, one))).toBe(hash);
      expect(textOf(await now(id, other))).toContain('More news.');
      const { body } = await editor.ask('GET', `/api/articles/${id}/sections`);
      expect(body.find((status: { section: string }) => status.section === one.id)).toMatchObject({
        state: 'approved',
      });
    });

    test('changes what an approval would be bound to, as any edit does', async () => {
      const { id, one, top, bottom } = await newArticle(editor, 'news');
      const acts = `/api/articles/${id}/sections/${one.id}/acts`;
      await editor.ask('POST', acts, { act: 'mark-ready' });
      await decide(
        editor,
        id,
        'accept',
        await suggest(reviewer, id, one, [reworded(top, 'mayor', 'major'), bottom]),
      );
      const late = await reviewer.ask('POST', acts, { act: 'approve', hash: sectionHash(one) });
      expect(late.body).toMatchObject({ code: 'text-changed' });
    });
  });

  describe('a suggestion that its author has worded anew', () => {
    /** Suggests `word` for the hour; with an `id`, in the place of what that said. */
    const say = async (
      { id, one, top, bottom }: Awaited<ReturnType<typeof newArticle>>,
      word: string,
      suggestion = newId<string>(),
    ): Promise<Suggestion> => {
      const [change] = proposals(one.blocks, [reworded(top, 'an hour', word), bottom]);
      const path = pathOf(id, `/${suggestion}`);
      const { status, body } = await reviewer.ask('PUT', path, { region: one.id, change });
      if (status > 201) throw new Error(JSON.stringify(body));
      return body;
    };

    test('is not decided on by whoever saw it as it was, and comes as it is now', async () => {
      const made = await newArticle(editor);
      const { id, one } = made;
      const seen = await say(made, 'a day');
      const last = await say(made, 'a week', seen.id);
      for (const verdict of ['accept', 'reject'] as const)
        expect(await decide(editor, id, verdict, [seen])).toEqual([
          { id: seen.id, outcome: 'changed', suggestion: last, now: null },
        ]);
      expect(await listOf(editor, id)).toEqual([last]);
      expect(textOf(await now(id, one))).toBe(`${first}\n${second}`);
      expect((await admin.ask('GET', `/api/audit?act=suggestion&article=${id}&limit=20`)).body).toMatchObject(
        { entries: [] },
      );
      expect(outcomes(await decide(editor, id, 'accept', [last]))).toEqual(['accepted']);
      expect(textOf(await now(id, one))).toContain('for a week.');
      expect(outcomes(await decide(editor, id, 'accept', [seen]))).toEqual(['decided']);
    });

    test.each(['accept', 'reject'] as const)(
      'stays open among many, of which the rest is done: %s',
      async (verdict) => {
        const made = await newArticle(editor);
        const { id, one, other, top, bottom } = made;
        const seen = await say(made, 'a day');
        const [block] = await suggest(admin, id, one, [top, bottom, p('They left.')]);
        const [elsewhere] = await suggest(reviewer, id, other, [...other.blocks, p('And here.')]);
        if (!block || !elsewhere) throw new Error('A suggestion is missing.');
        const last = await say(made, 'a week', seen.id);
        const results = await decide(editor, id, verdict, [block, seen, elsewhere]);
        const done = `${verdict}ed`;
        expect(outcomes(results)).toEqual([done, 'changed', done]);
        expect(results[1]?.suggestion).toEqual(last);
        const rows = await listOf(editor, id);
        expect(rows.map(({ state }) => state).sort()).toEqual([done, done, 'open'].sort());
        const end = verdict === 'accept' ? '\nThey left.' : '';
        expect(textOf(await now(id, one))).toBe(`${first}\n${second}${end}`);
        // What was accepted beside it has it quoted anew, as it is worded now.
        const [row] = rows.filter(({ state }) => state === 'open');
        expect(row).toMatchObject({
          id: seen.id,
          updatedAt: last.updatedAt,
          decidedBy: null,
          decidedAt: null,
        });
        expect(row?.change.after).toEqual(last.change.after);
      },
    );

    test('is decided on as it was seen where its words only stand elsewhere in their block', async () => {
      const made = await newArticle(editor);
      const { id } = made;
      const seen = await say(made, 'a day');
      if (seen.change.type !== 'text') throw new Error('It is about no text.');
      const change = { ...seen.change, at: seen.change.at + 7 };
      const path = pathOf(id, `/${seen.id}`);
      expect((await reviewer.ask('PUT', path, { region: seen.region, change })).status).toBe(200);
      expect(await listOf(editor, id)).toEqual([{ ...seen, change }]);
      expect(outcomes(await decide(editor, id, 'accept', [seen]))).toEqual(['accepted']);
    });

    test('is decided on as it was seen where the server alone has quoted it anew', async () => {
      const made = await newArticle(editor);
      const { id, one, top, bottom } = made;
      const seen = await say(made, 'a day');
      const beside = await suggest(admin, id, one, [reworded(top, 'spoke', 'never spoke'), bottom]);
      expect(outcomes(await decide(editor, id, 'accept', beside))).toEqual(['accepted']);
      const [row] = (await listOf(editor, id)).filter(({ state }) => state === 'open');
      expect(row?.change).not.toEqual(seen.change);
      expect(row).toEqual({ ...seen, change: row?.change });
      expect(outcomes(await decide(editor, id, 'accept', [seen]))).toEqual(['accepted']);
      expect(textOf(await now(id, one))).toContain('The mayor never spoke for a day.');
    });

    test('has been changed for the decider, however fast one wording follows the other', async () => {
      const made = await newArticle(editor);
      const { id } = made;
      const said: Suggestion[] = [await say(made, 'a day')];
      vi.useFakeTimers({ toFake: ['Date'] });
      try {
        const words = ['a week', 'a month', 'a year', 'an age'];
        said.push(...(await Promise.all(words.map((word) => say(made, word, said[0]?.id)))));
        const path = pathOf(id, `/${said[0]?.id}`);
        expect((await reviewer.ask('DELETE', path)).status).toBe(204);
        said.push(await say(made, 'no time', said[0]?.id));
      } finally {
        vi.useRealTimers();
      }
      expect(new Set(said.map(({ updatedAt }) => updatedAt)).size).toBe(said.length);
      const last = said.pop();
      for (const seen of said)
        expect(outcomes(await decide(editor, id, 'accept', [seen]))).toEqual(['changed']);
      expect(outcomes(await decide(editor, id, 'reject', last ? [last] : []))).toEqual(['rejected']);
    });

    test('is not got at by a decision that does not say, or makes up, what was seen', async () => {
      const made = await newArticle(editor);
      const { id, one } = made;
      const { id: suggestion, updatedAt } = await say(made, 'a day');
      const post = (decision: object) =>
        editor.ask('POST', pathOf(id, '/decisions'), { verdict: 'accept', ...decision });
      for (const unsaid of [
        { ids: [suggestion] },
        { suggestions: [suggestion] },
        { suggestions: [{ id: suggestion }] },
        ...[null, '', 'now', Date.parse(updatedAt), '%', [updatedAt], `${updatedAt}' or 1=1`].map(
          (stamp) => ({
            suggestions: [{ id: suggestion, updatedAt: stamp }],
          }),
        ),
      ])
        expect((await post(unsaid)).body, JSON.stringify(unsaid)).toMatchObject({ code: 'invalid-input' });
      for (const wrong of [
        '1970-01-01T00:00:00.000Z',
        '9999-12-31T23:59:59.999Z',
        updatedAt.replace('Z', '0Z'),
      ])
        expect(outcomes(await decide(editor, id, 'accept', [{ id: suggestion, updatedAt: wrong }]))).toEqual([
          'changed',
        ]);
      expect(await listOf(editor, id)).toMatchObject([{ state: 'open', updatedAt, decidedBy: null }]);
      expect(textOf(await now(id, one))).toBe(`${first}\n${second}`);
    });
  });

  test('the audit log tells what was decided, whose it was and by whom', async () => {
    const { id, one, other, top, bottom } = await newArticle(editor);
    const [words, block] = await suggest(reviewer, id, one, [
      reworded(top, 'mayor', 'major'),
      bottom,
      p('More.'),
    ]);
    const [elsewhere] = await suggest(reviewer, id, other, [...other.blocks, p('And here.')]);
    if (!words || !block || !elsewhere) throw new Error('A suggestion is missing.');
    await decide(editor, id, 'accept', [words, block, elsewhere]);
    const [last] = await suggest(reviewer, id, other, [...(await now(id, other)).blocks, p('Too much.')]);
    await decide(editor, id, 'reject', last ? [last] : []);
    const { entries } = (await admin.ask('GET', `/api/audit?act=suggestion&article=${id}&limit=20`)).body;
    const ids = { who: (await desk.person('editor')).id, person: (await desk.person('reviewer')).id };
    for (const entry of [
      { act: 'suggestion.accepted', section: one.id, details: { count: 2 } },
      { act: 'suggestion.accepted', section: other.id, details: { suggestion: elsewhere.id } },
      { act: 'suggestion.rejected', section: other.id, details: { suggestion: last?.id } },
    ])
      expect(entries).toContainEqual(expect.objectContaining({ ...ids, ...entry }));
    expect(entries).toHaveLength(3);
  });

  test('who rejects changes nothing but the suggestion', async () => {
    const { id, one, top, bottom } = await newArticle(editor);
    const made = await suggest(reviewer, id, one, [reworded(top, 'mayor', 'major'), bottom, p('More.')]);
    expect(outcomes(await decide(editor, id, 'reject', made))).toEqual(['rejected', 'rejected']);
    expect(textOf(await now(id, one))).toBe(`${first}\n${second}`);
    expect((await editor.ask('GET', `/api/articles/${id}/history`)).body.versions).toEqual([]);
    expect(outcomes(await decide(admin, id, 'accept', made))).toEqual(['decided', 'decided']);
    expect(await listOf(editor, id)).toMatchObject([{ state: 'rejected' }, { state: 'rejected' }]);
  });

  test('a withdrawn one and one that never was can’t be decided', async () => {
    const { id, one, top } = await newArticle(editor);
    const [made] = await suggest(reviewer, id, one, [top]);
    await reviewer.ask('DELETE', pathOf(id, `/${made?.id}`));
    const updatedAt = made?.updatedAt ?? new Date().toISOString();
    const results = await decide(editor, id, 'accept', [
      { id: made?.id ?? newId(), updatedAt },
      { id: newId(), updatedAt },
    ]);
    expect(results).toMatchObject([
      { outcome: 'unknown', suggestion: null },
      { outcome: 'unknown', suggestion: null },
    ]);
    expect(textOf(await now(id, one))).toContain(second);
  });

  test('of whatever two people suggest, all comes into the text that wants no other’s place, in any order', async () => {
    const vocabulary = 'amber birch cedar dune ember fjord grove haven inlet jetty'.split(' ');
    const sentence = (seed: number) =>
      `${vocabulary.map((_, index) => `${vocabulary[(seed + index) % 10]}${seed}`).join(' ')}.`;
    const edits = fc.array(
      fc.record({
        kind: fc.constantFrom('word', 'insert', 'delete', 'bold', 'heading', 'remove', 'add'),
        block: fc.nat(),
        word: fc.nat(),
      }),
      { minLength: 1, maxLength: 4 },
    );
    await fc.assert(
      fc.asyncProperty(
        edits,
        edits,
        fc.array(fc.nat(), { minLength: 8, maxLength: 8 }),
        async (mine, theirs, order) => {
          const start = [1, 2, 3, 4].map((seed) => p(sentence(seed)));
          const id = await draft(editor, { content: article('Any', section('text', ...start)) });
          const [one] = await sectionsOf(editor, id);
          if (!one) throw new Error('The article has no section.');
          const base = checkedDocument(one.blocks);
          const made = [
            ...(await suggest(reviewer, id, one, edited(one.blocks, mine, 'm'))),
            ...(await suggest(admin, id, one, edited(one.blocks, theirs, 't'))),
          ];
          const left = [...made];
          const accepted: SectionSuggestion[] = [];
          let stands = base;
          for (let turn = 0; left.length > 0; turn += 1) {
            const [next] = left.splice((order[turn % order.length] ?? 0) % left.length, 1);
            if (!next) break;
            const row = (await listOf(editor, id)).find((each) => each.id === next.id);
            if (!row) throw new Error('A suggestion is gone.');
            const expected = applyChanges(stands, [row.change]);
            const [result] = await decide(editor, id, 'accept', [next]);
            expect(result?.outcome).toBe(expected.done[0] ? 'accepted' : 'stale');
            // What wants no other's place is never lost by another's acceptance.
            if (!accepted.some((other) => meet(base, other.change, next.change)))
              expect(result?.outcome).toBe('accepted');
            if (result?.outcome === 'accepted') accepted.push(next);
            stands = checkedDocument((await now(id, one)).blocks);
            expect(facesOf(stands)).toEqual(facesOf(expected.doc));
          }
        },
      ),
      { numRuns: 20, endOnFailure: true },
    );
  }, 120_000);

  // One process holds the embedded database: several servers are PostgreSQL's affair.
  if (kind === 'sqlite') return;
  test.skipIf(isWithoutRedis)('two who decide on two servers at once come to one outcome', async () => {
    const shared = await database();
    const here = await openDesk(shared, { REDIS_URL: redisUrl });
    const [writer, checker] = [await here.as('editor'), await here.as('reviewer')];
    const there = await openDesk(shared, { REDIS_URL: redisUrl });
    const elsewhere = new Browser(there.url);
    await elsewhere.signIn((await here.person('admin')).email);
    for (let round = 0; round < 6; round += 1) {
      const { id, one, top, bottom } = await newArticle(writer);
      const made = await suggest(checker, id, one, [
        reworded(top, 'mayor', 'major'),
        reworded(bottom, 'Nobody', 'Somebody'),
        p('More.'),
      ]);
      const both = await Promise.all([
        decide(writer, id, 'accept', made),
        decide(elsewhere, id, round % 2 === 0 ? 'accept' : 'reject', [...made].reverse()),
      ]);
      const all = outcomes(both.flat());
      expect(all.filter((outcome) => outcome === 'decided')).toHaveLength(made.length);
      const rows = await listOf(elsewhere, id);
      expect(new Set(rows.map(({ state }) => state)).size).toBe(1);
      const isAccepted = rows[0]?.state === 'accepted';
      for (const browser of [writer, elsewhere]) {
        const [text] = await sectionsOf(browser, id);
        expect(text && textOf(text)).toBe(
          isAccepted
            ? 'The major spoke for an hour.\nSomebody in the hall asked a question.\nMore.'
            : `${first}\n${second}`,
        );
      }
    }
    await there.close();
    await here.close();
  });
});

/** What a person's editor makes of these blocks. */
function edited(
  blocks: readonly NodeJson[],
  edits: readonly { kind: string; block: number; word: number }[],
  mark: string,
): NodeJson[] {
  const result = [...blocks];
  edits.forEach(({ kind, block, word }, number) => {
    const index = block % Math.max(1, result.length);
    const target = result[index];
    if (kind === 'add' || !target) {
      result.splice(index, 0, p(`${mark}${number} came in whole.`));
      return;
    }
    const words = (target.content ?? [])
      .map(({ text = '' }) => text)
      .join('')
      .split(' ');
    const at = word % words.length;
    const come = `${mark}${number}`;
    const say = (...content: NodeJson[]) => {
      result[index] = { ...target, content };
    };
    if (kind === 'remove') result.splice(index, 1);
    else if (kind === 'heading')
      result[index] = { ...target, type: 'heading', attrs: { ...target.attrs, level: 2 } };
    else if (kind === 'word') say(t(words.with(at, come).join(' ')));
    else if (kind === 'insert') say(t(words.toSpliced(at, 0, come).join(' ')));
    else if (kind === 'delete' && words.length > 1) say(t(words.toSpliced(at, 1).join(' ')));
    else if (kind === 'bold' && at > 0)
      say(t(`${words.slice(0, at).join(' ')} `), t(words.slice(at).join(' '), 'bold'));
  });
  return result;
}

/** Whether two suggestions for this text want the same place. */
function meet(base: Node, a: SectionChange, b: SectionChange): boolean {
  const [one, other] = [locate(base, a), locate(base, b)];
  return one !== null && other !== null && overlaps(one, other);
}

function facesOf(doc: Node): string[] {
  return doc.children.map(faceOf);
}
