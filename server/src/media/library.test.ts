import type { Role } from '@galley/shared/access/roles.ts';
import type { Picture, WholePicture } from '@galley/shared/api/pictures.ts';
import { emptyLead } from '@galley/shared/article/content.ts';
import { writeLead } from '@galley/shared/article/read-article.ts';
import { article, figure, p, section } from '@galley/shared/article/testing.ts';
import type { ArticleId, MediaId } from '@galley/shared/ids.ts';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Browser } from '../accounts/testing.ts';
import { askToPublish, draft, leadOf, plainArticle, publicationOf, publish } from '../publishing/testing.ts';
import type { Storage } from '../storage/storage.ts';
import { forEachStorage, type TestDatabase } from '../storage/testing.ts';
import { editAs, type OpenDesk, openDesk } from '../testing/desk.ts';
import { calendarDay } from '../time/local-time.ts';
import { createLibrary } from './library.ts';
import { withIptc } from './testing.ts';

/** The days of the desk's calendar around today. */
const day = (later: number) => calendarDay(new Date(), 'UTC', later);

/** Texts are read for the library a moment after they were written. */
const eventually = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 20_000, interval: 100 });

let shade = 0;
/** Bytes of a picture that nobody has uploaded yet. */
async function freshBytes(): Promise<Uint8Array<ArrayBuffer>> {
  shade += 1;
  const background = { r: shade % 256, g: Math.floor(shade / 256), b: 77 };
  const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background } })
    .png()
    .toBuffer();
  return new Uint8Array(bytes);
}

forEachStorage((database, kind) => {
  let place: TestDatabase;
  let desk: OpenDesk;
  let admin: Browser;
  let editor: Browser;
  let viewer: Browser;

  beforeAll(async () => {
    place = await database();
    desk = await openDesk(place, { SITE_TIME_ZONE: 'UTC' });
    admin = await desk.as('admin');
    editor = await desk.as('editor');
    viewer = await desk.as('viewer');
  });
  afterAll(() => desk.close());

  const send = async (browser: Browser, bytes: Uint8Array<ArrayBuffer>, query = '') =>
    (await browser.ask('POST', `/api/media${query}`, bytes, { 'content-type': 'image/png' })).body;
  /** Uploads a fresh picture under this name and says this of it. */
  const upload = async (name = '', facts: Record<string, unknown> = {}, by = editor): Promise<MediaId> => {
    const { id } = await send(by, await freshBytes(), `?${new URLSearchParams({ name })}`);
    if (Object.keys(facts).length > 0) await say(id, facts);
    return id;
  };
  const say = async (id: MediaId, changes: Record<string, unknown>, by = editor) => {
    const now = await whole(id);
    const before = Object.fromEntries(Object.keys(changes).map((fact) => [fact, now[fact as keyof Picture]]));
    const answer = await by.ask('PATCH', `/api/pictures/${id}`, { changes, before });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer.body as Picture;
  };
  const whole = async (id: MediaId): Promise<WholePicture> =>
    (await admin.ask('GET', `/api/pictures/${id}`)).body;
  const list = async (query: Record<string, string> = {}, by = admin): Promise<Picture[]> =>
    (await by.ask('GET', `/api/pictures?${new URLSearchParams(query)}`)).body.pictures;
  const found = async (query: Record<string, string>, ids: readonly MediaId[]) => {
    const listed = new Set((await list(query)).map(({ id }) => id));
    return ids.map((id) => listed.has(id));
  };
  const withLead = (media: string) => ({ ...plainArticle('Harbor'), lead: leadOf(media) });
  const remove = async (id: MediaId, by = editor) => (await by.ask('DELETE', `/api/pictures/${id}`)).status;
  const setLead = (id: ArticleId, media: string) =>
    editAs(desk, 'editor', id, ({ doc }) =>
      doc.transact(() => writeLead(doc, media === '' ? emptyLead : leadOf(media))),
    );

  test('it lists what was uploaded for articles, the newest first, in pages, to every role', async () => {
    const first = await upload('first.png');
    const second = await upload('second.png');
    const face = (await send(editor, await freshBytes(), '?for=profile')).id;
    const viewers = (await send(viewer, await freshBytes())).id;
    for (const role of ['admin', 'editor', 'reviewer', 'viewer'] satisfies Role[]) {
      const listed = (await list({}, await desk.as(role))).map(({ id }) => id);
      expect(listed.slice(0, 2)).toEqual([second, first]);
      expect(listed).not.toContain(face);
      expect(listed).not.toContain(viewers);
    }
    const page = (await admin.ask('GET', '/api/pictures?limit=1')).body;
    const next = (await admin.ask('GET', `/api/pictures?limit=1&cursor=${page.next}`)).body;
    expect([page.pictures[0].id, next.pictures[0].id]).toEqual([second, first]);
    expect((await admin.ask('GET', '/api/pictures?cursor=none')).status).toBe(422);
    expect(await whole(second)).toMatchObject({ fileName: 'second.png', width: 40, height: 30, uses: 0 });
  });

  test('pictures are found by all that is said of them, as articles are by their words', async () => {
    const id = await upload('IMG_Straßenfest.png', { caption: 'Müller am Hafen', credit: 'Zoë Ræder' });
    for (const query of ['mueller', 'strassenfest', 'zoe', 'hafen -bahnhof'])
      expect(await found({ query }, [id]), query).toEqual([true]);
    expect(await found({ query: 'bahnhof' }, [id])).toEqual([false]);
    await say(id, { caption: 'Am Bahnhof' });
    expect(await found({ query: 'bahnhof' }, [id])).toEqual([true]);
    expect(await found({ query: 'mueller' }, [id])).toEqual([false]);
  });

  test('filters', async () => {
    const used = await upload('', { alt: 'A harbor', credit: 'Kim', licenceEnd: day(3) });
    await draft(editor, { content: withLead(used) });
    const ended = await upload('', { credit: 'Midjourney', licenceEnd: day(-1) });
    const lasting = await upload('', { licenceEnd: day(40), sourceType: 'none' });
    const all = [used, ended, lasting];
    expect(await found({ show: 'unused' }, all)).toEqual([false, true, true]);
    expect(await found({ show: 'expiring' }, all)).toEqual([true, false, false]);
    expect(await found({ show: 'expired' }, all)).toEqual([false, true, false]);
    expect(await found({ show: 'machine-made' }, all)).toEqual([false, true, false]);
    expect(await found({ show: 'without-alt' }, all)).toEqual([false, true, true]);
    expect(await found({ show: 'without-credit' }, all)).toEqual([false, false, true]);
    const { id: by } = await desk.person('admin');
    expect(await found({ by }, all)).toEqual([false, false, false]);
    expect((await list({ show: 'expired' })).find(({ id }) => id === ended)?.licence).toBe('expired');
  });

  describe('what is said of a picture', () => {
    test('is proposed where it is used anew, also by who uploads the same file once more', async () => {
      const bytes = await freshBytes();
      const { id } = await send(editor, bytes);
      const facts = { caption: 'The harbor', credit: 'Kim', alt: 'A quay', focus: '10,20' };
      await say(id, { ...facts, sourceType: 'none' });
      const again = await send(admin, bytes, '?name=copy.png');
      expect(again).toMatchObject({ id, proposed: { ...facts, sourceType: 'none' } });
    });

    test('two people change at once, each another fact; of the same one the second hears what happened', async () => {
      const id = await upload();
      const change = (by: Browser, changes: object, before: object) =>
        by.ask('PATCH', `/api/pictures/${id}`, { changes, before });
      const both = await Promise.all([
        change(editor, { caption: 'A' }, { caption: '' }),
        change(admin, { credit: 'B' }, { credit: '' }),
      ]);
      expect(both.map(({ status }) => status)).toEqual([200, 200]);
      expect(await whole(id)).toMatchObject({ caption: 'A', credit: 'B' });
      const late = await change(admin, { caption: 'C', alt: 'D' }, { caption: '', alt: '' });
      expect(late.body).toMatchObject({
        code: 'conflict',
        errors: [{ path: 'caption', message: 'changed' }],
      });
      expect(await whole(id)).toMatchObject({ caption: 'A', alt: '' });
    });

    test('only those change who write articles, and only by what fits', async () => {
      const id = await upload();
      const change = (changes: object, by = editor) =>
        by.ask('PATCH', `/api/pictures/${id}`, { changes, before: {} });
      expect((await change({ credit: 'X' }, viewer)).status).toBe(403);
      expect((await change({ licenceEnd: '2026-02-30' })).body.errors[0].path).toBe('changes.licenceEnd');
      expect((await change({ focus: '300,1' })).status).toBe(422);
      expect((await change({ caption: 'x'.repeat(2001) })).status).toBe(422);
      expect((await change({ uploadedBy: 'me' })).status).toBe(422);
      expect(
        (await admin.ask('PATCH', '/api/pictures/0000000000000000', { changes: {}, before: {} })).status,
      ).toBe(404);
    });
  });

  describe('where a picture is used', () => {
    test('follows the text and the public page', async () => {
      const id = await upload('', { licenceEnd: day(30) });
      const story = await draft(admin, { content: withLead(id), slug: `used-${kind}` });
      const use = async () => (await whole(id)).usedIn.map(({ inText, isPublic }) => ({ inText, isPublic }));
      expect(await use()).toEqual([{ inText: true, isPublic: false }]);
      await publish(admin, story);
      expect(await use()).toEqual([{ inText: true, isPublic: true }]);
      await setLead(story, '');
      await eventually(async () => expect(await use()).toEqual([{ inText: false, isPublic: true }]));
      expect(await remove(id)).toBe(409);
      await admin.ask('POST', `/api/articles/${story}/withdraw`, { note: '' });
      expect(await use()).toEqual([]);
      expect(await remove(id)).toBe(204);
    });

    test('also in sections, faces, authors and the logo', async () => {
      const [inSection, face, author, logo] = await Promise.all([upload(), upload(), upload(), upload()]);
      const text = article('Quay', section('text', p('Words'), figure(inSection, 'A quay', '', 'Kim')));
      await draft(editor, { content: text });
      await editor.ask('PATCH', '/api/me', { picture: face });
      await admin.ask('POST', '/api/authors', {
        kind: 'person',
        name: 'Kim',
        bio: '',
        picture: author,
        link: '',
      });
      const { version, settings } = (await admin.ask('GET', '/api/site-settings')).body;
      await admin.ask('PUT', '/api/site-settings', { version, settings: { ...settings, logo } });
      expect((await whole(inSection)).uses).toBe(1);
      for (const [id, where] of [
        [face, 'person'],
        [author, 'author'],
        [logo, 'site'],
      ] as const)
        expect(await whole(id), where).toMatchObject({ usedElsewhere: [where] });
      for (const id of [inSection, face, author, logo]) expect(await remove(id, admin)).toBe(409);
      expect(await found({ show: 'unused' }, [inSection, face, author, logo])).toEqual([
        false,
        false,
        false,
        false,
      ]);
    });
  });

  describe('deleting', () => {
    test('is for admins, and for who has uploaded the picture; it can be taken back', async () => {
      const own = await upload();
      const others = await upload('', {}, admin);
      expect(await remove(own, viewer)).toBe(403);
      expect(await remove(others)).toBe(403);
      expect(await remove(own)).toBe(204);
      expect(await remove(own)).toBe(404);
      expect(await remove(others, admin)).toBe(204);
      expect((await admin.ask('GET', `/api/pictures/${own}`)).status).toBe(404);
      expect((await editor.ask('POST', `/api/pictures/${others}/restore`)).status).toBe(403);
      expect((await editor.ask('POST', `/api/pictures/${own}/restore`)).body.id).toBe(own);
      expect(await found({}, [own, others])).toEqual([true, false]);
    });

    test('while somebody puts the picture into a text loses nothing: it is back', async () => {
      const id = await upload();
      const story = await draft(editor, { content: plainArticle('Harbor') });
      expect(await remove(id)).toBe(204);
      await setLead(story, id);
      await eventually(async () => expect(await found({}, [id])).toEqual([true]));
      expect((await desk.visitor().ask('GET', `/media/${id}`)).status).toBe(200);
    });

    test('and uploading the same file again brings it back', async () => {
      const bytes = await freshBytes();
      const { id } = await send(editor, bytes);
      await remove(id);
      expect((await send(admin, bytes)).id).toBe(id);
      expect(await found({}, [id])).toEqual([true]);
    });

    test('erases after a month what no text and no history ever showed', async () => {
      const [never, once] = await Promise.all([upload(), upload()]);
      const story = await draft(editor, { content: withLead(once) });
      await setLead(story, '');
      await eventually(async () => expect((await whole(once)).uses).toBe(0));
      await Promise.all([remove(never), remove(once)]);
      await desk.close();
      const storage: Storage = await place.open();
      const library = createLibrary(storage, async () => 'UTC');
      const later = (days: number) => new Date(Date.now() + days * 24 * 60 * 60_000);
      expect(await library.erase(later(29))).not.toContain(never);
      const erased = await library.erase(later(31));
      expect(erased).toContain(never);
      expect(erased).not.toContain(once);
      await storage.close();
      desk = await openDesk(place, { SITE_TIME_ZONE: 'UTC' });
      admin = await signedIn('admin@test.example');
      editor = await signedIn('editor@test.example');
      const get = async (id: string) => (await desk.visitor().ask('GET', `/media/${id}`)).status;
      expect([await get(never), await get(once)]).toEqual([404, 200]);
    });
  });

  const signedIn = async (email: string): Promise<Browser> => {
    const browser = desk.visitor();
    await browser.signIn(email);
    return browser;
  };

  describe('a licence', () => {
    /** A real JPEG of a color of its own, with XMP. */
    const fileWith = async (xmp: string): Promise<Buffer> => {
      const namespaces =
        'xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/" xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"';
      const rdf = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" ${namespaces}>${xmp}</rdf:Description></rdf:RDF></x:xmpmeta>`;
      return await sharp(await freshBytes())
        .withXmp(rdf)
        .jpeg()
        .toBuffer();
    };
    const take = async (file: Buffer) =>
      (await editor.ask('POST', '/api/media', new Uint8Array(file), { 'content-type': 'image/jpeg' })).body;
    const terms = (words: string) =>
      `<xmpRights:UsageTerms><rdf:Alt><rdf:li xml:lang="x-default">${words}</rdf:li></rdf:Alt></xmpRights:UsageTerms>`;
    const compact = (iso: string) => iso.replaceAll('-', '');

    test.each<[string, () => Promise<Buffer>, { lastDay: string; says: string; usageTerms?: string }]>([
      [
        'PLUS',
        () => fileWith(`<plus:LicenseEndDate>${day(40)}</plus:LicenseEndDate>${terms('Editorial use only')}`),
        { lastDay: day(40), says: day(40), usageTerms: 'Editorial use only' },
      ],
      [
        'PRISM, of several days the first',
        () =>
          fileWith(
            `<prism:expirationDate><rdf:Bag><rdf:li>${day(60)}</rdf:li><rdf:li>${day(50)}</rdf:li></rdf:Bag></prism:expirationDate><photoshop:Instructions>No resale</photoshop:Instructions>`,
          ),
        { lastDay: day(50), says: day(50), usageTerms: 'No resale' },
      ],
      [
        'IPTC, with a time',
        async () =>
          withIptc(await fileWith(''), {
            37: compact(day(30)),
            38: '120000+0000',
            40: 'Honorarpflichtig für Ämter',
          }),
        { lastDay: day(29), says: `${day(30)}T12:00:00+00:00`, usageTerms: 'Honorarpflichtig für Ämter' },
      ],
    ])(
      'is taken from a file by %s, with the terms of use, and shown as the file’s',
      async (_, file, expected) => {
        const { lastDay, says, usageTerms } = expected;
        const taken = await take(await file());
        expect(taken).toMatchObject({ licenceEnd: lastDay, licence: 'valid', notes: { expires: says } });
        expect(await whole(taken.id)).toMatchObject({
          licenceEnd: lastDay,
          usageTerms,
          fileLicence: { says, lastDay },
        });
        // What a person says goes before it, and the file’s word stays to be seen.
        await say(taken.id, { licenceEnd: null });
        expect(await whole(taken.id)).toMatchObject({ licenceEnd: null, fileLicence: { says, lastDay } });
      },
    );

    test('that has ended by its file holds at once, until somebody says otherwise', async () => {
      const file = await fileWith(`<plus:LicenseEndDate>${day(-2)}</plus:LicenseEndDate>`);
      const { id, licence } = await take(file);
      expect(licence).toBe('expired');
      const text = article('Old', section('text', p('Words'), figure(id, 'A quay', '', 'Kim')));
      const story = await draft(admin, { content: text, slug: `old-${kind}` });
      const codes = async () =>
        (await publicationOf(admin, story)).readiness.map(({ code }: { code: string }) => code);
      expect(await codes()).toEqual(['licence-ended']);
      await say(id, { licenceEnd: null });
      expect(await codes()).toEqual([]);
    });

    test('of a file that names none stays without an end', async () => {
      const taken = await take(await fileWith(terms('Free')));
      expect(taken).toMatchObject({ licenceEnd: null, licence: 'valid' });
      expect(await whole(taken.id)).toMatchObject({ licenceEnd: null, fileLicence: null });
    });

    test('that has ended keeps an article from publication, and from being scheduled beyond its end', async () => {
      const id = await upload('', { licenceEnd: day(3) });
      const text = article('Quay', section('text', p('Words'), figure(id, 'A quay', '', 'Kim')));
      const story = await draft(admin, { content: text, slug: `licence-${kind}` });
      expect(await publicationOf(admin, story)).toMatchObject({ readiness: [], licenceEnd: day(3) });
      const schedule = async (later: number) => {
        const { hash } = await publicationOf(admin, story);
        const body = { local: `${day(later)}T12:00`, hash, after: 0, note: '' };
        return (await admin.ask('POST', `/api/articles/${story}/schedule`, body)).body;
      };
      expect(await schedule(4)).toMatchObject({ code: 'not-ready', errors: [{ message: 'licence-ended' }] });
      expect(await schedule(3)).toMatchObject({ scheduled: { held: null } });
      // It is cut short while the article waits for its time: readiness says so before that comes.
      await say(id, { licenceEnd: day(2) });
      expect((await publicationOf(admin, story)).readiness).toMatchObject([{ code: 'licence-ended' }]);
      await say(id, { licenceEnd: day(3) });
      expect((await publicationOf(admin, story)).readiness).toEqual([]);
      await admin.ask('POST', `/api/articles/${story}/unschedule`);
      await admin.ask('PATCH', `/api/articles/${story}`, { embargo: `${day(4)}T12:00` });
      expect((await publicationOf(admin, story)).readiness).toMatchObject([{ code: 'licence-ended' }]);
      await admin.ask('PATCH', `/api/articles/${story}`, { embargo: null });

      await say(id, { licenceEnd: day(-1) });
      const { readiness } = await publicationOf(admin, story);
      expect(readiness).toMatchObject([{ code: 'licence-ended', kind: 'text' }]);
      expect((await askToPublish(admin, story)).body).toMatchObject({ code: 'not-ready' });
      await say(id, { licenceEnd: day(0) });
      expect((await askToPublish(admin, story)).status).toBe(201);

      await say(id, { licenceEnd: day(-1) });
      const stories = (await admin.ask('GET', '/api/pictures/expired-stories')).body;
      expect(stories).toContainEqual({
        article: story,
        headline: 'Quay',
        slug: `licence-${kind}`,
        pictures: [{ id, caption: '', licenceEnd: day(-1) }],
      });
      const { articles } = (await admin.ask('GET', '/api/articles')).body;
      expect(articles.find((one: { id: string }) => one.id === story)).toMatchObject({ licenceEnd: day(-1) });
    });
  });
});
