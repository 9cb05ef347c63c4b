// Threads from before what they are about named a region.
import { type Kysely, sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { nameThreadRegions } from '../storage/migrations/0077-thread-regions.ts';
import { forEachStorage } from '../storage/testing.ts';

describe('threads from before they named a region', () => {
  forEachStorage((database) => {
    test('are about the same line or section, and those on words are left as they are', async () => {
      const place = await database();
      const storage = await place.open();
      const { db } = storage;
      const quote = { prefix: '{"type":"line","line":"dek"}', exact: 'x', suffix: '' };
      const subjects: [object, object?][] = [
        [
          { type: 'line', line: 'lead-alt' },
          { type: 'region', region: 'lead-alt' },
        ],
        [
          { type: 'section', section: 'news' },
          { type: 'region', region: 'news' },
        ],
        [{ type: 'article' }],
        [{ type: 'block', section: 'news', block: 'line' }],
        [{ type: 'text', section: 'news', quote }],
      ];
      for (const [index, [before]] of subjects.entries())
        await sql`insert into "thread" ("id", "article", "subject", "blocking", "createdAt", "state", "createdBy")
          values (${`thread-${index}`}, 'article', ${JSON.stringify(before)}, 0, 'then', 'open', 'author')`.execute(
          db,
        );
      // A step of the schema knows no tables, for it works on what was there before.
      await nameThreadRegions(db as unknown as Kysely<unknown>);
      const rows = await db.selectFrom('thread').select('subject').orderBy('id').execute();
      expect(rows.map(({ subject }) => JSON.parse(subject))).toEqual(
        subjects.map(([before, now = before]) => now),
      );
      await storage.close();
    });
  });
});
