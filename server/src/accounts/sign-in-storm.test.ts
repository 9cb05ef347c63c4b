// Many people who don't know their passwords hold up nobody who writes.
import { hashPassword, verifyPassword } from 'better-auth/crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TestClient } from '../collab/testing.ts';
import { draft, plainArticle } from '../publishing/testing.ts';
import { forEachStorage } from '../storage/testing.ts';
import { type OpenDesk, openDesk } from '../testing/desk.ts';

forEachStorage((database) => {
  let desk: OpenDesk;
  beforeAll(async () => {
    const settings = { TRUST_PROXY: '1' };
    desk = await openDesk(await database(), settings, undefined, {
      hash: hashPassword,
      verify: verifyPassword,
    });
  });
  afterAll(() => desk.close());

  test('typing is acknowledged while forty wrong sign-ins wait for their turn', async () => {
    const article = await draft(await desk.as('admin'), { content: plainArticle('Written on') });
    const { cookie } = await desk.as('editor');
    const socket = { url: `${desk.url.replace('http', 'ws')}/api/collab`, origin: desk.url };
    const client = new TestClient(socket, cookie, article);
    await client.synced();
    let waiting = 40;
    const storm = Array.from({ length: 40 }, async (_, index) => {
      const forwarded = { 'x-forwarded-for': `198.51.100.${index}` };
      const { status } = await desk.visitor().signIn(`nobody${index}@test.example`, 'wrong guess', forwarded);
      waiting -= 1;
      return status;
    });
    // When the first one is answered, the others are under way.
    await Promise.race(storm);
    for (let letter = 0; letter < 20; letter += 1) {
      client.doc.getMap('lead').set('media', 'Typed on while others'.slice(0, letter));
      await client.saved();
    }
    client.close();
    expect(waiting).toBeGreaterThan(0);
    expect(new Set(await Promise.all(storm))).toEqual(new Set([401]));
  });
});
