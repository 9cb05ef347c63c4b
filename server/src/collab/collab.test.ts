import { readArticle } from '@galley/shared/article/read-article.ts';
import { type ArticleId, documentNameOf, type UserId } from '@galley/shared/ids.ts';
import { articleParameter, ownVersions } from '@galley/shared/wire/messages.ts';
import { MessageType } from '@hocuspocus/server';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import { messageYjsUpdate } from 'y-protocols/sync';
import * as Y from 'yjs';
import type { Storage } from '../storage/storage.ts';
import { forEachStorage } from '../storage/testing.ts';
import { openCollab, TestClient, type TestCollab, until } from './testing.ts';

describe('collab', () => {
  forEachStorage((database) => {
    let storage: Storage;
    let desk: TestCollab;
    let article: ArticleId;
    const clients: TestClient[] = [];
    const join = (person: string, to: ArticleId | string = article, options = {}) => {
      const client = new TestClient(desk, person, to, options);
      clients.push(client);
      return client;
    };

    beforeEach(async () => {
      storage = await (await database()).open();
      desk = await openCollab(storage);
      article = await desk.newArticle();
    });
    afterEach(async () => {
      for (const client of clients.splice(0)) client.close();
      await desk.close();
      await storage.close();
    });

    it('brings what one editor types to the other, and has it after a restart', async () => {
      const amy = await join('amy').synced();
      const ben = await join('ben').synced();
      amy.text().insert(0, 'Harbor reopens');
      await until(() => ben.text().toString() === 'Harbor reopens.');
      await amy.saved();
      await desk.close();
      desk = await openCollab(storage, { people: desk.people });
      const later = await join('rae').synced();
      expect(later.text().toString()).toBe('Harbor reopens.');
    });

    it('sends a keystroke to each of the others once, and not back to its writer', async () => {
      const amy = await join('amy').synced();
      const ben = await join('ben').synced();
      const rae = await join('rae').synced();
      const received = [amy, ben, rae].map(({ provider }) => {
        const updates: ArrayBuffer[] = [];
        provider.on('message', ({ event }: { event: { data: ArrayBuffer } }) => {
          if (isUpdate(event.data)) updates.push(event.data);
        });
        return updates;
      });
      amy.text().insert(0, 'A');
      await until(() => ben.text().toString() === 'A.' && rae.text().toString() === 'A.');
      await amy.saved();
      ben.text().insert(0, 'B');
      await until(() => amy.text().toString() === 'BA.' && rae.text().toString() === 'BA.');
      await ben.saved();
      expect(received.map((updates) => updates.length)).toEqual([1, 1, 2]);
    });

    it('journals who wrote what', async () => {
      const amy = await join('amy').synced();
      amy.text().insert(0, 'A');
      await amy.saved();
      const last = await storage.db
        .selectFrom('update')
        .selectAll()
        .orderBy('position', 'desc')
        .executeTakeFirstOrThrow();
      expect(last).toMatchObject({ position: 2, author: 'amy', clients: JSON.stringify([amy.doc.clientID]) });
    });

    it('writes nothing into the journal when a client that knows everything joins', async () => {
      const amy = await join('amy').synced();
      await amy.saved();
      const rows = await storage.db.selectFrom('update').select('position').execute();
      expect(rows).toHaveLength(1);
    });

    it('refuses what a reviewer writes, tells only them, and goes on with the others', async () => {
      const amy = await join('amy').synced();
      const rae = await join('rae').synced();
      rae.text().insert(0, 'Not mine to write');
      await until(() => rae.messages.some((message) => message.type === 'refused'));
      expect(rae.messages[0]).toMatchObject({ type: 'refused', reason: 'read-only' });
      amy.text().insert(0, 'Mine');
      await amy.saved();
      await desk.collab.documents.read(article, (doc) => {
        expect(JSON.stringify(readArticle(doc))).not.toContain('Not mine');
      });
      expect(amy.messages).toEqual([]);
    });

    it('refuses what does not fit the schema and stays open for what does', async () => {
      const amy = await join('amy').synced();
      const bad = new Y.XmlElement('script');
      amy.doc.getXmlFragment(`section:${sectionOf(amy.doc, 'news')}`).insert(0, [bad]);
      await until(() => amy.messages.length > 0);
      expect(amy.messages[0]).toMatchObject({
        type: 'refused',
        reason: 'schema',
        sections: [sectionOf(amy.doc, 'news')],
      });
      const again = await join('amy').synced();
      again.text('news').insert(0, 'Fits');
      await again.saved();
      expect(again.messages).toEqual([]);
    });

    it('refuses a block that the template does not allow in its section', async () => {
      const amy = await join('amy').synced();
      const heading = new Y.XmlElement('heading');
      heading.setAttribute('level', 2 as never);
      amy.doc.getXmlFragment(`section:${sectionOf(amy.doc, 'summary')}`).insert(0, [heading]);
      await until(() => amy.messages.length > 0);
      expect(amy.messages[0]).toMatchObject({
        reason: 'schema',
        detail: 'the section does not take heading',
      });
    });

    it('refuses edits in the name of another person’s Yjs client', async () => {
      const amy = await join('amy').synced();
      amy.text().insert(0, 'By Amy');
      await amy.saved();
      const ben = await join('ben').synced();
      ben.doc.clientID = amy.doc.clientID;
      ben.text().insert(0, 'As if by Amy: ');
      await until(() => ben.messages.length > 0);
      expect(ben.messages[0]).toMatchObject({ reason: 'foreign-client-id' });
    });

    it('keeps people from taking the Yjs client id under which somebody else is seen', async () => {
      const amy = await join('amy').synced();
      const ben = await join('ben').synced();
      await until(() => ben.provider.awareness?.getStates().has(amy.doc.clientID) ?? false);
      ben.doc.clientID = amy.doc.clientID;
      ben.text().insert(0, 'As if by Amy: ');
      await until(() => ben.messages.length > 0);
      expect(ben.messages[0]).toMatchObject({ reason: 'foreign-client-id' });
      amy.text().insert(0, 'By Amy');
      await amy.saved();
      expect(amy.messages).toEqual([]);
    });

    it('keeps what was written offline and sends it on return', async () => {
      const amy = await join('amy').synced();
      const ben = await join('ben').synced();
      await amy.disconnect();
      amy.text().insert(0, 'Offline. ');
      ben.text().insert(0, 'Online. ');
      await ben.saved();
      amy.connect();
      await until(
        () => ben.text().toString().includes('Offline. ') && amy.text().toString().includes('Online. '),
      );
      expect(amy.text().toString()).toBe(ben.text().toString());
    });

    it('takes what somebody types on while the line comes back', async () => {
      const amy = await join('amy').synced();
      const typing = ['authenticated', 'synced', 'unsyncedChanges'];
      amy.text().insert(0, 'First. ');
      await amy.saved();
      await amy.disconnect();
      amy.text().insert(0, 'Offline. ');
      for (const event of typing) {
        const typeOnce = () => {
          amy.provider.off(event, typeOnce);
          amy.text().insert(0, `${event}. `);
        };
        amy.provider.on(event, typeOnce);
      }
      amy.connect();
      await until(() => typing.every((event) => amy.text().toString().includes(event)) && amy.isSaved);
      expect(amy.messages).toEqual([]);
      const ben = await join('ben').synced();
      expect(ben.text().toString()).toBe(amy.text().toString());
    });

    it('changes documents itself in the way of every edit', async () => {
      const amy = await join('amy').synced();
      const other = await desk.newArticle();
      for (const id of [article, other]) {
        await desk.collab.documents.change(id, 'ben' as UserId, (doc) => {
          doc.getMap('lead').set('media', 'A harbor');
        });
        expect(await desk.collab.documents.read(id, (doc) => doc.getMap('lead').get('media'))).toBe(
          'A harbor',
        );
      }
      await until(() => amy.doc.getMap('lead').get('media') === 'A harbor');
      const rows = await storage.db.selectFrom('update').select('author').where('position', '=', 2).execute();
      expect(rows).toEqual([{ author: 'ben' }, { author: 'ben' }]);
    });

    it('tells listeners of changes and by whom', async () => {
      const heard: unknown[] = [];
      desk.collab.documents.onChanged((id, editor) => heard.push([id, editor]));
      const amy = await join('amy').synced();
      amy.text().insert(0, 'News');
      await until(() => heard.length > 0);
      expect(heard).toEqual([[article, 'amy']]);
    });

    it.each([
      ['an article that does not exist', 'article/nothere', undefined, 'no-such-document'],
      ['a name that no document has', '../etc/passwd', undefined, 'no-such-document'],
      ['a client with another schema', undefined, '{"schema":0}', 'reload-required'],
      [
        'a page that asks over HTTP as it was asked before',
        undefined,
        JSON.stringify({ schema: ownVersions.schema }),
        'reload-required',
      ],
      ['a hello that is none', undefined, 'gibberish', 'reload-required'],
    ])('turns away %s', async (_what, name, hello, reason) => {
      const client = join('amy', name ?? article, { hello });
      const failed = new Promise((resolve) => client.provider.on('authenticationFailed', resolve));
      expect(await failed).toEqual({ reason });
    });

    it('has everybody come back who was waiting for an article that could not be loaded', async () => {
      const failing = Promise.withResolvers<null>();
      vi.spyOn(desk.journal, 'load').mockReturnValueOnce(failing.promise);
      const [amy, ben] = [join('amy'), join('ben')];
      const refused = vi.fn();
      for (const { provider } of [amy, ben]) provider.on('authenticationFailed', refused);
      await Promise.all(
        [amy, ben].map(({ provider }) => new Promise((resolve) => provider.on('authenticated', resolve))),
      );
      failing.reject(new Error('The database does not answer.'));
      await amy.synced();
      await ben.synced();
      expect(refused).not.toHaveBeenCalled();
    });

    it('opens the article that the socket’s address names, and no other', async () => {
      const other = await desk.newArticle();
      const named = { ...desk, url: `${desk.url}?${articleParameter}=${article}` };
      const amy = new TestClient(named, 'amy', article);
      await amy.synced();
      amy.close();
      const elsewhere = new TestClient(named, 'amy', other);
      const failed = new Promise((resolve) => elsewhere.provider.on('authenticationFailed', resolve));
      expect(await failed).toEqual({ reason: 'no-such-document' });
      elsewhere.close();
    });

    it('sets identity in presence from the session, whatever the client says', async () => {
      const amy = await join('amy').synced();
      const ben = await join('ben').synced();
      amy.provider.setAwarenessField('user', {
        id: 'ben',
        name: 'The publisher',
        color: '#ff0000',
        extra: 'x'.repeat(100),
      });
      amy.provider.setAwarenessField('region', 'news');
      await until(() => ben.provider.awareness?.getStates().get(amy.doc.clientID)?.region === 'news');
      expect(ben.provider.awareness?.getStates().get(amy.doc.clientID)).toEqual({
        user: { id: 'amy', name: 'amy', color: '#336699' },
        cursor: null,
        region: 'news',
      });
    });

    it.each([
      ['shorter than it says', [200, 1, 2, 3]],
      ['no state', [7, 1, 5, 1, 3, 120, 121, 122]],
    ])('harms nobody by presence that is %s', async (_what, bytes) => {
      const amy = await join('amy').synced();
      const ben = await join('ben').synced();
      const closed = new Promise((resolve) => amy.provider.on('close', resolve));
      const message = encoding.createEncoder();
      encoding.writeVarString(message, documentNameOf(article));
      encoding.writeVarUint(message, MessageType.Awareness);
      for (const byte of bytes) encoding.write(message, byte);
      amy.provider.configuration.websocketProvider.send(encoding.toUint8Array(message));
      await closed;
      ben.text().insert(0, 'Ben goes on');
      await ben.saved();
    });

    it('does not let anybody speak for a colleague in presence, nor say that they left', async () => {
      const amy = await join('amy').synced();
      const ben = await join('ben').synced();
      amy.provider.setAwarenessField('region', 'news');
      await until(() => ben.provider.awareness?.getStates().get(amy.doc.clientID)?.region === 'news');
      const asAmy = new Awareness(amy.doc);
      for (const state of [{ region: 'outlook' }, null]) {
        asAmy.meta.set(amy.doc.clientID, { clock: 1000, lastUpdated: 0 });
        asAmy.states.set(amy.doc.clientID, state ?? {});
        if (state === null) asAmy.states.delete(amy.doc.clientID);
        const message = encoding.createEncoder();
        encoding.writeVarString(message, documentNameOf(article));
        encoding.writeVarUint(message, MessageType.Awareness);
        encoding.writeVarUint8Array(message, encodeAwarenessUpdate(asAmy, [amy.doc.clientID]));
        ben.provider.configuration.websocketProvider.send(encoding.toUint8Array(message));
        // What Ben says of himself comes behind it.
        const region = state === null ? 'dek' : 'headline';
        ben.provider.setAwarenessField('region', region);
        await until(() => amy.provider.awareness?.getStates().get(ben.doc.clientID)?.region === region);
      }
      const late = await join('rae').synced();
      await until(() => late.provider.awareness?.getStates().get(amy.doc.clientID)?.region === 'news');
      asAmy.destroy();
    });

    it('says who is where', async () => {
      const changes: unknown[] = [];
      desk.collab.presence.onChanged((id, people) => changes.push([id, people]));
      await join('amy').synced();
      const ben = await join('ben').synced();
      await until(() => changes.length === 2);
      expect(desk.collab.presence.everywhere()).toEqual({ [article]: ['amy', 'ben'] });
      ben.close();
      await until(() => changes.length === 3);
      expect(changes.at(-1)).toEqual([article, ['amy']]);
    });

    it('takes the right to write from an open connection when the role changes, and gives it', async () => {
      const amy = await join('amy').synced();
      desk.people.add('amy', 'reviewer');
      desk.people.emit({ type: 'changed', user: 'amy' as UserId });
      await until(() => amy.messages.some((message) => message.type === 'access' && !message.write));
      amy.text().insert(0, 'Too late');
      await until(() => amy.messages.some((message) => message.type === 'refused'));
      desk.people.add('amy', 'editor');
      desk.people.emit({ type: 'changed', user: 'amy' as UserId });
      await until(() => amy.messages.some((message) => message.type === 'access' && message.write));
    });

    it('closes the sockets of an ended session and of a deactivated person', async () => {
      const amy = await join('amy').synced();
      const ben = await join('ben').synced();
      const closed = (client: TestClient) =>
        new Promise<number>((resolve) =>
          client.provider.on('close', ({ event }: { event: { code: number } }) => resolve(event.code)),
        );
      const codes = [closed(amy), closed(ben)];
      desk.people.people.delete('amy');
      desk.people.people.delete('ben');
      desk.people.emit({ type: 'ended', user: 'amy' as UserId, session: 'session-of-amy' });
      desk.people.emit({ type: 'deactivated', user: 'ben' as UserId });
      expect(await Promise.all(codes)).toEqual([4401, 4401]);
    });
  });
});

function isUpdate(message: ArrayBuffer): boolean {
  const decoder = decoding.createDecoder(new Uint8Array(message));
  decoding.readVarString(decoder);
  return (
    decoding.readVarUint(decoder) === MessageType.Sync && decoding.readVarUint(decoder) === messageYjsUpdate
  );
}

function sectionOf(doc: Y.Doc, kind: string): string {
  const outline = doc.getMap<Y.Map<unknown>>('outline');
  const [id] = [...outline.entries()].find(([, entry]) => entry.get('kind') === kind) ?? [];
  return id ?? '';
}
