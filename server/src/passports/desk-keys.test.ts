import { pino } from 'pino';
import { expect, test } from 'vitest';
import { forEachStorage } from '../storage/testing.ts';
import { ensureDeskKey, publicDeskKeys, signingKey } from './desk-keys.ts';
import { publicKeyOf } from './signature.ts';

const log = pino({ level: 'silent' });

forEachStorage((database) => {
  test('nodes that start at once share one key, and another SECRET makes a new one beside the old', async () => {
    const storage = await (await database()).open();
    const { db } = storage;
    await Promise.all([1, 2, 3].map(() => ensureDeskKey(db, 'the first secret', log)));
    const [first, ...others] = await publicDeskKeys(db);
    expect(others).toEqual([]);
    expect(publicKeyOf(await signingKey('the first secret')(db))).toEqual(first);
    const { secretKey } = await db.selectFrom('deskKey').select('secretKey').executeTakeFirstOrThrow();
    expect(secretKey).not.toContain('PRIVATE KEY');

    await ensureDeskKey(db, 'another secret', log);
    await ensureDeskKey(db, 'another secret', log);
    const keys = await publicDeskKeys(db);
    expect(keys).toHaveLength(2);
    expect(keys).toContainEqual(first);
    expect(publicKeyOf(await signingKey('another secret')(db)).kid).not.toBe(first?.kid);
    await storage.close();
  });
});
