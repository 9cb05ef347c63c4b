import { exportFormats } from '@galley/shared/api/exports.ts';
import { importFormats, importLimits } from '@galley/shared/api/imports.ts';
import type { ArticleContent } from '@galley/shared/article/content.ts';
import { compose } from '@galley/shared/article/formats/compose.ts';
import { readHtml } from '@galley/shared/article/formats/html-in.ts';
import { recognize } from '@galley/shared/article/formats/recognize.ts';
import { readArticle } from '@galley/shared/article/read-article.ts';
import {
  article,
  cell,
  code,
  embed,
  figure,
  h,
  hr,
  item,
  link,
  note,
  ol,
  p,
  pull,
  quote,
  row,
  section,
  t,
  table,
  template,
  textOf,
  ul,
} from '@galley/shared/article/testing.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { sectionHash } from '@galley/shared/review/approvals.ts';
import { Paragraph } from 'docx';
import mammoth from 'mammoth';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Browser } from '../accounts/testing.ts';
import { TestClient, until } from '../collab/testing.ts';
import { draft, leadOf, picture } from '../publishing/testing.ts';
import { forEachStorage } from '../storage/testing.ts';
import { type OpenDesk, openDesk } from '../testing/desk.ts';
import { docxEntries, wordFile, zipOf } from './testing.ts';

const { sections } = template('news');
const sentence =
  'A sentence of the text that goes on for a while, as those of articles do, and then it ends.';
const opening = 'What happened, and why it matters to those who live there.';

/** Made before there are connections: it takes so long that one would time out meanwhile. */
const unfolding = zipOf(...docxEntries(Buffer.alloc(130 * 1024 * 1024)));

forEachStorage((database) => {
  let desk: OpenDesk;
  let editor: Browser;

  beforeAll(async () => {
    desk = await openDesk(await database());
    editor = await desk.as('editor');
  });
  afterAll(() => desk.close());

  const preview = (bytes: Uint8Array | string, format: string, browser: Browser = editor, headers = {}) =>
    browser.ask('POST', `/api/imports?format=${format}&template=news&language=en`, bytes, {
      'content-type': 'application/octet-stream',
      ...headers,
    });
  const put = (id: ArticleId, content: ArticleContent, mode: 'append' | 'fill', byline = '') =>
    editor.ask('POST', `/api/articles/${id}/import`, { content, mode, byline });
  const news = async (content?: ArticleContent) =>
    content
      ? await draft(editor, { content, template: 'news' })
      : (await editor.ask('POST', '/api/articles', { template: 'news', language: 'en' })).body.id;
  const exported = async (id: ArticleId, format: string) => {
    const response = await fetch(`${desk.url}/api/articles/${id}/export?format=${format}`, {
      headers: { cookie: editor.cookie },
    });
    return { response, bytes: Buffer.from(await response.arrayBuffer()) };
  };
  /** The article as its JSON export has it: section labels with their text. */
  const contentOf = async (id: ArticleId) => JSON.parse((await exported(id, 'json')).bytes.toString());
  const textsOf = async (id: ArticleId) => {
    const all: { label: string; blocks: [] }[] = (await contentOf(id)).sections;
    return all.map(({ label, blocks }) => [
      label,
      textOf(article('', section('any', ...blocks)))
        .replace(/\s+/g, ' ')
        .trim(),
    ]);
  };
  const opened = async (id: ArticleId) => {
    const origin = new URL(desk.url).origin;
    const socket = { url: `${origin.replace('http', 'ws')}/api/collab`, origin };
    return await new TestClient(socket, (await desk.as('admin')).cookie, id).synced();
  };

  describe('a preview', () => {
    test.each([
      ['text', `The headline\n\nNEWS\n${sentence}`],
      ['markdown', `# The headline\n\n## News\n\n${sentence}`],
      ['html', `<h1>The headline</h1><h2>News</h2><p>${sentence}</p>`],
    ])('of %s says what each piece is', async (format, source) => {
      const { status, body } = await preview(source, format);
      expect(status).toBe(200);
      expect(body.pieces.map(({ role }: { role: string }) => role)).toEqual([
        'headline',
        'section',
        'paragraph',
      ]);
    });

    test('of a Word document comes from a thread, and stores nothing', async () => {
      const before = (await editor.ask('GET', '/api/articles')).body.articles.length;
      const { status, body } = await preview(await wordFile(new Paragraph(sentence)), 'docx');
      expect(status).toBe(200);
      expect(JSON.stringify(body.pieces)).toContain(sentence);
      expect((await editor.ask('GET', '/api/articles')).body.articles).toHaveLength(before);
    });

    test('is refused with the reason for files that can’t be read, and the server goes on', async () => {
      const files: [Uint8Array | string, string, string][] = [
        ['no document', 'docx', 'wrong-kind'],
        [(await wordFile(new Paragraph(sentence))).subarray(0, 2000), 'docx', 'broken'],
        [unfolding, 'docx', 'too-much'],
        [' \n ', 'text', 'empty'],
        [Buffer.concat([Buffer.from('Ö'), Buffer.from([0xd6])]), 'markdown', 'encoding'],
      ];
      for (const [bytes, format, fault] of files) {
        const { status, body, headers } = await preview(bytes, format);
        expect(headers.get('content-type')).toContain('application/problem+json');
        expect({ status, code: body.code, errors: body.errors }).toEqual({
          status: 422,
          code: 'unreadable-file',
          errors: [{ path: 'file', message: fault }],
        });
      }
      expect((await preview('', 'text')).body.code).toBe('unreadable-file');
      expect((await preview(sentence, 'text')).status).toBe(200);
    });

    test.each(importFormats)('of %s is refused beyond the limit', async (format) => {
      const { status, body } = await preview(Buffer.alloc(importLimits[format] + 1, 0x61), format);
      expect([status, body.code]).toEqual([413, 'too-large']);
    });

    test('is refused to those who may only read', async () => {
      for (const role of ['reviewer', 'viewer'] as const) {
        const { status, body } = await preview(sentence, 'text', await desk.as(role));
        expect([status, body.code]).toEqual([403, 'not-allowed']);
      }
      expect((await preview(sentence, 'text', desk.visitor())).status).toBe(401);
    });

    test('is refused to other sites, for unknown formats and unknown templates', async () => {
      const foreign = await preview(sentence, 'text', editor, { origin: 'https://evil.example' });
      expect([foreign.status, foreign.body.code]).toEqual([403, 'foreign-origin']);
      expect((await preview(sentence, 'pages')).body).toMatchObject({ status: 422, code: 'invalid-input' });
      const path = '/api/imports?format=text&template=none&language=en';
      expect((await editor.ask('POST', path, sentence)).body).toMatchObject({
        code: 'invalid-input',
        errors: [{ path: 'template' }],
      });
    });
  });

  describe('an import into an open article', () => {
    const incoming = {
      ...article(
        'Imported headline',
        section('introduction', p(opening)),
        section('news', h(2, 'A subheading'), p(sentence)),
        { ...section('news', p('More.')), title: 'Background' },
        section('summary', ul(item(p('One')), item(p('Two')))),
      ),
      dek: 'Imported dek',
    };

    test('fills what is empty, adds the rest behind it, and sets what is missing', async () => {
      const id = await news();
      const { status, body } = await put(id, incoming, 'fill', 'Agency | Outlet');
      expect([status, body]).toEqual([200, { filled: 3, added: 1, taken: [], slugTaken: false }]);
      expect(await contentOf(id)).toMatchObject({
        headline: 'Imported headline',
        dek: 'Imported dek',
        byline: 'Agency | Outlet',
      });
      expect((await textsOf(id)).map(([label]) => label)).toEqual([
        'Introduction',
        'News',
        'Background',
        'Support',
        'Summary',
      ]);
      expect(await textsOf(id)).toContainEqual(['News', `A subheading ${sentence}`]);
    });

    describe('takes over what its file says of itself', () => {
      const facts = {
        slug: 'the-crane',
        tags: ['Harbor', 'Crane'],
        embargo: `${new Date().getUTCFullYear() + 1}-06-01T06:00`,
      };
      const putWith = (id: ArticleId, said: object) =>
        editor.ask('POST', `/api/articles/${id}/import`, { content: incoming, mode: 'append', ...said });
      const rowOf = async (id: ArticleId) => (await editor.ask('GET', `/api/articles/${id}`)).body;

      test('with its author, and tells the audit log', async () => {
        const id = await news();
        expect((await putWith(id, { ...facts, byline: 'Agency' })).body).toMatchObject({ slugTaken: false });
        const row = await rowOf(id);
        expect(row).toMatchObject({ slug: 'the-crane', tags: ['Harbor', 'Crane'], byline: 'Agency' });
        expect(row.embargo).toMatch(/^\d{4}-0[56]-.*:00:00\.000Z$/);
        const { body } = await (await desk.as('admin')).ask('GET', `/api/audit?article=${id}`);
        expect(body.entries).toContainEqual(
          expect.objectContaining({
            act: 'article.settings-changed',
            details: expect.objectContaining({ slug: 'the-crane', byline: 'Agency', tags: facts.tags }),
          }),
        );
      });

      test('with its section of the site, where the article is in none and the site has it', async () => {
        const admin = await desk.as('admin');
        const form = { slug: '', description: '' };
        const sections: { id: string }[] = [];
        for (const name of ['Harbor news', 'Culture'])
          sections.push((await admin.ask('POST', '/api/site-sections', { ...form, name })).body);
        const [harbor, culture] = sections;
        const id = await news();
        expect((await putWith(id, { siteSection: 'nosuchsection' })).body.errors[0].path).toBe('siteSection');
        expect((await putWith(id, { siteSection: harbor?.id })).status).toBe(200);
        expect((await putWith(id, { siteSection: culture?.id })).status).toBe(200);
        expect((await rowOf(id)).siteSection).toBe(harbor?.id);
        const made = await editor.ask('POST', '/api/articles', {
          ...{ template: 'news', language: 'en', content: incoming },
          siteSection: culture?.id,
        });
        expect(made.body.siteSection).toBe(culture?.id);
        const file = await editor.ask('GET', `/api/articles/${id}/export?format=json`);
        expect(file.body).toMatchObject({ siteSection: 'Harbor news' });
      });

      test('beside what is set already, which stays', async () => {
        const id = await news();
        const before = {
          slug: 'our-own',
          tags: ['crane', 'Ours'],
          embargo: '2027-01-01T05:00:00.000Z',
          byline: 'Ours',
        };
        await editor.ask('PATCH', `/api/articles/${id}`, before);
        expect((await putWith(id, { ...facts, byline: 'Agency' })).status).toBe(200);
        expect(await rowOf(id)).toMatchObject({ ...before, tags: ['crane', 'Ours', 'Harbor'] });
      });

      test('without a slug that another article has, which the answer says', async () => {
        const other = await news();
        await editor.ask('PATCH', `/api/articles/${other}`, { slug: 'somebodys' });
        const id = await news();
        const { status, body } = await putWith(id, { ...facts, slug: 'somebodys' });
        expect([status, body.slugTaken]).toEqual([200, true]);
        expect(await rowOf(id)).toMatchObject({ slug: null, tags: ['Harbor', 'Crane'] });
      });

      test('or is refused as a whole, before any text is put in', async () => {
        const id = await news();
        const before = await contentOf(id);
        const { status, body } = await putWith(id, {
          ...facts,
          slug: 'refused',
          embargo: '2199-01-01T06:00',
        });
        expect([status, body.errors]).toEqual([422, [{ path: 'embargo', message: 'time-too-far' }]]);
        expect(await contentOf(id)).toEqual(before);
        expect(await rowOf(id)).toMatchObject({ slug: null, tags: [] });
      });
    });

    test('leaves what somebody has written, and the head that is there', async () => {
      const id = await news({
        ...article('Ours', section('introduction', p('Our own.')), section('summary', ul(item(p())))),
        dek: '',
      });
      await editor.ask('PATCH', `/api/articles/${id}`, { byline: 'Our own byline' });
      const { body } = await put(id, incoming, 'fill', 'Agency');
      expect(body).toMatchObject({ filled: 1, added: 3 });
      expect(await contentOf(id)).toMatchObject({
        headline: 'Ours',
        dek: 'Imported dek',
        byline: 'Our own byline',
      });
      expect(await textsOf(id)).toContainEqual(['Introduction', 'Our own.']);
      expect(body.taken).toEqual(['headline', 'byline']);
      expect(await textsOf(id)).toContainEqual(['Introduction', `Imported headline Agency ${opening}`]);
    });

    test('keeps a headline that finds one in its place, also where nothing else came', async () => {
      const id = await news(article('Ours', section('news', p(sentence))));
      const { body } = await put(id, article('Theirs'), 'fill');
      expect(body).toMatchObject({ added: 1, taken: ['headline'] });
      expect(await textsOf(id)).toContainEqual(['Introduction', 'Theirs']);
      expect((await put(id, article('Ours'), 'fill')).body).toMatchObject({ added: 0, taken: [] });
    });

    test('replaces boilerplate that nobody has touched, and no other', async () => {
      const support = article('', section('support', p('Become a member.')));
      const id = await news();
      expect((await put(id, support, 'fill')).body).toMatchObject({ filled: 1, added: 0 });
      expect(await textsOf(id)).toEqual([['Support', 'Become a member.']]);
      expect((await put(id, support, 'fill')).body).toMatchObject({ filled: 0, added: 1 });
    });

    test('leaves approved sections alone, empty ones too', async () => {
      const id = await news();
      const { body: statuses } = await editor.ask('GET', `/api/articles/${id}/sections`);
      const [introduction] = statuses;
      const acts = `/api/articles/${id}/sections/${introduction.section}/acts`;
      expect((await editor.ask('POST', acts, { act: 'mark-ready' })).status).toBe(200);
      const hash = sectionHash({ ...section('introduction', p()), id: introduction.section });
      const reviewer = await desk.as('reviewer');
      expect((await reviewer.ask('POST', acts, { act: 'approve', hash })).body.state).toBe('approved');
      const result = await put(id, article('', section('introduction', p(opening))), 'fill');
      expect(result.body).toMatchObject({ filled: 0, added: 1 });
      const [after] = (await editor.ask('GET', `/api/articles/${id}/sections`)).body;
      expect(after.state).toBe('approved');
    });

    test('appends all sections at the end on request', async () => {
      const id = await news(article('Ours', section('news', p())));
      expect((await put(id, incoming, 'append')).body).toMatchObject({ filled: 0, added: 4 });
      expect((await textsOf(id)).map(([label]) => label)).toEqual([
        'Introduction',
        'News',
        'Background',
        'Summary',
      ]);
    });

    test('reaches those who have it open, and what they write meanwhile stays', async () => {
      const id = await news();
      const client = await opened(id);
      write(client, 'introduction', 'typed before');
      await client.saved();
      const filling = article('', section('introduction', p(opening)), section('outlook', p(sentence)));
      client.disconnect();
      write(client, 'outlook', 'typed offline ');
      expect((await put(id, filling, 'fill')).body).toMatchObject({ filled: 1, added: 1 });
      client.connect();
      await client.saved();
      const texts = await textsOf(id);
      expect(texts).toContainEqual(['Introduction', 'typed before']);
      expect(texts).toContainEqual(['Introduction', opening]);
      expect(texts.find(([label]) => label === 'Outlook')?.[1]).toMatch(/typed offline/);
      expect(texts.find(([label]) => label === 'Outlook')?.[1]).toContain(sentence);
      await until(() => JSON.stringify(readArticle(client.doc)).includes(sentence));
      client.close();
    });

    test('turns what a section does not allow into what it does', async () => {
      const id = await news();
      const table2 = table(row(cell(p('a')), cell(p('b'))));
      await put(id, article('', section('summary', p('A point'), table2)), 'fill');
      const [summary] = (await contentOf(id)).sections.filter(
        ({ kind }: { kind: string }) => kind === 'summary',
      );
      expect(summary.blocks.map(({ type }: { type: string }) => type)).toEqual(['bulletList']);
    });

    test('is refused where it does not fit, and changes nothing', async () => {
      const id = await news();
      const before = await contentOf(id);
      const script = { type: 'script', content: [t('alert(1)')] };
      const unsafe = p(t('x', link('javascript:alert(1)')));
      for (const block of [script, unsafe, figure('../../etc')]) {
        const { status, body } = await put(id, article('No', section('news', block)), 'fill');
        expect([status, body.code]).toEqual([409, 'conflict']);
      }
      expect((await editor.ask('POST', `/api/articles/${id}/import`, { mode: 'fill' })).status).toBe(422);
      const reviewer = await desk.as('reviewer');
      const input = { content: incoming, mode: 'append' };
      expect((await reviewer.ask('POST', `/api/articles/${id}/import`, input)).status).toBe(403);
      expect((await put('nosucharticle00' as ArticleId, incoming, 'fill')).status).toBe(404);
      expect(await contentOf(id)).toEqual(before);
    });
  });

  describe('an export', () => {
    const everything = (media: string): ArticleContent => ({
      ...article(
        'Größe: “two” / 100 %',
        section(
          'introduction',
          p(opening, t(' marked', note('SECRET'), 'bold'), t(' twice', note('SECRET'))),
        ),
        section(
          'news',
          h(2, 'Subheading'),
          p('A ', t('link', link('https://example.org/')), ' and ', t('code', 'code'), '.'),
          h(3, 'Deeper'),
          ul(item(p('One'), ul(item(p('Inner')))), item(p('Two', t('!', note('SECRET'))))),
          ol(3, item(p('Three')), item(p('Four'))),
          quote('Somebody', p('Quoted words.')),
          pull(t('Pulled words.', note('SECRET'))),
          figure(media, 'Alternative', 'Caption', 'Photographer'),
          table(row(cell(p('a', t('1', note('SECRET')))), cell(p('b1'))), row(cell(p('a2')), cell(p('b2')))),
          code('let x = 1;\nx += 1;', 'ts'),
          hr(),
          embed('https://vimeo.com/123456'),
          p('Control \u0007 sign.'),
        ),
        section('summary', ul(item(p('One point')))),
      ),
      dek: 'The dek.',
      lead: leadOf(media),
    });
    let id: ArticleId;
    let media: string;
    beforeAll(async () => {
      media = await picture(editor);
      id = await draft(editor, { content: everything(media), template: 'news', byline: 'A. Author' });
    });

    test.each(exportFormats)('as %s has its type and name, and no note of an editor', async (format) => {
      const { response, bytes } = await exported(id, format);
      expect(response.status).toBe(200);
      const types = {
        markdown: 'text/markdown; charset=utf-8',
        html: 'text/html; charset=utf-8',
        text: 'text/plain; charset=utf-8',
        json: 'application/json; charset=utf-8',
        docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      };
      expect(response.headers.get('content-type')).toBe(types[format]);
      const ending = { markdown: 'md', html: 'html', text: 'txt', json: 'json', docx: 'docx' }[format];
      expect(response.headers.get('content-disposition')).toBe(
        `attachment; filename="Gro_e _two_ 100 _.${ending}"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%E2%80%9Ctwo%E2%80%9D%20100%20%25.${ending}`,
      );
      const text =
        format === 'docx' ? (await mammoth.convertToHtml({ buffer: bytes })).value : bytes.toString();
      expect(text).not.toMatch(/SECRET|data-note|"note"/);
      for (const words of [
        'The dek.',
        'A. Author',
        'marked',
        'Pulled words.',
        'Photographer',
        'a1',
        'x += 1;',
      ])
        expect(text).toContain(words);
    });

    test('as DOCX comes back with its sections and blocks', async () => {
      const { bytes } = await exported(id, 'docx');
      const { body } = await preview(bytes, 'docx');
      const { content } = compose(body.pieces, { sections, language: 'en', complete: false });
      expect(content.headline).toBe('Größe: “two” / 100 %');
      expect(content.dek).toBe('The dek.');
      expect(content.sections.map(({ kind }) => kind)).toEqual(['introduction', 'news', 'summary']);
      const types = content.sections[1]?.blocks.map(({ type }) => type) ?? [];
      for (const type of ['heading', 'bulletList', 'orderedList', 'blockquote', 'table'])
        expect(types).toContain(type);
      expect(body.pieces).toContainEqual(
        expect.objectContaining({ type: 'picture', mime: 'image/jpeg', alt: 'Alternative' }),
      );
    });

    test('as HTML names its pictures where the desk gives them, and comes back with them', async () => {
      const page = (await exported(id, 'html')).bytes.toString();
      expect(page).toContain(`src="${desk.url}/media/${media}"`);
      const { content } = compose(recognize(readHtml(page, { desk: desk.url }), sections), {
        sections,
        language: 'en',
        complete: false,
      });
      const figures = content.sections.flatMap(({ blocks }) =>
        blocks.filter(({ type }) => type === 'figure'),
      );
      expect(figures).toContainEqual(
        expect.objectContaining({
          attrs: expect.objectContaining({ media, alt: 'Alternative', credit: 'Photographer' }),
        }),
      );
    });

    test('is made of an article whose quote ran empty', async () => {
      const client = await opened(id);
      for (const root of client.doc.share.keys()) {
        if (!root.startsWith('section:')) continue;
        const fragment = client.doc.getXmlFragment(root);
        for (const block of fragment.toArray()) {
          if ('nodeName' in block && block.nodeName === 'blockquote') block.delete(0, block.length);
        }
      }
      await client.saved();
      client.close();
      for (const format of exportFormats) {
        const { response, bytes } = await exported(id, format);
        expect(response.status).toBe(200);
        if (format !== 'docx') expect(bytes.toString()).not.toContain('Quoted words.');
      }
    });

    test('of an unknown article or format is refused', async () => {
      expect((await editor.ask('GET', '/api/articles/nosucharticle/export?format=text')).status).toBe(404);
      expect((await editor.ask('GET', `/api/articles/${id}/export?format=pages`)).status).toBe(422);
      expect((await editor.ask('GET', `/api/articles/${id}/export`)).status).toBe(422);
    });
  });
});

/** Writes at the start of the named section's first block, as editors do. */
function write(client: TestClient, kind: string, text: string): void {
  const outline = client.doc.getMap<Y.Map<unknown>>('outline');
  const [id] = [...outline.entries()].find(([, entry]) => entry.get('kind') === kind) ?? [];
  const block = client.doc.getXmlFragment(`section:${id}`).get(0);
  if (!(block instanceof Y.XmlElement)) throw new Error(`The section ${kind} has no block.`);
  block.insert(0, [new Y.XmlText(text)]);
}
