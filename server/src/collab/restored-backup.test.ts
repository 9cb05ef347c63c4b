// A desk is backed up, people write on, and the backup is put back: what a browser still holds of others stays out.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sectionFragment } from '@galley/shared/article/document.ts';
import { ownVersions } from '@galley/shared/wire/messages.ts';
import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { Browser } from '../accounts/testing.ts';
import { galleyHere } from '../cli/testing.ts';
import { draft, plainArticle } from '../publishing/testing.ts';
import { onPostgres, type TestDatabase } from '../storage/testing.ts';
import { type OpenDesk, openDesk } from '../testing/desk.ts';
import { plain } from './room-testing.ts';
import { TestClient, until } from './testing.ts';

const folders: string[] = [];
const folder = () => {
  const made = mkdtempSync(join(tmpdir(), 'galley-restored-'));
  folders.push(made);
  return made;
};
afterEach(() => {
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true });
});

const what =
  'a browser that is ahead of a restored backup brings nobody else’s words back, and keeps its own';

test(`${what}: a copy of the data folder`, async () => {
  const [dataDir, backup] = [folder(), folder()];
  await bringsBackItsOwnAlone(
    { url: undefined, dataDir },
    {
      backUp: async () => cpSync(dataDir, backup, { recursive: true }),
      restore: async () => {
        rmSync(dataDir, { recursive: true });
        cpSync(backup, dataDir, { recursive: true });
      },
    },
  );
});

onPostgres((database) => {
  test(`${what}: pg_dump and pg_restore, as docs/OPERATING.md says`, async ({ skip }) => {
    const missing = ['pg_dump', 'pg_restore', 'psql'].find((name) => !succeeds(name, '--version'));
    if (missing) skip(`there is no ${missing} on this machine`);
    const place = await database();
    const { url = '' } = place;
    const dump = join(folder(), 'desk.dump');
    const run = async (name: string, ...args: string[]) => {
      const { status, stderr } = spawnSync(name, args, { encoding: 'utf8' });
      expect(status, `${name}: ${stderr}`).toBe(0);
    };
    await bringsBackItsOwnAlone(place, {
      backUp: () => run('pg_dump', '--format=custom', `--file=${dump}`, url),
      restore: async () => {
        await run('pg_restore', '--clean', '--if-exists', `--dbname=${url}`, dump);
        await run('psql', url, '-c', 'delete from session');
        const { code, errors } = await galleyHere(place, ['verify']);
        expect({ code, errors }).toEqual({ code: 0, errors: '' });
      },
    });
  });
});

function succeeds(program: string, ...args: string[]): boolean {
  return spawnSync(program, args).status === 0;
}

async function bringsBackItsOwnAlone(
  place: Pick<TestDatabase, 'url' | 'dataDir'>,
  { backUp, restore }: { backUp(): Promise<void>; restore(): Promise<void> },
): Promise<void> {
  let desk = await openDesk(place);
  const people = { admin: await desk.person('admin'), editor: await desk.person('editor') };
  const article = await draft(await desk.as('admin'), {
    content: plainArticle('Restored'),
    slug: 'restored',
  });
  await desk.close();
  await backUp();

  // Both write on, and each sees what the other one wrote.
  desk = await openDesk(place);
  const [one, other] = [await client(desk, people.editor.email), await client(desk, people.admin.email)];
  const section = [...one.doc.getMap('outline').keys()][0] as never;
  sectionFragment(other.doc, section).push([plain('Words of the admin.')]);
  await other.saved();
  await until(() => textIn(one.doc).includes('Words of the admin.'));
  sectionFragment(one.doc, section).push([plain('Words of the editor.')]);
  await one.saved();
  const held = Y.encodeStateAsUpdate(one.doc);
  const own = [one.doc.clientID];
  for (const each of [one, other]) each.close();
  await desk.close();
  await restore();

  desk = await openDesk(place);
  const ahead = await client(desk, people.editor.email, held, own);
  await until(() => ahead.messages.length > 0);
  expect(ahead.messages[0]).toMatchObject({ type: 'refused', reason: 'ahead' });
  sectionFragment(ahead.doc, section).push([plain('Even later.')]);
  await until(() => ahead.messages.length > 1);
  ahead.close();
  const fresh = await client(desk, people.editor.email);
  expect(textIn(fresh.doc)).not.toMatch(/Words of|Even later/);
  // What is its own alone may still be sent: nothing of anybody else's hangs on it.
  sectionFragment(fresh.doc, section).push([plain('Written anew.')]);
  await fresh.saved();
  const mine = Y.encodeStateAsUpdate(fresh.doc);
  const back = await client(desk, people.editor.email, mine, [fresh.doc.clientID]);
  expect(back.messages).toEqual([]);
  for (const each of [fresh, back]) each.close();
  await desk.close();

  async function client(
    at: OpenDesk,
    email: string,
    state?: Uint8Array,
    ids?: number[],
  ): Promise<TestClient> {
    const browser = new Browser(at.url);
    await browser.signIn(email);
    const socket = { url: `${at.url.replace('http', 'ws')}/api/collab`, origin: at.url };
    const hello = JSON.stringify({ ...ownVersions, ...(ids ? { own: ids } : {}) });
    const opened = new TestClient(socket, browser.cookie, article, {
      hello,
      ...(state ? { state } : {}),
    });
    return await opened.synced();
  }
}

function textIn(doc: Y.Doc): string {
  return [...doc.share.keys()]
    .filter((name) => name.startsWith('section:'))
    .map((name) => doc.getXmlFragment(name).toString())
    .join(' ');
}
