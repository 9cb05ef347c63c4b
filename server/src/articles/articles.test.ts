import { roles } from '@galley/shared/access/roles.ts';
import type { ArticleRow } from '@galley/shared/api/articles.ts';
import { lineFragment, outlineMap, sectionFragment } from '@galley/shared/article/document.ts';
import { heading, paragraph } from '@galley/shared/article/new-content.ts';
import { presentSections } from '@galley/shared/article/outline.ts';
import { blocksOf, readArticle, writeLine } from '@galley/shared/article/read-article.ts';
import {
  type ArticleId,
  newId,
  type SectionId,
  type SiteSectionId,
  type ThreadId,
  type UserId,
} from '@galley/shared/ids.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Storage } from '../storage/storage.ts';
import { forEachStorage } from '../storage/testing.ts';
import { insertTestPerson, openTestDesk, type TestDesk, testPerson } from './testing.ts';

forEachStorage((database) => {
  let storage: Storage;
  let desk: TestDesk;
  beforeAll(async () => {
    storage = await (await database()).open();
    desk = await openTestDesk(storage);
    for (const role of ['editor', 'viewer'] as const) await insertTestPerson(storage, role);
  });
  afterAll(async () => {
    await desk.close();
    await storage.close();
  });

  const create = async (article: Record<string, unknown> = {}): Promise<ArticleRow> => {
    const { status, body } = await desk.as('editor')('POST', '/api/articles', {
      template: 'news',
      language: 'en',
      ...article,
    });
    expect(status, JSON.stringify(body)).toBe(201);
    return body;
  };
  const imported = (headline: string, text = 'Some words.', dek = '') => ({
    content: {
      headline,
      dek,
      lead: { media: '', alt: '', caption: '', credit: '' },
      sections: [{ id: 'news0000', kind: 'news', title: '', blocks: [heading('Part'), paragraph(text)] }],
    },
  });
  const list = async (query: string): Promise<string[]> => {
    const { status, body } = await desk.as('viewer')('GET', `/api/articles?${query}`);
    expect(status, JSON.stringify(body)).toBe(200);
    return body.articles.map((article: ArticleRow) => article.headline);
  };

  describe('a new article', () => {
    it('has the sections of its template, with their boilerplate in its language', async () => {
      const article = await create({ language: 'de', headline: 'Die Fähre kommt zurück' });
      expect(article).toMatchObject({ stage: 'draft', headline: 'Die Fähre kommt zurück', slug: null });
      // Nobody has written a word.
      expect(article.words).toBe(0);
      expect(article.boilerplate).toBeGreaterThan(10);
      expect(article).toMatchObject({
        sections: 5,
        approved: 0,
        openThreads: 0,
        assignee: null,
        dueAt: null,
      });
      const content = await desk.documents.read(article.id, readArticle);
      expect(content.sections.map((section) => section.kind)).toEqual([
        'introduction',
        'news',
        'outlook',
        'support',
        'summary',
      ]);
      const { body } = await desk.as('viewer')('GET', `/api/articles/${article.id}`);
      expect(body).toEqual(article);
    });

    it('holds imported content, under ids of its own', async () => {
      const first = await create(imported('Imported', 'Three small words', 'A dek'));
      const second = await create(imported('Imported'));
      expect(first).toMatchObject({ headline: 'Imported', dek: 'A dek', words: 4 });
      const [a, b] = await Promise.all(
        [first, second].map(({ id }) => desk.documents.read(id, (doc) => presentSections(doc)[0]?.id)),
      );
      expect(a).not.toBe(b);
    });

    it('is refused without a template, and with content that does not fit', async () => {
      const ask = desk.as('editor');
      const noTemplate = await ask('POST', '/api/articles', { template: 'poem', language: 'en' });
      expect(noTemplate).toMatchObject({ status: 422, body: { errors: [{ path: 'template' }] } });
      for (const blocks of [
        [{ type: 'script' }],
        [{ type: 'listItem', content: [paragraph('x')] }],
        [
          {
            type: 'paragraph',
            content: [
              { type: 'text', text: 'x', marks: [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }] },
            ],
          },
        ],
      ]) {
        const { content } = imported('Bad');
        const bad = { ...content, sections: [{ ...content.sections[0], blocks }] };
        const answer = await ask('POST', '/api/articles', { template: 'news', language: 'en', content: bad });
        expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: 'content' }] } });
      }
    });
  });

  describe('bad input', () => {
    it('gets a clear answer, and the desk goes on', async () => {
      const ask = desk.as('editor');
      expect(await ask('POST', '/api/articles', '{"template":')).toMatchObject({
        status: 400,
        body: { code: 'malformed-json' },
      });
      expect(await ask('POST', '/api/articles', JSON.stringify('x'.repeat(9_000_000)))).toMatchObject({
        status: 413,
        body: { code: 'too-large' },
      });
      const deep = `${'{"type":"blockquote","content":['.repeat(50_000)}${']}'.repeat(50_000)}`;
      const { content } = imported('Deep');
      const body = JSON.stringify({
        template: 'news',
        language: 'en',
        content: { ...content, sections: [{ ...content.sections[0], blocks: ['HERE'] }] },
      }).replace('"HERE"', deep);
      expect(await ask('POST', '/api/articles', body)).toMatchObject({ status: 422 });
      expect((await ask('GET', '/api/articles')).status).toBe(200);
    });
  });

  describe('the board', () => {
    it('pages through every article once in each order, whatever the values', async () => {
      const marker = 'pagination';
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.constantFrom('Alpha', 'alpha', 'Äpfel', 'Beta', 'Zett', '42'), {
            minLength: 1,
            maxLength: 7,
          }),
          fc.integer({ min: 1, max: 4 }),
          fc.constantFrom('edited', 'created', 'headline', 'words', 'due'),
          fc.constantFrom('ascending', 'descending'),
          async (headlines, limit, sort, direction) => {
            await storage.db.deleteFrom('article').where('byline', '=', marker).execute();
            const made = [];
            for (const headline of headlines) {
              const settings = { template: 'review', byline: marker };
              const { id } = await create({
                ...imported(headline, 'w '.repeat(headline.length)),
                ...settings,
              });
              made.push(id);
              const dueAt = headline === 'Beta' ? null : `2030-01-0${headline.length}T10:00:00.000Z`;
              await desk.as('editor')('PATCH', `/api/articles/${id}`, { dueAt });
            }
            const seen: string[] = [];
            let cursor = '';
            do {
              const path = `/api/articles?template=review&limit=${limit}&sort=${sort}&direction=${direction}${cursor}`;
              const { body } = await desk.as('viewer')('GET', path);
              seen.push(...body.articles.map((article: ArticleRow) => article.id));
              cursor = body.next === null ? '' : `&cursor=${body.next}`;
            } while (cursor !== '');
            expect(seen.toSorted()).toEqual(made.toSorted());
          },
        ),
        { numRuns: 12, seed: 11 },
      );
      await storage.db.deleteFrom('article').where('byline', '=', marker).execute();
    });

    it('sorts headlines without regard to case, accents and quotation marks', async () => {
      for (const headline of ['zebra', '“Ärger” am Hafen', 'Berg', 'arg'])
        await create({ ...imported(headline), template: 'blank' });
      expect(await list('template=blank&sort=headline&direction=ascending')).toEqual([
        'arg',
        '“Ärger” am Hafen',
        'Berg',
        'zebra',
      ]);
    });

    it('finds articles by other forms of their words, in English and German', async () => {
      await create(imported('Ferries return', 'The operators were running late.'));
      await create({ ...imported('Neue Häuser', 'Die Straßenbahnen fahren wieder.'), language: 'de' });
      expect(await list('query=ferry')).toEqual(['Ferries return']);
      expect(await list('query=operator+run')).toEqual(['Ferries return']);
      expect(await list('query=Haus')).toEqual(['Neue Häuser']);
      expect(await list('query=straßenb')).toEqual(['Neue Häuser']);
      expect(await list('query=nowhere')).toEqual([]);
      expect(await list(`query=${encodeURIComponent(`'") OR * ; --`)}`)).toEqual([]);
    });

    it('shows what has a compound before what has its parts apart, whichever was edited last, page by page', async () => {
      const german = { template: 'review', language: 'de' };
      await create({ ...imported('Ganz', 'Der Stellwerkausfall ist behoben.'), ...german });
      await create({ ...imported('Getrennt', 'Der Ausfall im Stellwerk ist behoben.'), ...german });
      await create({ ...imported('Gebunden', 'Ein Stellwerk-Ausfall wird untersucht.'), ...german });
      const query = 'template=review&query=stellwerkausfall';
      expect(await list(query)).toEqual(['Gebunden', 'Ganz', 'Getrennt']);
      const seen: string[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const path = `/api/articles?${query}&limit=1${cursor && `&cursor=${cursor}`}`;
        const { body } = await desk.as('viewer')('GET', path);
        seen.push(...body.articles.map(({ headline }: ArticleRow) => headline));
        cursor = body.next;
      }
      expect(seen).toEqual(['Gebunden', 'Ganz', 'Getrennt']);
    });

    it('filters by stage, language and person, and counts by the same filters', async () => {
      const article = await create({ ...imported('Counted'), template: 'interview', language: 'de' });
      await create({ ...imported('Not counted'), template: 'interview', language: 'en' });
      await desk.as('editor')('PATCH', `/api/articles/${article.id}`, { stage: 'review' });
      expect(await list('template=interview&language=de&stage=review')).toEqual(['Counted']);
      expect(await list(`template=interview&language=de&person=${testPerson('editor').id}`)).toEqual([
        'Counted',
      ]);
      expect(await list(`template=interview&person=${testPerson('admin').id}`)).toEqual([]);
      const { body } = await desk.as('viewer')('GET', '/api/articles/counts?template=interview&stage=draft');
      expect(body).toEqual({ draft: 1, review: 1, ready: 0, scheduled: 0, published: 0, withdrawn: 0 });
    });

    it('sorts by the due date, without one last in both directions, and filters by who has them', async () => {
      const ask = desk.as('editor');
      const dates = { Second: '2030-05-02T08:00:00.000Z', None: null, First: '2030-05-01T08:00:00.000Z' };
      for (const [headline, dueAt] of Object.entries(dates)) {
        const { id } = await create({ ...imported(headline), template: 'review' });
        const assignee = headline === 'First' ? testPerson('editor').id : null;
        const { body } = await ask('PATCH', `/api/articles/${id}`, { dueAt, assignee });
        expect(body).toMatchObject({ dueAt, assignee });
      }
      const due = 'template=review&language=en&sort=due&direction=';
      expect(await list(`${due}ascending`)).toEqual(['First', 'Second', 'None']);
      expect(await list(`${due}descending`)).toEqual(['Second', 'First', 'None']);
      expect(await list(`template=review&language=en&assignee=${testPerson('editor').id}`)).toEqual([
        'First',
      ]);
      expect(await list(`${due}ascending&assignee=nobody`)).toEqual(['Second', 'None']);
    });

    it('tells how many threads of an article are open and how many of its sections are approved', async () => {
      const { id } = await create({ headline: 'Counts' });
      const [first, second, third] = await desk.documents.read(id, presentSections);
      const at = new Date().toISOString();
      for (const [number, state] of [
        ['1', 'open'],
        ['2', 'open'],
        ['3', 'resolved'],
      ] as const)
        await storage.db
          .insertInto('thread')
          .values({
            id: `${id.slice(0, 12)}${number}` as ThreadId,
            article: id,
            subject: '{"type":"article"}',
            blocking: 0,
            state,
            resolvedBy: null,
            resolvedAt: null,
            createdBy: 'amy' as UserId,
            createdAt: at,
          })
          .execute();
      for (const section of [first, second, third])
        await storage.db
          .insertInto('sectionState')
          .values({
            article: id,
            section: section?.id as SectionId,
            state: section === third ? 'ready' : 'approved',
            owner: null,
            dueAt: null,
            approvedHash: null,
            approvedBy: null,
            approvedAt: null,
          })
          .execute();
      const row = async () => (await desk.as('viewer')('GET', `/api/articles/${id}`)).body;
      expect(await row()).toMatchObject({ openThreads: 2, sections: 5, approved: 2 });
      const announced = desk.heard((event) => event.type === 'article' && event.id === id);
      await desk.documents.change(id, testPerson('editor').id, (doc) => {
        outlineMap(doc)
          .get(first?.id ?? '')
          ?.set('removed', true);
      });
      await announced;
      expect(await row()).toMatchObject({ sections: 4, approved: 1 });
    });

    it('knows what a mistyped search was meant to find', async () => {
      await create(imported('The lighthouse keeper', 'A quiet evening at the breakwater.'));
      await create({ ...imported('Die Bürgermeisterin', 'Sie eröffnet das Schwimmbad.'), language: 'de' });
      const meant = async (query: string) =>
        (await desk.as('viewer')('GET', `/api/articles/meant?query=${encodeURIComponent(query)}`)).body.query;
      expect(await meant('lighthuose')).toBe('lighthouse');
      expect(await meant('quiet breakwatter')).toBe('quiet breakwater');
      expect(await meant('Bürgermiesterin')).toBe('bürgermeisterin');
      expect(await meant('ighthouse')).toBe('lighthouse');
      // The last word may still be on its way.
      expect(await meant('lihgth')).toBe('lighthouse');
      expect(await meant('quiet brekwa')).toBe('quiet breakwater');
      expect(await meant('Bürgremeis')).toBe('bürgermeisterin');
      expect(await meant('brekwa quiet')).toBeNull();
      expect(await meant('lihg')).toBeNull();
      // What is found as it stands, has no near word, or finds nothing either.
      for (const query of [
        'lighthouse',
        'xylophonist',
        'lighthuose Schwimmbad',
        '"lighthuose"',
        '-lighthuose',
        '42',
        '',
      ])
        expect(await meant(query), query).toBeNull();
      expect(await list(`query=${await meant('brakwater')}`)).toEqual(['The lighthouse keeper']);
    });

    it('refuses cursors that it did not give', async () => {
      for (const cursor of ['x', 'bnVsbA', Buffer.from('["a","b","c"]').toString('base64url')])
        expect((await desk.as('viewer')('GET', `/api/articles?cursor=${cursor}`)).status).toBe(422);
      const words = Buffer.from('["text","id"]').toString('base64url');
      expect((await desk.as('viewer')('GET', `/api/articles?sort=words&cursor=${words}`)).status).toBe(422);
      expect((await desk.as('viewer')('GET', '/api/articles?limit=1000')).status).toBe(422);
    });
  });

  describe('an article’s row', () => {
    it('follows its document: headline, length, last editor and search', async () => {
      const article = await create(imported('Before'));
      const announced = desk.heard((event) => event.type === 'article' && event.id === article.id);
      await desk.documents.change(article.id, testPerson('admin').id, (doc) => {
        lineFragment(doc, 'headline').delete(0, 1);
        writeLine(doc, 'headline', 'Afterwards unmistakable');
      });
      await announced;
      const { body } = await desk.as('viewer')('GET', `/api/articles/${article.id}`);
      expect(body).toMatchObject({ headline: 'Afterwards unmistakable', editedBy: testPerson('admin').id });
      expect(body.editedAt > article.editedAt).toBe(true);
      expect(await list('query=unmistakable')).toEqual(['Afterwards unmistakable']);
    });

    it('is assigned to somebody active who may write, and to nobody else', async () => {
      const { id } = await create({ template: 'blank' });
      const ask = desk.as('editor');
      const { id: editor } = testPerson('editor');
      const dueAt = '2030-03-04T16:30:00.000Z';
      const assigned = await ask('PATCH', `/api/articles/${id}`, { assignee: editor, dueAt });
      expect(assigned).toMatchObject({ status: 200, body: { assignee: editor, dueAt } });
      for (const assignee of [testPerson('viewer').id, 'gone00000000', 'nobody', ''])
        expect(await ask('PATCH', `/api/articles/${id}`, { assignee })).toMatchObject({
          status: 422,
          body: { errors: [{ path: 'assignee' }] },
        });
      for (const bad of ['tomorrow', '2030-03-04', 7])
        expect((await ask('PATCH', `/api/articles/${id}`, { dueAt: bad })).status).toBe(422);
      expect((await desk.as('reviewer')('PATCH', `/api/articles/${id}`, { assignee: null })).status).toBe(
        403,
      );
      const copy = await ask('POST', `/api/articles/${id}/duplicate`);
      expect(copy.body).toMatchObject({ assignee: null, dueAt: null });
      const none = await ask('PATCH', `/api/articles/${id}`, { assignee: null, dueAt: null });
      expect(none.body).toMatchObject({ assignee: null, dueAt: null });
    });

    it('moves only along the allowed stages', async () => {
      const { id } = await create({ template: 'blank' });
      const ask = desk.as('editor');
      expect((await ask('PATCH', `/api/articles/${id}`, { stage: 'ready' })).body.stage).toBe('ready');
      expect((await ask('PATCH', `/api/articles/${id}`, { stage: 'published' })).status).toBe(422);
      await storage.db.updateTable('article').set({ stage: 'published' }).where('id', '=', id).execute();
      const refused = await ask('PATCH', `/api/articles/${id}`, { stage: 'draft' });
      expect(refused).toMatchObject({ status: 409, body: { code: 'conflict', errors: [{ path: 'stage' }] } });
    });

    it('is found by its section of the site, and by being in none', async () => {
      const section = newId<SiteSectionId>();
      const rest = { slug: `pier-${section}`, description: '', place: 1, version: 1 };
      await storage.db
        .insertInto('siteSection')
        .values({ id: section, name: 'Pier', ...rest })
        .execute();
      const inside = await create({ headline: 'On the pier', siteSection: section });
      const outside = await create({ headline: 'Off the pier' });
      expect(inside.siteSection).toBe(section);
      expect(await list(`siteSection=${section}`)).toEqual(['On the pier']);
      const none = await list('siteSection=none&limit=100');
      expect(none).toContain('Off the pier');
      expect(none).not.toContain('On the pier');
      const { body } = await desk.as('viewer')('GET', `/api/articles/counts?siteSection=${section}`);
      expect(body).toMatchObject({ draft: 1, review: 0 });
      await desk.as('editor')('PATCH', `/api/articles/${outside.id}`, { siteSection: section });
      expect((await list(`siteSection=${section}&sort=created`)).sort()).toEqual([
        'Off the pier',
        'On the pier',
      ]);
      const unknown = { template: 'news', language: 'en', siteSection: newId() };
      expect((await desk.as('editor')('POST', '/api/articles', unknown)).body).toMatchObject({
        code: 'invalid-input',
        errors: [{ path: 'siteSection' }],
      });
    });

    it('goes to the archive and comes back', async () => {
      const { id } = await create(imported('Shelved'));
      const ask = desk.as('editor');
      expect((await ask('PATCH', `/api/articles/${id}`, { archived: true })).body.archivedAt).not.toBeNull();
      expect(await list('query=shelved')).toEqual([]);
      expect(await list('query=shelved&archived=only')).toEqual(['Shelved']);
      expect((await ask('PATCH', `/api/articles/${id}`, { archived: false })).body.archivedAt).toBeNull();
      expect(await list('query=shelved')).toEqual(['Shelved']);
    });

    it('is found by the stems of its new language when that changes', async () => {
      const { id } = await create(imported('Sprache', 'Die Brücken brechen.'));
      await desk.as('editor')('PATCH', `/api/articles/${id}`, { language: 'de' });
      expect(await list('query=Brücke+gebrochen')).toEqual([]);
      expect(await list('query=Brücke')).toEqual(['Sprache']);
    });

    it('keeps its slug to itself', async () => {
      const [a, b] = [await create(), await create()];
      const ask = desk.as('editor');
      expect((await ask('PATCH', `/api/articles/${a.id}`, { slug: 'the-ferry' })).body.slug).toBe(
        'the-ferry',
      );
      const taken = await ask('PATCH', `/api/articles/${b.id}`, { slug: 'the-ferry' });
      expect(taken).toMatchObject({ status: 409, body: { errors: [{ path: 'slug' }] } });
      await storage.db
        .insertInto('slug')
        .values({ slug: 'once-public', article: a.id, createdAt: new Date().toISOString() })
        .execute();
      expect((await ask('PATCH', `/api/articles/${b.id}`, { slug: 'once-public' })).status).toBe(409);
      expect((await ask('PATCH', `/api/articles/${a.id}`, { slug: 'once-public' })).status).toBe(200);
      for (const slug of ['Upper', 'two--hyphens', '-start', 'ä', ''])
        expect((await ask('PATCH', `/api/articles/${b.id}`, { slug })).status).toBe(422);
    });

    it('is taken by one of two that ask for it at once', async () => {
      const pair = [await create(), await create()];
      const answers = await Promise.all(
        pair.map(({ id }) => desk.as('editor')('PATCH', `/api/articles/${id}`, { slug: 'at-once' })),
      );
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    });

    it('has tags, each once, and an embargo on the desk’s clocks, which its copy has too', async () => {
      const ask = desk.as('editor');
      const year = new Date().getUTCFullYear() + 1;
      const made = await create({
        ...imported('Tagged'),
        tags: [' Hafen ', 'hafen', '', 'Kran\u0007'],
        embargo: `${year}-06-01T06:00`,
      });
      expect(made).toMatchObject({ tags: ['Hafen', 'Kran'], embargo: `${year}-06-01T04:00:00.000Z` });
      const copy = (await ask('POST', `/api/articles/${made.id}/duplicate`)).body;
      expect(copy).toMatchObject({ tags: made.tags, embargo: made.embargo });
      const path = `/api/articles/${made.id}`;
      const offset = await ask('PATCH', path, { tags: [], embargo: `${year}-01-01T00:00:00-05:00` });
      expect(offset.body).toMatchObject({ tags: [], embargo: `${year}-01-01T05:00:00.000Z` });
      for (const [embargo, why] of [
        [`${year}-02-30T06:00`, 'time-invalid'],
        [`${year + 5}-06-01T06:00`, 'time-too-far'],
        ['1900-06-01T06:00', 'time-past'],
      ])
        expect(await ask('PATCH', path, { embargo })).toMatchObject({
          status: 422,
          body: { errors: [{ path: 'embargo', message: why }] },
        });
      for (const wrong of [
        { embargo: 'tomorrow' },
        { dueAt: '1900-01-01T10:00:00.000Z' },
        { dueAt: '9999-01-01T10:00:00.000Z' },
        { tags: 'Hafen' },
        { tags: ['a'.repeat(61)] },
        { tags: [...'abcdefghijklmnopqrstuvwxyzäöüß1'] },
      ])
        expect((await ask('PATCH', path, wrong)).status, JSON.stringify(wrong)).toBe(422);
      expect((await ask('PATCH', path, { embargo: null })).body.embargo).toBeNull();
      expect((await desk.as('reviewer')('PATCH', path, { tags: ['x'] })).status).toBe(403);
    });

    it('gets a free slug suggested from its headline', async () => {
      const ask = desk.as('editor');
      const first = await create({ headline: 'Größere Züge' });
      const path = (id: string) => `/api/articles/${id}/slug-suggestion`;
      expect((await ask('GET', path(first.id))).body).toEqual({ slug: 'groessere-zuege' });
      await ask('PATCH', `/api/articles/${first.id}`, { slug: 'groessere-zuege' });
      const second = await create({ headline: 'Größere Züge' });
      expect((await ask('GET', path(second.id))).body).toEqual({ slug: 'groessere-zuege-2' });
      expect((await ask('GET', path((await create()).id))).body).toEqual({ slug: null });
    });
  });

  describe('a duplicate', () => {
    it('is a draft with the same text and no id in common', async () => {
      const original = await create({ ...imported('Original', 'The same words.'), byline: 'Kim' });
      await desk.as('editor')('PATCH', `/api/articles/${original.id}`, {
        ...{ slug: 'original', stage: 'review' },
        ...{ canonical: 'https://first.example/original', searchTitle: 'The original' },
      });
      const { status, body: copy } = await desk.as('editor')(
        'POST',
        `/api/articles/${original.id}/duplicate`,
      );
      expect(status).toBe(201);
      expect(copy).toMatchObject({ headline: 'Original', byline: 'Kim', stage: 'draft', slug: null });
      expect(copy).toMatchObject({ canonical: null, searchTitle: '' });
      const idsIn = (id: ArticleId) =>
        desk.documents.read(id, (doc) =>
          presentSections(doc).flatMap((section) => [
            section.id,
            ...blocksOf(sectionFragment(doc, section.id)).map((block) => block.attrs?.id),
          ]),
        );
      const [before, after] = [await idsIn(original.id), await idsIn(copy.id)];
      expect(after).toHaveLength(before.length);
      expect(after.filter((id) => before.includes(id))).toEqual([]);
    });
  });

  describe('templates', () => {
    const content = {
      name: { en: 'Column', de: 'Kolumne' },
      sections: [
        {
          kind: 'text',
          label: { en: 'Text', de: 'Text' },
          hint: { en: '', de: '' },
          required: true,
          blocks: [],
          minWords: null,
          maxWords: 500,
          minItems: null,
          maxItems: null,
          boilerplate: { en: '', de: '' },
          aliases: [],
          boxed: false,
        },
      ],
    };

    it('are there from the start, and survive a second start with the changes made to them', async () => {
      const { body } = await desk.as('viewer')('GET', '/api/templates');
      expect(body.map(({ id }: { id: string }) => id).slice(0, 4)).toEqual([
        'news',
        'interview',
        'review',
        'blank',
      ]);
      const blank = body.find(({ id }: { id: string }) => id === 'blank');
      await desk.as('admin')('PUT', '/api/templates/blank', { version: blank.version, content });
      const again = await openTestDesk(storage);
      const { body: later } = await again.as('viewer')('GET', '/api/templates');
      expect(later.find(({ id }: { id: string }) => id === 'blank').name.en).toBe('Column');
      await again.close();
    });

    it('are changed by the one who saw the newest version only', async () => {
      const { body: made } = await desk.as('admin')('POST', '/api/templates', content);
      expect(made).toMatchObject({ version: 1, archived: false });
      const change = (version: number, en: string) =>
        desk.as('admin')('PUT', `/api/templates/${made.id}`, {
          version,
          content: { ...content, name: { en, de: en } },
        });
      const answers = await Promise.all([change(1, 'First'), change(1, 'Second')]);
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
      expect((await change(2, 'Third')).body).toMatchObject({ version: 3, name: { en: 'Third' } });
      expect((await desk.as('admin')('PUT', '/api/templates/nothing', { version: 1, content })).status).toBe(
        404,
      );
    });

    it('are refused with the place of each mistake', async () => {
      const twice = { ...content, sections: [content.sections[0], content.sections[0]] };
      const { status, body } = await desk.as('admin')('POST', '/api/templates', twice);
      expect(status).toBe(422);
      expect(body.errors).toEqual([{ path: 'sections', message: 'Two sections have the same kind.' }]);
      const nameless = { ...content, name: { en: '', de: 'Kolumne' } };
      expect((await desk.as('admin')('POST', '/api/templates', nameless)).body.errors[0].path).toBe(
        'name.en',
      );
    });

    it('leave the choice for new articles when archived, and come back', async () => {
      const { body: made } = await desk.as('admin')('POST', '/api/templates', content);
      const article = await create({ template: made.id });
      expect((await desk.as('admin')('DELETE', `/api/templates/${made.id}`)).body.archived).toBe(true);
      const refused = await desk.as('editor')('POST', '/api/articles', { template: made.id, language: 'en' });
      expect(refused.status).toBe(422);
      expect((await desk.as('editor')('POST', `/api/articles/${article.id}/duplicate`)).status).toBe(201);
      await desk.as('admin')('POST', `/api/templates/${made.id}/restore`);
      await create({ template: made.id });
    });
  });

  describe('access', () => {
    it('is by role on each route', async () => {
      const { id } = await create({ headline: 'Guarded' });
      const body = { template: 'news', language: 'en' };
      const routes: [string, string, unknown, string][] = [
        ['GET', '/api/articles', undefined, 'admin editor reviewer viewer'],
        ['GET', '/api/articles/counts', undefined, 'admin editor reviewer viewer'],
        ['GET', `/api/articles/${id}`, undefined, 'admin editor reviewer viewer'],
        ['POST', '/api/articles', body, 'admin editor'],
        ['POST', `/api/articles/${id}/duplicate`, undefined, 'admin editor'],
        ['PATCH', `/api/articles/${id}`, { byline: 'x' }, 'admin editor'],
        ['PATCH', `/api/articles/${id}`, { archived: false }, 'admin editor'],
        ['GET', `/api/articles/${id}/slug-suggestion`, undefined, 'admin editor'],
        ['GET', '/api/templates', undefined, 'admin editor reviewer viewer'],
        ['POST', '/api/templates', {}, 'admin'],
        ['PUT', '/api/templates/news', {}, 'admin'],
        ['DELETE', '/api/templates/nothing', undefined, 'admin'],
        ['POST', '/api/templates/nothing/restore', undefined, 'admin'],
      ];
      for (const [method, path, sent, allowed] of routes) {
        expect((await desk.as(null)(method, path, sent)).status, `nobody: ${method} ${path}`).toBe(401);
        for (const role of roles) {
          const { status } = await desk.as(role)(method, path, sent);
          const refused = status === 403;
          expect(refused, `${role}: ${method} ${path} gave ${status}`).toBe(
            !allowed.split(' ').includes(role),
          );
        }
      }
    });

    it('answers that an unknown article is not there', async () => {
      const ask = desk.as('admin');
      expect((await ask('GET', '/api/articles/nothing')).status).toBe(404);
      expect((await ask('PATCH', '/api/articles/nothing', { byline: '' })).status).toBe(404);
      expect((await ask('POST', '/api/articles/nothing/duplicate')).status).toBe(404);
    });

    it('announces every change to the desk', async () => {
      const article = await create();
      desk.events.length = 0;
      await desk.as('editor')('PATCH', `/api/articles/${article.id}`, { byline: 'Kim' });
      await desk.as('admin')('DELETE', '/api/templates/review');
      await desk.as('admin')('POST', '/api/templates/review/restore');
      expect(desk.events).toEqual([
        { type: 'article', id: article.id },
        { type: 'templates' },
        { type: 'templates' },
      ]);
    });
  });
});
