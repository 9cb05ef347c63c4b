import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Passport,
  type PassportClaims,
  passportKeysSchema,
  passportSchema,
} from '@galley/shared/api/passport.ts';
import {
  type PassportCheck,
  type PassportFinding,
  passportChecks,
} from '@galley/shared/api/passport-check.ts';
import { sectionFragment } from '@galley/shared/article/document.ts';
import { presentSections } from '@galley/shared/article/outline.ts';
import { article as articleOf, p, section } from '@galley/shared/article/testing.ts';
import { type ArticleId, documentNameOf } from '@galley/shared/ids.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { entriesAfter, mergeOld } from '../collab/journal-history.ts';
import { plain } from '../collab/room-testing.ts';
import { TestClient } from '../collab/testing.ts';
import { readOrigins } from '../history/origin-rows.ts';
import { signingKey } from '../passports/desk-keys.ts';
import { recomputed as recompute } from '../passports/recompute.ts';
import { isSignedBy, signed } from '../passports/signature.ts';
import { approveAll, draft, leadOf, picture, publish } from '../publishing/testing.ts';
import type { Storage } from '../storage/storage.ts';
import { forEachStorage, type TestDatabase } from '../storage/testing.ts';
import { editAs, type OpenDesk, openDesk } from '../testing/desk.ts';
import { galley, galleyHere } from './testing.ts';

/** What recomputing a passport at its own desk gives. */
const recomputed = ({ db }: Storage, article: ArticleId, passport: Passport) =>
  recompute(
    {
      db,
      entries: (id, after, limit) => entriesAfter(db, documentNameOf(id), after, limit),
      origins: (id) => readOrigins(db, id),
    },
    article,
    passport,
  );

forEachStorage((database, kind) => {
  let place: TestDatabase;
  let desk: OpenDesk;
  let folder: string;
  beforeEach(async () => {
    place = await database();
    desk = await openDesk(place, { SECRET: secret });
    folder = mkdtempSync(join(tmpdir(), 'galley-passport-'));
  });
  afterEach(async () => {
    await desk.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const secret = 'a secret of the test that is long enough';

  /** What an operator reads of it; `elsewhere` is a machine without the desk's database. */
  const verify = async (args: readonly string[], where: 'at the desk' | 'elsewhere' = 'at the desk') => {
    const at = where === 'at the desk' ? place : { dataDir: folder };
    const { code, out, errors } = await galleyHere(at, ['verify', ...args]);
    const lines = out.split('\n');
    const fails = lines.filter((line) => line.startsWith('FAILS')).map((line) => line.slice(12));
    return { code, errors, fails, out };
  };

  const passportOf = async (slug: string): Promise<Passport> =>
    passportSchema.parse(await (await fetch(`${desk.url}/articles/${slug}/passport.json`)).json());

  const written = (name: string, passport: unknown): string => {
    const file = join(folder, name);
    writeFileSync(file, JSON.stringify(passport));
    return file;
  };

  /** An article of two people, with a picture that a machine made and an approved section. */
  const publishChecked = async (): Promise<ArticleId> => {
    const [admin, reviewer] = [await desk.as('admin'), await desk.as('reviewer')];
    await admin.ask('PATCH', '/api/me', { namedPublicly: true });
    const media = await picture(admin, 400, 300);
    const id = await draft(admin, {
      content: {
        ...articleOf('Checked', section('text', p('Words of the admin, quite some of them.'))),
        dek: 'In short.',
        lead: leadOf(media, { credit: 'Midjourney' }),
      },
      slug: 'checked',
    });
    for (const words of ['And some of the editor.', 'And some more.'])
      await editAs(desk, 'editor', id, ({ doc }) => {
        const [first] = presentSections(doc);
        if (first) sectionFragment(doc, first.id).push([plain(words)]);
      });
    await approveAll(admin, reviewer, id);
    await publish(admin, id);
    return id;
  };

  test('a passport holds by its page, by its address and as a file, at the desk and elsewhere', async () => {
    await publishChecked();
    const page = `${desk.url}/articles/checked`;
    const file = written('right.json', await passportOf('checked'));
    for (const source of [page, `${page}/passport.json`, file]) {
      const { code, fails, out, errors } = await verify([source]);
      expect([code, fails, errors]).toEqual([0, [], '']);
      for (const what of ['signature', 'hashes', 'approvals', 'journal makes this text', 'shares'])
        expect(out).toMatch(new RegExp(`^holds .*${what}`, 'm'));
    }
    const far = await verify([page], 'elsewhere');
    expect([far.code, far.out]).toEqual([0, expect.stringMatching(/^holds .*page shows the words/m)]);
    expect(far.out).toMatch(/^not checked .*database is not at hand/m);
    // The newsroom's address is in the passport, so that a file can be checked anywhere too.
    expect((await verify([file], 'elsewhere')).code).toBe(0);
    expect((await verify([`${desk.url}/articles/none`], 'elsewhere')).errors).toContain('it answers 404');
    expect((await verify([written('other.json', { format: 'other' })])).errors).toContain('is no passport');

    // What was written before a new key was made can still be checked, and what comes after it too.
    expect((await galley({ ...place, secret }, ['passport', 'new-key'])).code).toBe(0);
    const admin = await desk.as('admin');
    const second = await draft(admin, {
      content: articleOf('New', section('text', p('Words.'))),
      slug: 'new',
    });
    await publish(admin, second);
    const [before, after] = [await passportOf('checked'), await passportOf('new')];
    expect(after.signature.key).not.toBe(before.signature.key);
    for (const slug of ['checked', 'new'])
      expect(await verify([`${desk.url}/articles/${slug}`])).toMatchObject({ code: 0, fails: [] });
  });

  /** Each changes one thing that a passport says. */
  const changes: [string, (claims: PassportClaims) => PassportClaims, PassportCheck][] = [
    ['the whole hash', (claims) => ({ ...claims, hash: '0'.repeat(64) }), 'hashes'],
    [
      'the headline',
      (claims) => ({ ...claims, headline: { ...claims.headline, hash: '0'.repeat(64) } }),
      'hashes',
    ],
    [
      'the words of the dek',
      (claims) => ({ ...claims, dek: { ...claims.dek, textHash: '0'.repeat(64) } }),
      'hashes',
    ],
    ['a section', (claims) => inSection(claims, { hash: '0'.repeat(64) }), 'hashes'],
    ['that a section is there', (claims) => ({ ...claims, sections: [] }), 'hashes'],
    ['that a section was approved', (claims) => inSection(claims, { approval: null }), 'approvals'],
    [
      'who approved it',
      (claims) =>
        inSection(claims, {
          approval: {
            hash: claims.sections[0]?.hash ?? '',
            at: claims.sections[0]?.approval?.at ?? '',
            by: { type: 'person', name: 'Somebody Famous' },
          },
        }),
      'approvals',
    ],
    [
      'who wrote a section',
      (claims) => inSection(claims, { written: [{ by: { type: 'desk' }, letters: 9 }] }),
      'shares',
    ],
    [
      'who wrote how much of all',
      (claims) => ({ ...claims, written: claims.written.toReversed() }),
      'shares',
    ],
    ['what a machine made', (claims) => ({ ...claims, machineMade: { pictures: [] } }), 'machine-made'],
    [
      'when it was published',
      (claims) => ({ ...claims, publishedAt: '2020-01-01T00:00:00.000Z' }),
      'publication',
    ],
    ['who published it', (claims) => ({ ...claims, publishedBy: { type: 'desk' } }), 'publication'],
  ];

  const inSection = (
    claims: PassportClaims,
    change: Partial<PassportClaims['sections'][number]>,
  ): PassportClaims => ({
    ...claims,
    sections: claims.sections.map((one, index) => (index === 0 ? { ...one, ...change } : one)),
  });

  test('whatever is changed about a passport breaks its signature, and is found even where it is signed anew', async () => {
    const id = await publishChecked();
    const passport = await passportOf('checked');
    const { signature, ...claims } = passport;
    // Somebody who has the database has the key, and can make another passport, but not another journal.
    const file = written('broken.json', { ...inSection(claims, { approval: null }), signature });
    const broken = await verify([file], 'elsewhere');
    expect([broken.code, broken.fails]).toEqual([1, [expect.stringContaining('is not over this passport')]]);
    const foreign = { ...claims, signature: { ...signature, key: 'another' } };
    expect((await verify([written('foreign.json', foreign)])).fails).toEqual([
      expect.stringContaining('The key another is none of'),
      'It is not the passport that the desk made.',
    ]);
    const keys = await (await fetch(`${desk.url}/.well-known/galley-passport-keys.json`)).json();
    const [known] = passportKeysSchema.parse(keys).keys;
    if (!known) throw new Error('The desk has no key.');
    await desk.close();
    const storage = await place.open();
    const key = await signingKey(secret)(storage.db);
    try {
      expect(isSignedBy(passport, known)).toBe(true);
      expect((await recomputed(storage, id, passport)).map(({ outcome }) => outcome)).toEqual(
        passportChecks.map(() => 'holds'),
      );
      for (const [what, change, why] of changes) {
        expect(isSignedBy({ ...change(claims), signature }, known), what).toBe(false);
        const other = signed(change(claims), key);
        expect(isSignedBy(other, known), what).toBe(true);
        const findings = await recomputed(storage, id, other);
        const fails = findings.filter(({ outcome }) => outcome === 'fails').map(({ check }) => check);
        expect([what, ...fails]).toEqual(expect.arrayContaining([what, 'made-here', why]));
        expect(fails, what).not.toContain('signature');
      }
    } finally {
      await storage.close();
      desk = await openDesk(place, { SECRET: secret });
    }
  });

  test('what merged rows of the journal no longer show is named as not checked, and nothing as wrong', async () => {
    const id = await publishChecked();
    const passport = await passportOf('checked');
    const { signature: _signature, ...claims } = passport;
    const outcomes = (findings: PassportFinding[]) =>
      Object.fromEntries(findings.map(({ check, outcome }) => [check, outcome]));
    const mergeAll = async () => {
      await desk.close();
      const storage = await place.open();
      try {
        const document = documentNameOf(id);
        const before = new Date(Date.now() + 60_000).toISOString();
        const merged = await mergeOld(storage, { document, after: 0, upTo: 1e6, before, every: 'day' });
        expect(merged.rows).toBeGreaterThan(0);
        const cursor = { article: id, position: merged.position, mergedByDay: merged.position };
        await storage.db
          .insertInto('historyCursor')
          .values(cursor)
          .onConflict((conflict) => conflict.column('article').doUpdateSet(cursor))
          .execute();
        const other = signed(inSection(claims, { written: [] }), await signingKey(secret)(storage.db));
        return {
          right: outcomes(await recomputed(storage, id, passport)),
          other: outcomes(await recomputed(storage, id, other)),
        };
      } finally {
        await storage.close();
        desk = await openDesk(place, { SECRET: secret });
      }
    };
    const { cookie } = await desk.as('editor');
    const write = async () => {
      const socket = { url: `${desk.url.replace('http', 'ws')}/api/collab`, origin: desk.url };
      const client = new TestClient(socket, cookie, id);
      await client.synced();
      const [line] = client.doc.getXmlFragment('headline').toArray();
      const text = line instanceof Y.XmlElement ? line.get(0) : null;
      if (!(text instanceof Y.XmlText)) throw new Error('There is no headline.');
      text.insert(text.length, ' once more');
      await client.saved();
      client.close();
    };

    const first = await mergeAll();
    const holds = Object.fromEntries(passportChecks.map((check) => [check, 'holds']));
    expect(first.right).toEqual(holds);
    expect(first.other).toEqual({ ...holds, 'made-here': 'fails', shares: 'open' });
    // What was written after the publication is in the same rows by now.
    await write();
    const second = await mergeAll();
    expect(second.right).toEqual({ ...holds, journal: 'open', shares: 'open' });
    expect(second.other).toMatchObject({ signature: 'holds', 'made-here': 'fails' });
  });

  test('a page that shows other words, and a text or an approval that was changed behind the desk’s back, are found', async () => {
    const id = await publishChecked();
    const [page, passport] = await Promise.all(
      ['', '/passport.json'].map(async (path) => (await fetch(`${desk.url}/articles/checked${path}`)).text()),
    );
    const changed = {
      headline: ['<h1>Checked', '<h1>Unchecked'],
      text: ['quite some', 'hardly any'],
    } as const;
    for (const [before, after] of Object.values(changed)) {
      const server = createServer((request, response) => {
        const isPassport = request.url?.endsWith('.json');
        response.end(isPassport ? passport : page?.replace(before, after));
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as AddressInfo;
      const keys = `${desk.url}/.well-known/galley-passport-keys.json`;
      const result = await verify([`http://127.0.0.1:${port}/articles/checked`, '--keys', keys], 'elsewhere');
      await new Promise((resolve) => server.close(resolve));
      expect([result.code, result.fails]).toEqual([1, [expect.stringContaining('shows other words')]]);
    }

    const unguarded = async (table: string, act: 'update' | 'delete', statement: string) => {
      await place.run(
        kind === 'sqlite'
          ? `drop trigger "${table}Refuses_${act}"`
          : `drop trigger "${table}NeverChanges" on "${table}"`,
      );
      await place.run(statement);
    };
    const source = `${desk.url}/articles/checked`;
    await unguarded(
      'sectionEvent',
      'delete',
      `delete from "sectionEvent" where "article" = '${id}' and "kind" = 'approved'`,
    );
    expect((await verify([source])).fails).toEqual([expect.stringContaining('Approvals are not')]);
    await unguarded(
      'revision',
      'update',
      `update "revision" set "content" = replace("content", 'quite some', 'hardly any') where "article" = '${id}'`,
    );
    expect((await verify([source])).fails).toContainEqual(expect.stringContaining('Hashes are not'));
  });
});
