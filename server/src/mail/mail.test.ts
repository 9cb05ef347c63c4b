import { newId, type UserId } from '@galley/shared/ids.ts';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openAccounts } from '../accounts/testing.ts';
import type { Storage } from '../storage/storage.ts';
import { forEachStorage, onPostgres } from '../storage/testing.ts';
import { createMail, type Mail, mailLeaseMs } from './mail.ts';
import { openSmtp, type Post } from './smtp.ts';
import { openMailServer, type TestMailServer } from './testing.ts';

const log = pino({ level: 'silent' });
const from = { name: 'The Desk', address: 'desk@paper.example' };
const later = (ms: number) => new Date(Date.now() + ms);
const day = 86_400_000;
const header = (raw: string, name: string) =>
  raw.match(new RegExp(`^${name}: (.*(?:\r\n[ \t].*)*)`, 'im'))?.[1]?.replace(/\r\n/g, '');

async function person(storage: Storage, name = 'Editor Person'): Promise<UserId> {
  const { accounts, close } = await openAccounts(storage);
  const email = `${newId<string>()}@test.example`;
  const id = await accounts.addPerson({ name, email, password: 'correct horse battery', role: 'editor' });
  await close();
  return id;
}

let server: TestMailServer;
beforeEach(async () => {
  server = await openMailServer();
});
afterEach(() => server.close());

forEachStorage((database) => {
  let storage: Storage;
  let to: UserId;
  const opened: Mail[] = [];
  beforeAll(async () => {
    storage = await (await database()).open();
    to = await person(storage);
  });
  afterEach(async () => {
    for (const mail of opened.splice(0)) await mail.close();
    await storage.db.deleteFrom('mail').execute();
  });
  afterAll(() => storage.close());

  const open = (post: Post | null = openSmtp({ smtpUrl: server.url, from }, 'https://desk.example')) => {
    const mail = createMail({ storage, post, log });
    opened.push(mail);
    return mail;
  };
  const email = (rest = {}) => ({ to, subject: 'A word', text: 'Hello', html: '<p>Hello</p>', ...rest });
  const waiting = () => storage.db.selectFrom('mail').selectAll().execute();

  describe('the queue of e-mails', () => {
    test('hands each e-mail to the mail server once, as text and as HTML, with the way to change what one gets', async () => {
      const mail = open();
      await mail.enqueue(storage.db, email({ subject: 'Grüße' }));
      expect(await mail.run()).toBe(1);
      expect(await mail.run(later(day))).toBe(0);
      expect(server.received).toHaveLength(1);
      const raw = server.received[0]?.raw ?? '';
      expect(header(raw, 'From')).toBe('The Desk <desk@paper.example>');
      expect(header(raw, 'List-Unsubscribe')).toBe('<https://desk.example/desk/profile>');
      expect(header(raw, 'Content-Type')).toMatch(/^multipart\/alternative/);
      expect(raw).toContain('Content-Type: text/plain');
      expect(raw).toContain('<p>Hello</p>');
    });

    test('lets nothing in a subject or a name become another header or receiver', async () => {
      const mail = open();
      const name = 'Eve\r\nBcc: all@paper.example';
      await storage.db.updateTable('user').set({ name }).where('id', '=', to).execute();
      await mail.enqueue(storage.db, email({ subject: 'Hi\r\nBcc: all@paper.example\r\n\r\nAnd a body' }));
      await mail.run();
      const [{ raw, to: receivers } = { raw: '', to: [] }] = server.received;
      expect(receivers).toHaveLength(1);
      expect(header(raw, 'Bcc')).toBeUndefined();
      expect(header(raw, 'Subject')).toBe('Hi Bcc: all@paper.example And a body');
      expect(header(raw, 'To')).toContain('"Eve Bcc: all@paper.example"');
    });

    test('tries again later what the server does not take now, under the same id, and not before its time', async () => {
      const mail = open();
      await mail.enqueue(storage.db, email());
      server.refuse(451);
      expect(await mail.run()).toBe(0);
      const [row] = await waiting();
      expect(row?.attempts).toBe(1);
      server.refuse(null);
      expect(await mail.run(later(30_000))).toBe(0);
      expect(await mail.run(later(90_000))).toBe(1);
      expect(header(server.received[0]?.raw ?? '', 'Message-ID')).toBe(`<${row?.id}@paper.example>`);
    });

    test('gives up what the server refuses for good, and after eight attempts what it never takes', async () => {
      const mail = open();
      await mail.enqueue(storage.db, email());
      server.refuse(550);
      await mail.run();
      expect(await waiting()).toEqual([]);

      await mail.enqueue(storage.db, email());
      server.refuse(451);
      for (let attempt = 1; attempt <= 8; attempt += 1) {
        expect(await waiting()).toHaveLength(1);
        await mail.run(later(attempt * day));
      }
      expect(await waiting()).toEqual([]);
      expect(server.received).toEqual([]);
    });

    test('sends what a process had taken that died, once it may be thought dead', async () => {
      let reached = () => {};
      const taken = new Promise<void>((resolve) => {
        reached = resolve;
      });
      const dying = open(() => new Promise(() => reached()));
      await dying.enqueue(storage.db, email());
      void dying.run();
      await taken;
      opened.splice(0);
      const mail = open();
      expect(await mail.run(later(mailLeaseMs / 2))).toBe(0);
      expect(await mail.run(later(mailLeaseMs + 1000))).toBe(1);
    });

    test('has nothing for people who were deactivated meanwhile', async () => {
      const mail = open();
      await mail.enqueue(storage.db, email());
      await storage.db.updateTable('user').set({ active: 0 }).where('id', '=', to).execute();
      expect(await mail.run()).toBe(0);
      await storage.db.updateTable('user').set({ active: 1 }).where('id', '=', to).execute();
      expect([await waiting(), server.received]).toEqual([[], []]);
    });
  });
});

onPostgres((database) => {
  test('two nodes that empty one queue send every e-mail once', async () => {
    const place = await database();
    const storages = [await place.open(), await place.open()] as const;
    const to = await person(storages[0]);
    const post = openSmtp({ smtpUrl: server.url, from }, 'https://desk.example');
    const nodes = storages.map((storage) => createMail({ storage, post, log }));
    const subjects = Array.from({ length: 20 }, (_, number) => `E-mail ${number}`);
    for (const subject of subjects)
      await nodes[0]?.enqueue(storages[0].db, { to, subject, text: subject, html: subject });
    const sent = await Promise.all(nodes.map((node) => node.run()));
    expect(sent.reduce((sum, count) => sum + count)).toBe(20);
    const arrived = server.received.map(({ raw }) => header(raw, 'Subject'));
    expect(arrived.sort()).toEqual([...subjects].sort());
    for (const node of nodes) await node.close();
    for (const storage of storages) await storage.close();
  });
});
