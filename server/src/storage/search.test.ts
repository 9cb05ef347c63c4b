import type { ArticleId } from '@galley/shared/ids.ts';
import type { Language } from '@galley/shared/language.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeArticles, indexArticle, matchingArticles } from './search.ts';
import { termsOf } from './search-terms.ts';
import type { Storage } from './storage.ts';
import { forEachStorage } from './testing.ts';

describe('search', () => {
  forEachStorage((database) => {
    let storage: Storage;
    beforeAll(async () => {
      storage = await (await database()).open();
      await index('harbor', 'de', 'Die Häuser am Hafen werden für Straßenbahnen geräumt. Ein neues Café.');
      await index(
        'ferries',
        'en',
        'The ferries are running again, said the harbor’s operators on 24 May 2026.',
      );
      await index('new', 'en', 'A new theatre, and newly found Łódź photographs');
      await index('scripts', 'en', 'Москва, 東京 and a model called rx7b');
    });
    afterAll(() => storage.close());

    it.each([
      ['another form of a German word', 'Haus', ['harbor']],
      ['another form of an English word', 'ferry', ['ferries']],
      ['several words, in any order', 'operator running ferry', ['ferries']],
      ['words that no article has together', 'ferry hafen', []],
      ['the beginning of the last word', 'straßenb', ['harbor']],
      ['the beginning of a word, however far it is typed', 'operato', ['ferries']],
      ['the beginning of the first word only', 'opera ferries', []],
      ['a word without its accents', 'cafe', ['harbor']],
      ['a word with accents that it does not have', 'férries', ['ferries']],
      ['ss for ß', 'strassenbahn', ['harbor']],
      ['capitals', 'FERRIES', ['ferries']],
      ['a word whose German stem is an English word', 'news', []],
      ['a number', '2026', ['ferries']],
      ['letters and digits mixed', 'RX7B', ['scripts']],
      ['other scripts', 'москв', ['scripts']],
      ['a script without spaces', '東京', ['scripts']],
      ['a language’s name, which is no term', 'en', []],
      ['operators and quotes of the databases', `") OR '; -- AND NOT ferr*`, []],
      ['backslashes and colons', `ferries\\' & harbor:*`, ['ferries']],
    ])('finds %s', async (_what, query, articles) => {
      expect(await found(query)).toEqual(articles);
    });

    describe('in German', () => {
      beforeAll(async () => {
        await index('rail', 'de', 'Bahnunfall bei Müllheim: Herr Müller sagt, die Unfallstelle sei geräumt.');
        await index(
          'firm',
          'de',
          'Die Firma schreibt per E-Mail, das Museum und der Wasser\u00adverband schweigen.',
        );
        await index('people', 'de', 'Die Minister*innen, Kolleg:innen und LeserInnen, auch eine Ärzt_in');
        await index(
          'plural',
          'de',
          'Zwei Ministerinnen, mehrere Firmen, drei Museen und Frau Mueller-Goethe',
        );
      });

      it.each([
        ['a compound', 'bahnunfall', ['rail']],
        ['the last part of one', 'Unfall', ['rail']],
        ['the last part of one, in another form', 'Unfälle', ['rail']],
        ['the last part of one, unfinished', 'unfa', ['rail']],
        ['the last part of a compound with a soft hyphen in it', 'Verband', ['firm']],
        ['a compound with a soft hyphen in it', 'Wasserverband', ['firm']],
        ['no letters that merely end a word', 'nfall', ['rail']],
        ['no short ending', 'all', []],
        ['ue for ü, and ü for ue', 'Mueller', ['plural', 'rail']],
        ['ü for ue', 'Müller', ['plural', 'rail']],
        ['the beginning of a spelled-out umlaut', 'muellh', ['rail']],
        ['ö for oe', 'Göthe', ['plural']],
        ['a word with a hyphen by its whole', 'email', ['firm']],
        ['a word with a hyphen by itself', 'e-mail firma', ['firm']],
        ['a word with a hyphen by its parts', 'Mueller-Goethe', ['plural']],
        ['a female plural', 'Ministerin', ['people', 'plural']],
        ['a female plural by itself', 'Ministerinnen', ['people', 'plural']],
        ['a form with a star', 'Minister*innen', ['people', 'plural']],
        ['the male part of a form with a sign', 'Kollege Leser', ['people']],
        ['forms with a colon and a capital', 'Kolleginnen Leserinnen', ['people']],
        ['a form with a low line', 'Ärztin', ['people']],
        ['a plural of a Latin word', 'Firmen', ['firm', 'plural']],
        ['the singular of one', 'Museum', ['firm', 'plural']],
      ])('finds %s', async (_what, query, articles) => {
        expect(await found(query)).toEqual(articles);
      });
    });

    describe('a German compound', () => {
      beforeAll(async () => {
        await index('hyphened', 'de', 'Nach dem Bahn-Unfall von gestern ist die Strecke frei.');
        await index('apart', 'de', 'Ein Unfall der Bahn hielt den Verkehr auf.');
        await index('whole', 'de', 'Der Bahnunfall ist geklärt.');
        await index('linked', 'de', 'Das Arbeitslosengeld und die Hilfe für Arbeitslose');
      });

      it.each([
        ['by its hyphenated form, and by its parts', 'bahnunfall', ['apart', 'hyphened', 'rail', 'whole']],
        ['in another form', 'Bahnunfälle', ['apart', 'hyphened', 'rail', 'whole']],
        ['in another form of its parts', 'Verkehrsunfall', ['apart']],
        ['by no part alone', 'Zugunfall', []],
        ['as a word in quotes only whole', '"bahnunfall"', ['hyphened', 'rail', 'whole']],
        ['unfinished', 'bahnunf', ['hyphened', 'rail', 'whole']],
        [
          'by its hyphenated form, and the parts by themselves',
          'Bahn-Unfall',
          ['apart', 'hyphened', 'whole', 'rail'],
        ],
        ['as a phrase only as it stands', '"Bahn-Unfall"', ['hyphened']],
        ['by its last part', 'Unfall', ['apart', 'hyphened', 'rail', 'whole']],
        [
          'by both parts, of which the last is the beginning of a word',
          'Unfall Bahn',
          ['apart', 'hyphened', 'rail', 'whole'],
        ],
        ['without another', 'Unfall -bahn', ['rail', 'whole']],
        ['without a compound, which leaves its parts', 'Unfall -bahnunfall', ['apart']],
        ['with a letter between its parts', 'Geld', ['linked']],
        ['with a letter between its parts, whole', 'Arbeitslosengelder', ['linked']],
      ])('is found %s', async (_what, query, articles) => {
        expect(await found(query)).toEqual([...articles].sort());
      });

      it('is closer to what has it whole than to what has its parts', async () => {
        const close = await closeArticles(storage.kind, 'bahnunfall')?.execute(storage.db);
        expect(close?.rows.map(({ article }) => article).sort()).toEqual(['hyphened', 'rail', 'whole']);
      });
    });

    it.each([
      ['a phrase', '"running again"', ['ferries']],
      ['a longer phrase', '"the ferries are running"', ['ferries']],
      ['no words of a phrase apart', '"ferries running"', []],
      ['a word in quotes only as it stands', '"ferry"', []],
      ['a phrase in German quotes', '„Häuser am Hafen“', ['harbor']],
      ['a phrase that is still open', '"neues café', ['harbor']],
      ['a word without another', 'harbor -ferry', []],
      ['a word without another that is not there', 'ferries -theatre', ['ferries']],
      ['what lacks a word', 'new -theatre', []],
      ['what lacks a phrase', 'harbor -"harbor operators"', ['ferries']],
      ['a phrase and a word', '"24 may" ferry', ['ferries']],
    ])('finds %s', async (_what, query, articles) => {
      expect(await found(query)).toEqual(articles);
    });

    it('finds everything else where only what must not be there is named', async () => {
      const all = await found('-nosuchword');
      expect(all).toContain('ferries');
      expect(await found('-ferry -hafen')).toEqual(all.filter((id) => id !== 'ferries' && id !== 'harbor'));
    });

    it('asks for nothing where the query holds no word', () => {
      expect(matchingArticles(storage.kind, ' „…“ ')).toBeNull();
    });

    it('replaces what an article said before', async () => {
      await index('changing', 'en', 'First words');
      await index('changing', 'en', 'Second text');
      expect(await found('first')).toEqual([]);
      expect(await found('second')).toEqual(['changing']);
    });

    it('takes words and texts of any length', async () => {
      const words = Array.from({ length: 120_000 }, (_, number) => `word${number.toString(36)}`);
      await index('long', 'en', `Beginning ${'ä'.repeat(20_000)} 😀${'𝕏'.repeat(80)} ${words.join(' ')}`);
      expect(await found('beginning')).toEqual(['long']);
      expect(await found('ä'.repeat(20_000))).toEqual(['long']);
      expect(await found('wordzz')).toEqual(['long']);
      // What is pasted without any space costs no more than other text: it once took hours.
      await index('long', 'de', `Afterwards ${'x'.repeat(1_000_000)}`);
      expect(await found('afterwards')).toEqual(['long']);
      await index('long', 'en', '');
      expect(await found('beginning')).toEqual([]);
    });

    async function index(article: string, language: Language, text: string): Promise<void> {
      await indexArticle(storage.db, storage.kind, {
        article: article as ArticleId,
        terms: termsOf(text, language),
      });
    }

    async function found(query: string): Promise<string[]> {
      const matching = matchingArticles(storage.kind, query);
      if (!matching) return [];
      const { rows } = await matching.execute(storage.db);
      return rows.map((row) => row.article).sort();
    }
  });
});
