import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sectionFragment } from '@galley/shared/article/document.ts';
import { afterEach, expect, test, vi } from 'vitest';
import { openProvider } from '../accounts/provider-testing.ts';
import { plain } from '../collab/room-testing.ts';
import { draft, plainArticle, publish } from '../publishing/testing.ts';
import { forEachStorage } from '../storage/testing.ts';
import { editAs, type OpenDesk, openDesk } from '../testing/desk.ts';
import { galley, type Place } from './testing.ts';

// Each of these starts processes.
vi.setConfig({ testTimeout: 120_000 });

const folders: string[] = [];
const folder = () => {
  const made = mkdtempSync(join(tmpdir(), 'galley-cli-'));
  folders.push(made);
  return made;
};
afterEach(() => {
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true });
});

const deskOn = (place: Place) => openDesk({ url: place.url, dataDir: place.dataDir });

async function wordsOf(desk: OpenDesk, article: string): Promise<string> {
  const admin = await desk.as('admin');
  return JSON.stringify((await admin.ask('GET', `/api/articles/${article}/moments/now`)).body);
}

test('a backup that is made while people write is restored, signs everybody out, and has what was saved before it', async () => {
  const place = { dataDir: folder() };
  const file = join(folder(), 'desk.galley');
  let desk = await deskOn(place);
  const article = await draft(await desk.as('admin'), { content: plainArticle('Kept'), slug: 'kept' });
  const session = await desk.as('editor');
  const write = (words: string) =>
    editAs(desk, 'editor', article, ({ doc }) => {
      const [section] = [...doc.getMap('outline').keys()] as never[];
      if (section) sectionFragment(doc, section).push([plain(words)]);
    });
  await write('Before the backup.');
  const [made] = await Promise.all([galley(place, ['backup', file]), write('Meanwhile.')]);
  expect(made).toMatchObject({ code: 0, errors: '' });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  await write('After the backup.');

  const refused = await galley(place, ['restore', file]);
  expect([refused.code, refused.errors]).toEqual([1, expect.stringContaining('stop it first')]);
  const again = await galley(place, ['backup', file]);
  expect([again.code, again.errors]).toEqual([1, expect.stringContaining('is there already')]);
  await desk.close();

  expect(await galley(place, ['restore', file])).toMatchObject({ code: 0, errors: '' });
  expect(readdirSync(place.dataDir).some((name) => name.startsWith('galley.sqlite.before-restore-'))).toBe(
    true,
  );
  expect(await galley(place, ['verify'])).toMatchObject({ code: 0, errors: '' });
  desk = await deskOn(place);
  const browser = desk.visitor();
  browser.cookie = session.cookie;
  expect((await browser.ask('GET', '/api/people')).status).toBe(401);
  expect((await browser.signIn('admin@test.example')).status).toBe(204);
  const now = JSON.stringify((await browser.ask('GET', `/api/articles/${article}/moments/now`)).body);
  expect(now).toContain('Before the backup.');
  expect(now).not.toContain('After the backup.');
  await desk.close();
});

test('what is no backup is refused and leaves the database as it is', async () => {
  const place = { dataDir: folder() };
  await (await deskOn(place)).close();
  const other = join(folder(), 'other');
  writeFileSync(other, 'Not a database at all, but long enough to be looked at as one. '.repeat(40));
  const { code, errors } = await galley(place, ['restore', other]);
  expect([code, errors]).toEqual([1, expect.stringContaining('is no database of Galley')]);
  expect(errors).not.toContain('    at ');
  expect(await galley(place, ['verify'])).toMatchObject({ code: 0 });
  expect(existsSync(join(place.dataDir, 'galley.sqlite.restored'))).toBe(false);
});

test('an admin is made without the desk, and a forgotten password is set anew', async () => {
  const place = { dataDir: folder() };
  const who = ['--email', 'Nora@Test.example', '--name', 'Nora Weiss'];
  const weak = await galley(place, ['admin', 'create', ...who], 'password12\n');
  expect([weak.code, weak.errors]).toEqual([1, expect.stringContaining('first that anybody would guess')]);
  expect(await galley(place, ['admin', 'create', ...who], 'harbor kettle ladder\n')).toMatchObject({
    code: 0,
  });
  expect((await galley(place, ['admin', 'create', ...who], 'harbor kettle ladder\n')).code).toBe(1);

  const desk = await deskOn(place);
  expect(desk.setupToken).toBeNull();
  const browser = desk.visitor();
  expect((await browser.signIn('nora@test.example', 'harbor kettle ladder')).status).toBe(204);
  // While Galley runs, and without a password to set: one is made.
  const { code, out } = await galley(place, ['admin', 'reset-password', '--email', 'nora@test.example']);
  expect(code).toBe(0);
  const password = /shown this once: (\S+)/.exec(out)?.[1] ?? '';
  expect((await desk.visitor().signIn('nora@test.example', 'harbor kettle ladder')).status).toBe(401);
  expect((await desk.visitor().signIn('nora@test.example', password)).status).toBe(204);
  await vi.waitFor(async () => expect((await browser.ask('GET', '/api/people')).status).toBe(401), 10_000);
  const unknown = await galley(place, ['admin', 'reset-password', '--email', 'nobody@test.example']);
  expect([unknown.code, unknown.errors]).toEqual([1, expect.stringContaining('Nobody at this desk')]);
  await desk.close();
});

test('with passwords off an operator’s admin comes in all the same, and the provider is asked', async () => {
  const idp = await openProvider();
  const { issuer, clientId, clientSecret } = idp.config();
  const settings = {
    PASSWORDS: 'off',
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: clientId,
    OIDC_CLIENT_SECRET: clientSecret,
  };
  const place = { dataDir: folder(), settings };
  const away = await galley(place, ['config', 'check']);
  expect([away.code, away.errors]).toEqual([1, expect.stringMatching(/^OIDC_ISSUER: [^\n]*\n$/)]);
  idp.trust('http://localhost:3000');
  const { code, out } = await galley(place, ['config', 'check']);
  expect([code, out]).toEqual([0, expect.stringContaining(`people sign in at ${issuer}/auth`)]);
  expect(out).toContain('/api/auth/provider/callback');
  expect(out).not.toContain(clientSecret);

  const who = ['--email', 'nora@test.example', '--name', 'Nora Weiss'];
  expect((await galley(place, ['admin', 'create', ...who], 'harbor kettle ladder\n')).code).toBe(0);
  const desk = await openDesk({ url: undefined, dataDir: place.dataDir }, settings);
  expect((await desk.visitor().signIn('nora@test.example', 'harbor kettle ladder')).status).toBe(204);
  await desk.close();
  await idp.close();
});

test('the configuration is explained, and what does not fit is named in one line', async () => {
  const place = { dataDir: folder() };
  const { code, out } = await galley(place, ['config', 'check']);
  expect([code, out]).toEqual([0, expect.stringContaining(`embedded, in ${place.dataDir}`)]);
  const wrong = await galley({ ...place, url: 'mysql://localhost' }, ['config', 'check']);
  expect([wrong.code, wrong.errors]).toEqual([1, expect.stringMatching(/^DATABASE_URL[^\n]*\n$/)]);
  const none = await galley(place, ['sing']);
  expect([none.code, none.errors]).toEqual([1, expect.stringContaining('There is no command “sing”')]);
});

forEachStorage((database) => {
  test('verify finds what was changed behind the desk’s back', async () => {
    const place = await database();
    const desk = await deskOn(place);
    const admin = await desk.as('admin');
    const article = await draft(admin, { content: plainArticle('Checked'), slug: 'checked' });
    await publish(admin, article);
    await editAs(desk, 'editor', article, ({ doc }) => {
      const [section] = [...doc.getMap('outline').keys()] as never[];
      if (section) sectionFragment(doc, section).push([plain('More.')]);
    });
    expect(await wordsOf(desk, article)).toContain('More.');
    const fine = await galley(place, ['verify']);
    expect(fine).toMatchObject({
      code: 0,
      errors: '',
      out: expect.stringContaining('all is as it should be'),
    });
    await desk.close();

    await place.run(
      `insert into "update" select "document", 99, "bytes", 'somebodyelse0000', "clients", "at" from "update" where "position" = 1`,
    );
    await place.run(`update "article" set "liveRevision" = 7`);
    const { code, errors } = await galley(place, ['verify']);
    expect(code).toBe(1);
    expect(errors).toContain('has client ids that are not its author');
    expect(errors).toMatch(/position \d+ is missing/);
    expect(errors).toContain('its public revision 7 is missing');
  });
});
