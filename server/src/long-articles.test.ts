import { Worker } from 'node:worker_threads';
import { exportFormats } from '@galley/shared/api/exports.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Browser } from './accounts/testing.ts';
import { articleOf } from './bench/texts.ts';
import { draft } from './publishing/testing.ts';
import { forEachStorage } from './storage/testing.ts';
import { type OpenDesk, openDesk } from './testing/desk.ts';
import type { Question } from './workers/worker-pool.child.ts';

forEachStorage((database) => {
  let desk: OpenDesk;
  let admin: Browser;
  let long: ArticleId;
  let short: ArticleId;

  beforeAll(async () => {
    desk = await openDesk(await database());
    admin = await desk.as('admin');
    long = await draft(admin, { content: articleOf(4000) });
    short = await draft(admin, { content: articleOf(200) });
  });
  afterAll(() => desk.close());

  /** The work that threads are given while this runs. */
  async function givenToThreads(work: () => Promise<unknown>): Promise<string[]> {
    const given = vi.spyOn(Worker.prototype, 'postMessage');
    const { calls } = given.mock;
    await work().finally(() => given.mockRestore());
    return calls.flatMap(([message]) => {
      const question = message as Question | object;
      return 'job' in question ? [question.job.name] : [];
    });
  }

  const asked = async (article: ArticleId, path: string) => {
    const { status } = await admin.ask('GET', `/api/articles/${article}/${path}`);
    expect(status).toBe(200);
  };

  const readings: [what: string, path: string, jobs: string[]][] = [
    ['who worked on it', 'history', ['readWork']],
    ['how it stands', 'moments/now', ['contentOf']],
    ['how it stood', 'moments/1', ['contentAt']],
    ['what has changed', 'comparison?from=1&to=now', ['contentOf', 'compare']],
    ['who wrote what', 'authorship', ['authorship']],
    ['the same as a table', 'authorship?format=csv', ['authorshipTable']],
    ...exportFormats.map((format): (typeof readings)[number] => [
      `the file in ${format}`,
      `export?format=${format}`,
      ['contentOf', 'writeFile'],
    ]),
  ];
  test.each(readings)(
    'of a long article a thread says %s, of a short one the server itself',
    async (_what, path, jobs) => {
      expect(await givenToThreads(() => asked(long, path))).toEqual(jobs);
      const ofShort = await givenToThreads(() => asked(short, path));
      // A Word document always takes long.
      expect(ofShort).toEqual(path.endsWith('docx') ? ['writeFile'] : []);
    },
  );
});
