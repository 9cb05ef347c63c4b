import { once } from 'node:events';
import { type ArticleId, documentNameOf, newId } from '@galley/shared/ids.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bus, createBus } from '../events/bus.ts';
import type { Storage } from '../storage/storage.ts';
import { onPostgres } from '../storage/testing.ts';
import { addEditors, type DeskProcess, startDesk, TestEditor } from '../testing/desk-process.ts';
import { Door } from '../testing/door.ts';
import { isWithoutRedis, redisUrl } from '../testing/redis.ts';
import { upTo } from './journal-testing.ts';
import { openCollab, silent, TestClient, type TestCollab, until } from './testing.ts';
import { expectEveryWordOnce, Typist } from './typist-testing.ts';

onPostgres((database) => {
  describe.skipIf(isWithoutRedis)('several nodes on one Redis', () => {
    const clients: TestClient[] = [];
    afterEach(() => {
      for (const client of clients.splice(0)) client.close();
    });

    describe('in one article', () => {
      const storages: Storage[] = [];
      const nodes: TestCollab[] = [];
      let buses: LossyBus[];
      let article: ArticleId;
      const join = async (person: string, node: number) => {
        const desk = nodes[node];
        if (!desk) throw new Error(`There is no node ${node}.`);
        const client = new TestClient(desk, person, article);
        clients.push(client);
        return await client.synced();
      };

      beforeEach(async () => {
        const place = await database();
        const identity = { id: newId<string>(), secret: newId<string>() };
        buses = upTo(2).map(() => new LossyBus(createBus(redisUrl, identity, silent)));
        for (const bus of buses) {
          const storage = await place.open();
          storages.push(storage);
          const [first] = nodes;
          nodes.push(await openCollab(storage, first ? { bus, people: first.people } : { bus }));
        }
        article = (await nodes[0]?.newArticle()) ?? ('' as ArticleId);
      });
      afterEach(async () => {
        for (const client of clients.splice(0)) client.close();
        await Promise.all(nodes.splice(0).map((node) => node.close()));
        for (const storage of storages.splice(0)) await storage.close();
      });

      it('bring edits and carets to each other, and all of it to who comes later', async () => {
        const [amy, ben] = [await join('amy', 0), await join('ben', 1)];
        amy.text().insert(0, 'From the first. ');
        ben.text().insert(0, 'From the second. ');
        await until(() =>
          [amy, ben].every((one) => /^(From the (first|second)\. ){2}/.test(one.text().toString())),
        );
        amy.provider.setAwarenessField('region', 'news');
        await until(() => ben.provider.awareness?.getStates().get(amy.doc.clientID)?.region === 'news');
        const late = await Promise.all([join('rae', 0), join('vic', 1)]);
        for (const one of late) expect(one.text().toString()).toBe(amy.text().toString());
        await until(() => late.every((one) => one.provider.awareness?.getStates().has(amy.doc.clientID)));
      });

      it('take what each other’s people write for theirs, and nobody’s for anybody else’s', async () => {
        const [amy, ben] = [await join('amy', 0), await join('ben', 1)];
        amy.text().insert(0, 'By Amy. ');
        await amy.saved();
        await until(() => ben.text().toString().includes('By Amy. '));
        ben.doc.clientID = amy.doc.clientID;
        ben.text().insert(0, 'As if by Amy. ');
        await until(() => ben.messages.length > 0);
        expect(ben.messages[0]).toMatchObject({ reason: 'foreign-client-id' });
        // And Amy herself goes on with her document on the other node.
        const moved = await join('amy', 1);
        moved.doc.clientID = amy.doc.clientID;
        moved.text().insert(0, 'Also by Amy. ');
        await moved.saved();
        expect(moved.messages).toEqual([]);
      });

      it('answer who asks for all that there is behind what another one has written, though word of it was lost', async () => {
        const [amy, vic] = [await join('amy', 0), await join('vic', 1)];
        for (const bus of buses) bus.losses = [true];
        amy.text().insert(0, 'Nobody hears of it. ');
        await amy.saved();
        expect(vic.text().toString()).toBe('.');
        const seen: string[] = [];
        vic.provider.on('stateless', () => seen.push(vic.text().toString()));
        vic.provider.sendStateless('nonsense');
        vic.provider.sendStateless(JSON.stringify({ type: 'catch-up', number: 7 }));
        await until(() => seen.length > 0);
        expect(seen).toEqual(['Nobody hears of it. .']);
        expect(vic.messages).toEqual([{ type: 'caught-up', number: 7 }]);
      });

      it('count each update once, in one order, and lose none, whatever Redis loses', async () => {
        for (const bus of buses) bus.losses = upTo(500).map((number) => number % 3 !== 0);
        const people = [
          await join('amy', 0),
          await join('amy', 1),
          await join('ben', 0),
          await join('ben', 1),
        ];
        const typists = people.map((client, number) => new Typist(`${number}`, article, client));
        await typists[0]?.begin();
        // However many updates go in one message: until each bus has lost some of them.
        let round = 1;
        for (; round <= 6 || buses.some(({ lost }) => lost <= 3); round += 1) {
          const now = round;
          await Promise.all(typists.map((typist) => typist.type(now)));
          for (const typist of typists) typist.stop();
          await Promise.all(people.map((client) => client.saved()));
        }
        for (const bus of buses) bus.losses = [];
        // The next update that comes through shows that others are missing.
        await Promise.all(typists.map((typist) => typist.type(round)));
        for (const typist of typists) typist.stop();
        await expectEveryWordOnce(typists);
        const rows = (await nodes[0]?.journal.since(documentNameOf(article), 0)) ?? [];
        expect(rows.map(({ position }) => position)).toEqual(upTo(rows.length));
      });

      it('go on without one that closes', async () => {
        const [amy, ben] = [await join('amy', 0), await join('ben', 1)];
        amy.text().insert(0, 'Last words. ');
        await amy.arrived();
        await nodes[0]?.close();
        await until(() => ben.text().toString().startsWith('Last words. '));
        ben.text().insert(0, 'Life goes on. ');
        await ben.saved();
        expect((await join('rae', 1)).text().toString()).toBe('Life goes on. Last words. .');
        await until(() => !ben.provider.awareness?.getStates().has(amy.doc.clientID));
      });
    });

    describe('as processes behind one door', () => {
      const desks: DeskProcess[] = [];
      let door: Door;
      beforeEach(async () => {
        door = await Door.open();
      });
      afterEach(async () => {
        for (const client of clients.splice(0)) client.close();
        await Promise.all(desks.splice(0).map((desk) => desk.kill()));
        door.close();
      });

      it('lose and double nothing when one is killed, and none is missed when it comes back', async () => {
        const place = await database();
        const names = ['amy', 'ben', 'cleo', 'dora'];
        await addEditors(place, names);
        const start = async () => {
          const desk = await startDesk(place, { redisUrl, origins: door.url });
          desks.push(desk);
          return desk;
        };
        const [first, second] = [await start(), await start()];
        door.leadTo([first, second]);
        const people = await Promise.all(names.map((name) => TestEditor.signIn(name, first)));
        const article = (await people[0]?.newArticle()) ?? ('' as ArticleId);
        const open = (person: TestEditor) => {
          const client = person.open(article, door);
          clients.push(client);
          return client;
        };
        const typists = people.map((person, number) => new Typist(`${number}`, article, open(person)));
        await typists[0]?.begin();
        await Promise.all(typists.map((typist) => typist.type(1)));

        door.leadTo([second]);
        await first.kill('SIGKILL');
        const before = typists.map(({ acknowledged }) => acknowledged);
        await until(() => typists.every(({ acknowledged }, index) => acknowledged > (before[index] ?? 0)));
        const third = await start();
        door.leadTo([third]);
        const late = new Typist('9', article, open(people[0] as TestEditor));
        await late.type(2);
        expect(await second.kill('SIGTERM')).toBe(0);
        const then = typists.map(({ acknowledged }) => acknowledged);
        await until(() => typists.every(({ acknowledged }, index) => acknowledged > (then[index] ?? 0)));
        for (const typist of [...typists, late]) typist.stop();
        await expectEveryWordOnce([...typists, late]);
      }, 300_000);

      it('are restarted one after the other while a newer one has added to the schema, and nothing is lost', async () => {
        const place = await database();
        await addEditors(place, ['amy', 'ben']);
        const start = async () => {
          const desk = await startDesk(place, { redisUrl, origins: door.url });
          desks.push(desk);
          return desk;
        };
        const [first, second] = [await start(), await start()];
        door.leadTo([first, second]);
        const people = [
          await TestEditor.signIn('amy', first),
          await TestEditor.signIn('ben', second),
        ] as const;
        const article = await people[0].newArticle();
        const typists = people.map((person, number) => {
          const client = person.open(article, door);
          clients.push(client);
          return new Typist(`${number}`, article, client);
        });
        await typists[0]?.begin();
        const written = async () => {
          const before = typists.map(({ acknowledged }) => acknowledged);
          await until(() => typists.every(({ acknowledged }, index) => acknowledged > (before[index] ?? 0)));
        };
        await Promise.all(typists.map((typist) => typist.type(1)));
        // What a newer version does at its start, while those that run know nothing of it.
        await place.run(`alter table "article" add column "novelty" text`);
        await place.run(`insert into kysely_migration (name, timestamp) values ('9999-novelty', 'now')`);
        await written();
        for (const old of [first, second]) {
          const next = await start();
          door.leadTo([next]);
          expect(await old.kill('SIGTERM')).toBe(0);
          await written();
        }
        for (const typist of typists) typist.stop();
        await expectEveryWordOnce(typists);
      }, 300_000);

      it('hand their people over when they are asked to go, while these write on', async () => {
        const place = await database();
        const names = ['amy', 'ben', 'cleo', 'dora'];
        await addEditors(place, names);
        for (const _ of upTo(2)) desks.push(await startDesk(place, { redisUrl, origins: door.url }));
        const [first, second] = desks as [DeskProcess, DeskProcess];
        door.leadTo([first]);
        const people = await Promise.all(names.map((name) => TestEditor.signIn(name, first)));
        const [amy] = people as [TestEditor];
        const articles = await Promise.all(upTo(3).map(() => amy.newArticle()));
        const typing = articles.map((article) =>
          people.map((person, number) => {
            const client = person.open(article, door);
            clients.push(client);
            return new Typist(`${number}`, article, client);
          }),
        );
        for (const [typist] of typing) await typist?.begin();
        const all = typing.flat();
        await Promise.all(all.map((typist) => typist.type(1)));
        const closed: string[] = [];
        for (const { client } of all)
          client.provider.on('close', ({ event }: { event: CloseEvent }) => closed.push(event.reason));
        const live = amy.follow(door);
        await once(live, 'message');
        live.once('close', (_code, reason: Buffer) => closed.push(`live: ${reason}`));

        door.leadTo([second]);
        const before = all.map(({ acknowledged }) => acknowledged);
        expect(await first.kill('SIGTERM')).toBe(0);
        await until(() => all.every(({ acknowledged }, index) => acknowledged > (before[index] ?? 0)));
        for (const typist of all) typist.stop();
        for (const typists of typing) await expectEveryWordOnce(typists);
        expect(closed.toSorted()).toEqual(['live: moved', ...all.map(() => 'moved')]);
      }, 300_000);
    });
  });
});

/** A bus that loses messages of updates on their way to the other nodes. */
class LossyBus implements Bus {
  /** For one message after the other whether it is lost. */
  losses: boolean[] = [];
  lost = 0;
  #bus: Bus;

  constructor(bus: Bus) {
    this.#bus = bus;
  }

  get reachesOthers() {
    return this.#bus.reachesOthers;
  }

  publish: Bus['publish'] = (topic, message) => {
    if (topic.name === 'update' && this.losses.shift()) this.lost += 1;
    else this.#bus.publish(topic, message);
  };

  subscribe: Bus['subscribe'] = (topic, listener) => this.#bus.subscribe(topic, listener);
  onReconnected: Bus['onReconnected'] = (listener) => this.#bus.onReconnected(listener);
  close: Bus['close'] = () => this.#bus.close();
}
