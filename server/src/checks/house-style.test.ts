// The house style list over HTTP: admins keep it and everybody reads it.
import type { NewStyleWord, StyleWord } from '@galley/shared/api/house-style.ts';
import { newId, type StyleWordId } from '@galley/shared/ids.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Answer, Browser } from '../accounts/testing.ts';
import { until } from '../collab/testing.ts';
import { lockNames } from '../storage/dialect.ts';
import { forEachStorage, onPostgres, waitingFor } from '../storage/testing.ts';
import { type OpenDesk, openDesk } from '../testing/desk.ts';

forEachStorage((database) => {
  let desk: OpenDesk;
  let admin: Browser;
  let word: NewStyleWord;
  beforeAll(async () => {
    desk = await openDesk(await database());
    admin = await desk.as('admin');
    const owner = (await desk.person('editor')).id;
    word = { avoid: 'utilize', prefer: 'use', note: 'Plain words.', language: 'en', owner };
  });
  afterAll(() => desk.close());

  const list = async (): Promise<StyleWord[]> => (await admin.ask('GET', '/api/house-style')).body;
  const add = async (some: Partial<NewStyleWord>) =>
    await admin.ask('POST', '/api/house-style', { ...word, ...some });
  const refused = async (some: Partial<NewStyleWord>) => {
    const { status, body } = await add(some);
    return [status, ...(body.errors ?? []).map((error: object) => Object.values(error).join(' '))];
  };

  test('an admin adds, changes and removes words, and whoever is at the desk reads them', async () => {
    const added = await add({ avoid: '  utilize ' });
    expect([added.status, added.body]).toEqual([201, { ...word, id: expect.any(String), version: 1 }]);
    await add({ avoid: 'Ähren' });
    await add({ avoid: 'Zug' });
    const viewer = await desk.as('viewer');
    const read = (await viewer.ask('GET', '/api/house-style')).body as StyleWord[];
    expect(read.map(({ avoid }) => avoid)).toEqual(['Ähren', 'utilize', 'Zug']);
    expect((await viewer.ask('POST', '/api/house-style', word)).status).toBe(403);

    const path = `/api/house-style/${added.body.id}`;
    const changed = await admin.ask('PUT', path, { ...word, prefer: 'employ', version: 1 });
    expect(changed.body).toMatchObject({ prefer: 'employ', version: 2 });
    expect((await admin.ask('PUT', path, { ...word, prefer: 'apply', version: 1 })).status).toBe(409);
    expect((await admin.ask('DELETE', path)).status).toBe(204);
    expect((await admin.ask('PUT', path, { ...word, version: 2 })).status).toBe(404);
    expect((await list()).map(({ avoid }) => avoid)).toEqual(['Ähren', 'Zug']);
  });

  test('empty, doubled and unfit entries are refused at their fields', async () => {
    await add({ avoid: 'gotten' });
    await add({ avoid: 'Handy', language: 'de' });
    expect(await refused({ avoid: ' ' })).toEqual([422, 'avoid word-missing']);
    expect(await refused({ avoid: '!?' })).toEqual([422, 'avoid word-without-letters']);
    expect(await refused({ avoid: 'a'.repeat(81) })).toEqual([422, 'avoid too-long']);
    expect(await refused({ avoid: 'email', prefer: 'email' })).toEqual([422, 'prefer same-word']);
    expect(await refused({ avoid: 'Gotten' })).toEqual([422, 'avoid word-taken']);
    expect(await refused({ avoid: 'handy', language: 'both' })).toEqual([422, 'avoid word-taken']);
    expect((await add({ avoid: 'handy', language: 'en' })).status).toBe(201);
    const nobody = 'nobody00' as NewStyleWord['owner'];
    expect(await refused({ avoid: 'ping', owner: nobody })).toEqual([422, 'owner owner-unknown']);
    const [own] = (await list()).filter(({ avoid }) => avoid === 'handy');
    const same = await admin.ask('PUT', `/api/house-style/${own?.id}`, { ...own, id: undefined });
    expect(same.body).toMatchObject({ avoid: 'handy', version: 2 });
  });

  test('the list is given as a file for spreadsheets, in which nothing is a formula', async () => {
    await add({ avoid: '=1+1', prefer: '', note: 'Said "so", always' });
    const { headers, body } = await admin.ask('GET', '/api/house-style?format=csv');
    expect(headers.get('content-type')).toContain('text/csv');
    const [head, ...lines] = String(body).trim().split('\r\n');
    expect(head).toBe('"avoid","prefer","note","language","owner"');
    expect(lines).toContain(`"'=1+1","","Said ""so"", always","en","Editor Person"`);
  });
});

onPostgres((database) => {
  test('of two admins who add the same word at once one is refused', async () => {
    const place = await database();
    const [desk, beside] = [await openDesk(place), await place.open()];
    try {
      const admin = await desk.as('admin');
      const owner = (await desk.person('editor')).id;
      const word = { avoid: 'utilize', prefer: 'use', note: '', language: 'en', owner } as const;
      let asked: Promise<Answer> | undefined;
      await beside.db.transaction().execute(async (transaction) => {
        await lockNames(transaction, 'postgres', ['style-words']);
        const row = { ...word, id: newId<StyleWordId>(), version: 1 };
        await transaction.insertInto('styleWord').values(row).execute();
        asked = admin.ask('POST', '/api/house-style', word);
        await until(async () => (await waitingFor(beside)) > 0);
      });
      expect((await asked)?.body.errors).toEqual([{ path: 'avoid', message: 'word-taken' }]);
    } finally {
      await beside.close();
      await desk.close();
    }
  });
});
