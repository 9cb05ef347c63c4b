import type { UserId } from '@galley/shared/ids.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Storage } from '../storage/storage.ts';
import { forEachStorage } from '../storage/testing.ts';
import { ChangeRefusedError } from './documents.ts';
import { openCollab, type TestCollab } from './testing.ts';

const ben = 'ben' as UserId;

forEachStorage((database) => {
  let storage: Storage;
  let desk: TestCollab;
  beforeAll(async () => {
    storage = await (await database()).open();
    desk = await openCollab(storage);
  });
  afterAll(async () => {
    await desk.close();
    await storage.close();
  });

  test('a change that admission refuses says why, by an error of its own', async () => {
    const article = await desk.newArticle();
    const { documents } = desk.collab;
    const outside = documents.change(article, ben, (doc) => doc.getMap('elsewhere').set('key', 'value'));
    await expect(outside).rejects.toBeInstanceOf(ChangeRefusedError);
    await expect(outside).rejects.toMatchObject({ reason: 'unknown-root' });
    const held = documents.exclusively(article, ({ change }) =>
      change(ben, (doc) => doc.getMap('elsewhere').set('key', 'value')),
    );
    await expect(held).rejects.toBeInstanceOf(ChangeRefusedError);
  });

  test('a fault within a change stays what it is', async () => {
    const article = await desk.newArticle();
    const change = desk.collab.documents.change(article, ben, () => {
      throw new RangeError('Position 9 out of range');
    });
    await expect(change).rejects.toThrow('Position 9 out of range');
    await expect(change).rejects.not.toBeInstanceOf(ChangeRefusedError);
  });
});
