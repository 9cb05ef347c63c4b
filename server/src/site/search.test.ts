// The search of the public site, as readers use it, on both databases.
import { p } from '@galley/shared/article/testing.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from '../accounts/testing.ts';
import { draft, plainArticle, publish, published } from '../publishing/testing.ts';
import { forEachStorage } from '../storage/testing.ts';
import { type OpenDesk, openDesk } from '../testing/desk.ts';
import { changeSettings, expectInert, type Part, type Reader, readerOf } from './page-testing.ts';

const siteName = 'The Test & “Tide”';

forEachStorage((database) => {
  let desk: OpenDesk;
  let admin: Browser;
  let read: Reader;

  beforeAll(async () => {
    desk = await openDesk(await database(), { SITE_NAME: siteName });
    admin = await desk.as('admin');
    read = readerOf(desk.url);
    const en = [
      [
        'Ferries return to the harbor',
        'The ferries are running again, said the operators. Long queues formed.',
      ],
      ['Mayor opens a theatre', 'A new theatre stands by the harbor. The ferry stops there.'],
      ['Bread and roses', 'Bakers meet & <strong>sing</strong> loudly.'],
    ] as const;
    for (const [index, [headline, text]] of en.entries())
      await published(admin, { content: plainArticle(headline, p(text)), slug: `english-${index}` });
    const de = [
      ['Bahnunfall bei Müllheim', 'Herr Müller schreibt per E-Mail. Der Wasser\u00adverband schweigt.'],
      ['Streit um die Bahn', 'Nach dem Unfall der Bahn reden Minister*innen über Straßen.'],
    ] as const;
    for (const [index, [headline, text]] of de.entries())
      await published(admin, {
        content: plainArticle(headline, p(text)),
        slug: `german-${index}`,
        language: 'de',
      });
  });
  afterAll(() => desk.close());

  const search = async (query: string, language = 'en', more = '') =>
    await read(`/${language}/search?q=${encodeURIComponent(query)}${more}`);
  const headlines = (page: Part) => page.all('h2').map((one) => one.text);
  const marks = (page: Part) => page.all('mark').map((one) => one.text);
  const withdraw = (id: ArticleId) => admin.ask('POST', `/api/articles/${id}/withdraw`, { note: '' });

  describe('a question', () => {
    test.each([
      ['a word in another form, a headline with it first', 'en', 'ferry', ['Ferries', 'Mayor']],
      ['several words, in any order', 'en', 'queues operators', ['Ferries']],
      ['the beginning of the last word', 'en', 'theat', ['Mayor']],
      ['a phrase', 'en', '"running again"', ['Ferries']],
      ['no phrase whose words stand apart', 'en', '"ferries again"', []],
      ['no phrase of the end of one part and the beginning of another', 'en', '"theatre a"', []],
      ['a word without another', 'en', 'harbor -theatre', ['Ferries']],
      ['signs that are none of a word', 'en', `") OR '; -- & ferr:*`, []],
      ['a compound by its parts, and the parts as they stand', 'de', 'Unfall', ['Bahnunfall', 'Streit']],
      ['a compound before its parts in several words', 'de', 'bahnunfall', ['Bahnunfall', 'Streit']],
      ['ue for ü', 'de', 'Mueller', ['Bahnunfall']],
      ['a word with a hyphen by its whole', 'de', 'email', ['Bahnunfall']],
      ['a compound with a soft hyphen', 'de', 'wasserverband', ['Bahnunfall']],
      ['a form with a star', 'de', 'Ministerinnen', ['Streit']],
      ['ss for ß', 'de', 'strassen', ['Streit']],
    ])('finds %s', async (_what, language, query, expected) => {
      const { page, status } = await search(query, language);
      expect(status).toBe(200);
      expect(headlines(page).map((headline) => headline.split(' ')[0])).toEqual(expected);
    });

    test.each([
      ['de', 'unfall', ['Bahnunfall', 'Unfall']],
      ['de', 'bahnunfälle', ['Bahnunfall', 'Unfall', 'Bahn']],
      ['de', 'email', ['E-Mail']],
      ['de', 'Ministerinnen', ['Minister*innen']],
      ['de', 'wasserverband', ['Wasser\u00adverband']],
      ['en', '"running again"', ['running again']],
      ['en', 'harbor -theatre', ['harbor']],
    ])('marks in %s what %s found', async (language, query, expected) => {
      expect(marks((await search(query, language)).page)).toEqual(expected);
    });

    test('is answered with the headline, the passage, the day and a count, in a page that nobody indexes', async () => {
      const { page, headers } = await search('queues');
      expectInert(page);
      expect(page.meta('robots')).toBe('noindex');
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers['cache-control']).toBe('public, no-cache');
      expect(page.one('p', { role: 'status' }).text).toBe('1 article');
      const item = page.one('article');
      expect(item.one('a').attribute('href')).toBe('/articles/english-0');
      expect(item.one('p', { class: 'passages' }).text).toContain('Long queues formed.');
      expect(item.all('time')).toHaveLength(1);
      expect(page.one('input', { id: 'search-words' }).attribute('value')).toBe('queues');
      expect(page.one('title').text).toContain('queues');
    });

    test('that finds something in another language alone leads there', async () => {
      const { page } = await search('Müllheim');
      expect(page.one('p', { role: 'status' }).text).toContain('Nothing was found');
      const link = page.one('ul', { class: 'elsewhere' }).one('a');
      expect(link.text).toBe('Auf Deutsch: 1 article');
      expect(headlines((await read(link.attribute('href') ?? '')).page)).toEqual(['Bahnunfall bei Müllheim']);
    });

    test('with a mistyped word is asked back', async () => {
      const { page } = await search('Xylofoon theatre');
      expect(page.all('p', { class: 'meant' })).toEqual([]);
      const { page: near } = await search('theater');
      expect(near.one('p', { class: 'meant' }).one('a').attribute('href')).toBe('/en/search?q=theatre');
      const { page: german } = await search('Mühlheim', 'de');
      expect(german.one('p', { class: 'meant' }).text).toBe('Meinten Sie müllheim?');
    });

    test('of nothing gets the form and a hint', async () => {
      for (const path of ['/en/search', '/en/search?q=', '/en/search?q=%20„“', '/en/search?q=a&q=b']) {
        const { page, status } = await read(path);
        expect(status, path).toBe(200);
        expect(page.one('p', { class: 'hint' }).text).toContain('Words in quotes');
        expect(page.all('article')).toEqual([]);
      }
    });

    test('of too much is refused in a sentence, and keeps what was typed', async () => {
      for (const query of ['a '.repeat(13), 'x'.repeat(201)]) {
        const { page, status } = await search(query);
        expect(status).toBe(400);
        expect(page.one('p', { role: 'status' }).text).toContain('up to 12 words');
        expect(page.one('input', { id: 'search-words' }).attribute('value')?.length).toBeGreaterThan(20);
      }
    });

    test.each([
      '"><img src=x onerror=alert(1)><script>alert(1)</script>',
      `'); drop table "article"; --`,
      '</title></script><!-- \u202e <b>',
      '" OR terms:* NEAR( * ) ^ {a b} : 5',
      `${'('.repeat(60)}harbor${')'.repeat(60)}`,
      "\\\\' & ! | <-> ':*",
    ])('in the language of machines is words: %s', async (query) => {
      const { page, status, text } = await search(query);
      expect(status).toBe(200);
      expectInert(page);
      expect(text).not.toContain('<script>alert');
      expect(page.all('img')).toEqual([]);
      expect(text).not.toContain('\u202e');
    });

    test('shows the signs of a text as signs', async () => {
      const { page, text } = await search('sing');
      expect(page.one('p', { class: 'passages' }).text).toContain(
        'Bakers meet & <strong>sing</strong> loudly.',
      );
      expect(text).not.toContain('<strong>');
      expectInert(page);
    });

    test('without a language is asked in the reader’s', async () => {
      const { status, headers } = await read('/search?q=Müller%20%26', { 'accept-language': 'de' });
      expect(status).toBe(302);
      expect(headers.location).toBe('/de/search?q=M%C3%BCller+%26');
      expect(headers.vary).toMatch(/accept-language/i);
    });
  });

  test('every page has the form in its language, and leads programs to the description of the search', async () => {
    for (const [path, language] of [
      ['/', 'de'],
      ['/en', 'en'],
      ['/articles/german-0', 'de'],
      ['/en/corrections', 'en'],
      ['/nowhere', 'en'],
    ] as const) {
      const { page, headers } = await read(path);
      const form = page.one('form');
      expect(form.attribute('action'), path).toBe(`/${language}/search`);
      const field = form.one('input');
      expect(form.one('label').attribute('for')).toBe(field.attribute('id'));
      expect(field.attribute('name')).toBe('q');
      expect(headers['content-security-policy']).toContain("form-action 'self'");
      const described = page.one('link', { rel: 'search' });
      expect(described.attribute('type')).toBe('application/opensearchdescription+xml');
      const description = await read(described.attribute('href') ?? '');
      expect(description.headers['content-type']).toBe(
        'application/opensearchdescription+xml; charset=utf-8',
      );
      expect(description.text).toContain(`template="${desk.url}/${language}/search?q={searchTerms}"`);
      expect(description.text).toContain('<LongName>The Test &amp; “Tide”</LongName>');
    }
  });

  test('the front page says how to search as structured data', async () => {
    const { page } = await read('/de');
    const all = page.all('script').map((script) => JSON.parse(script.text));
    const site = all.find((data) => data['@type'] === 'WebSite');
    expect(site.potentialAction.target.urlTemplate).toBe(`${desk.url}/de/search?q={search_term_string}`);
  });

  describe('what readers may not see', () => {
    /** What a page says beside the question itself. */
    const answered = async (query: string) => {
      const { page } = await search(query);
      return { said: page.one('p', { role: 'status' }).text, text: page.one('main').text };
    };

    test('is not found by its words, its beginnings, mistyped ones or counts', async () => {
      const secret = plainArticle('Zirconium deal', p('The zirconium papers name Hollerbach.'));
      await draft(admin, { content: secret, slug: 'secret-draft' });
      const gone = await published(admin, { content: secret, slug: 'secret-gone' });
      expect((await answered('Hollerbach')).said).toBe('1 article');
      await withdraw(gone);
      for (const query of ['Hollerbach', 'zirc', '"zirconium papers"', 'Hollerbarch', 'zirkonium']) {
        const { said, text } = await answered(query);
        expect(said, query).toContain('Nothing was found');
        expect(text, query).not.toMatch(/Did you mean|1 article|deal/);
      }
      // A form that only withdrawn words had is not offered for a word that is public.
      await published(admin, { content: plainArticle('Papers', p('A paperless office')), slug: 'office' });
      expect((await answered('zirconum')).text).not.toContain('zirconium');
    });

    test('is what a correction took out', async () => {
      const id = await published(admin, {
        content: plainArticle('Wrong name', p('Her name is Quastenberg.')),
        slug: 'wrong-name',
      });
      expect((await answered('Quastenberg')).said).toBe('1 article');
      const replaced = await admin.ask('PATCH', `/api/articles/${id}`, { tags: ['Vollmersum'] });
      expect(replaced.status).toBe(200);
      expect((await answered('Vollmersum')).said).toContain('Nothing');
      await publish(admin, id, 'A tag was missing.');
      expect((await answered('Vollmersum')).said).toBe('1 article');
      const again = await admin.ask('PATCH', `/api/articles/${id}`, { tags: [] });
      expect(again.status).toBe(200);
      await publish(admin, id, 'It was none.');
      expect((await answered('Vollmersum')).said).toContain('Nothing');
    });
  });

  test('many results stand on several pages, each once, the newest first', async () => {
    for (let number = 1; number <= 21; number += 1)
      await published(admin, {
        content: plainArticle(`Lighthouse ${number}`, p('Beacons.')),
        slug: `lighthouse-${number}`,
      });
    const first = (await search('beacons')).page;
    expect(first.one('p', { role: 'status' }).text).toBe('21 articles');
    expect(headlines(first)[0]).toBe('Lighthouse 21');
    const next = first.one('a', { rel: 'next' }).attribute('href') ?? '';
    expect(next).toBe('/en/search?q=beacons&page=2');
    const second = (await read(next)).page;
    expect(headlines(second)).toEqual(['Lighthouse 1']);
    expect(second.one('a', { rel: 'prev' }).attribute('href')).toBe('/en/search?q=beacons');
    expect(new Set([...headlines(first), ...headlines(second)]).size).toBe(21);
    for (const page of ['3', '0', 'x', '99999999'])
      expect((await search('beacons', 'en', `&page=${page}`)).status, page).toBe(404);
  });

  test('the site’s new name is in its description at once', async () => {
    await read('/en/opensearch.xml');
    await changeSettings(admin, { name: 'Another <Name> that is much too long for it' });
    const { text } = await read('/en/opensearch.xml');
    expect(text).toContain('<ShortName>Another &lt;Name&gt;</ShortName>');
    await changeSettings(admin, { name: siteName });
  });

  test('too many searches of one address are refused with a page, and leave the other pages alone', async () => {
    const statuses = new Set<number>();
    for (let number = 0; number < 125; number += 1) {
      const { status, page } = await read('/en/search');
      statuses.add(status);
      if (status !== 429) continue;
      expect(page.one('h1').text).toBe('Those were many searches');
      break;
    }
    expect(statuses).toEqual(new Set([200, 429]));
    expect((await read('/en')).status).toBe(200);
  });
});
