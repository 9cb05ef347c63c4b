// A running desk for tests: all of Galley on a free port, over a database of the test's own, with a signed-in browser for
// each role. The people come as real ones do: the first admin by the set-up page's token, the others by invitation.
import type { Role } from '@galley/shared/access/roles.ts';
import type { ArticleId, UserId } from '@galley/shared/ids.ts';
import type { Passwords } from '../accounts/passwords.ts';
import { Browser, quickHashing, testPassword } from '../accounts/testing.ts';
import { TestClient } from '../collab/testing.ts';
import { readConfig } from '../config.ts';
import { createDesk, type Desk } from '../desk.ts';
import { createLog } from '../log.ts';
import type { TestDatabase } from '../storage/testing.ts';

export interface OpenDesk extends Desk {
  /** A browser in which nobody is signed in. */
  visitor(): Browser;
  /** A new browser in which the person of this role is signed in. */
  as(role: Role): Promise<Browser>;
  /** The person of this role. */
  person(role: Role): Promise<{ id: UserId; email: string }>;
}

/**
 * Opens a desk; `settings` are environment variables, `onLog` gets each line of its log, `hashing` is for tests of sign-ins
 * that need the real cost. Close it before its database goes.
 */
export async function openDesk(
  { url, dataDir }: Pick<TestDatabase, 'url' | 'dataDir'>,
  settings: Record<string, string> = {},
  onLog?: (line: string) => void,
  hashing: Passwords = quickHashing,
): Promise<OpenDesk> {
  const config = readConfig({
    PORT: '0',
    DEMO: 'off',
    LOG_LEVEL: 'silent',
    ...(url === undefined ? { DATA_DIR: dataDir } : { DATABASE_URL: url }),
    ...settings,
  });
  const desk = await createDesk(config, createLog(config, onLog && { write: onLog }), hashing);
  const people = new Map<Role, Promise<{ id: UserId; email: string }>>();
  const person = (role: Role): Promise<{ id: UserId; email: string }> => {
    const known = people.get(role) ?? (role === 'admin' ? firstAdmin() : invited(role));
    people.set(role, known);
    return known;
  };
  const form = (role: Role) => ({
    name: `${role.charAt(0).toUpperCase()}${role.slice(1)} Person`,
    email: `${role}@test.example`,
    password: testPassword,
    language: 'en',
  });

  async function firstAdmin() {
    return await arrived(new Browser(desk.url), '/api/setup', { token: desk.setupToken, ...form('admin') });
  }

  async function invited(role: Role) {
    const admin = await as('admin');
    const { body } = await admin.ask('POST', '/api/invites', { role });
    const token = String(body.link).split('/').at(-1);
    return await arrived(new Browser(desk.url), '/api/invites/accept', { token, ...form(role) });
  }

  async function as(role: Role): Promise<Browser> {
    const { email } = await person(role);
    const browser = new Browser(desk.url);
    const { status, body } = await browser.signIn(email);
    if (status !== 204) throw new Error(`The ${role} could not sign in: ${status} ${JSON.stringify(body)}`);
    return browser;
  }

  return { ...desk, visitor: () => new Browser(desk.url), as, person };
}

/** Changes an article's document as somebody of this role does who has it open. */
export async function editAs(
  desk: OpenDesk,
  role: Role,
  article: ArticleId,
  change: (client: TestClient) => void,
): Promise<void> {
  const socket = { url: `${desk.url.replace('http', 'ws')}/api/collab`, origin: desk.url };
  const client = new TestClient(socket, (await desk.as(role)).cookie, article);
  await client.synced();
  change(client);
  await client.saved();
  // That saving takes long on a busy machine is said too.
  const refusal = client.messages.find(({ type }) => type === 'refused');
  client.close();
  if (refusal) throw new Error(`The change was not taken: ${JSON.stringify(refusal)}`);
}

/** Fills in a form by which people come to the desk, and gives who came. */
async function arrived(browser: Browser, path: string, form: { email: string; token: unknown }) {
  const { status, body } = await browser.ask('POST', path, form);
  if (status !== 204) throw new Error(`Nobody came by ${path}: ${status} ${JSON.stringify(body)}`);
  const { me } = (await browser.ask('GET', '/api/session')).body;
  return { id: me.id, email: form.email };
}
