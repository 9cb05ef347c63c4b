// How quick the board's questions are on a desk with thousands of articles, beside one with a hundred.
import { stages } from '@galley/shared/article/stages.ts';
import { type ArticleId, documentNameOf, newId, type TemplateId, type UserId } from '@galley/shared/ids.ts';
import { pino } from 'pino';
import { headlineKey } from '../articles/headline-key.ts';
import { createJournal } from '../collab/sql-journal.ts';
import { indexArticle } from '../storage/search.ts';
import { termsOf } from '../storage/search-terms.ts';
import type { Storage } from '../storage/storage.ts';
import { type Measured, percentile } from './figures.ts';
import { type Galley, startGalley } from './galley.ts';
import { articleOf, seeded, sentences, stateOf } from './texts.ts';

const sizes = { large: 10_000, small: 100 };
const rounds = 60;

const questions = [
  ['a column', '/api/articles?stage=review&limit=40'],
  ['the table by words', '/api/articles?sort=words&limit=40'],
  ['counts', '/api/articles/counts'],
  ['search, one word', '/api/articles?query=harb&limit=40'],
  ['search, two words', '/api/articles?query=ferry+council&limit=40'],
  ['counts of a search', '/api/articles/counts?query=harb'],
  ['one person’s drafts', '/api/articles?person=person7&stage=draft&limit=40'],
] as const;

/** Asks both desks each question many times, in turns, over HTTP. */
export async function benchBoard(): Promise<Measured> {
  const large = await startGalley((storage) => fill(storage, sizes.large));
  const small = await startGalley((storage) => fill(storage, sizes.small));
  try {
    const measured: Measured = { title: 'The board with 10,000 articles', figures: [] };
    for (const [what, path] of questions) {
      const samples = { large: [] as number[], small: [] as number[] };
      for (let round = 0; round < rounds; round += 1) {
        samples.large.push(await timed(large, path));
        samples.small.push(await timed(small, path));
      }
      for (const share of [0.5, 0.95]) {
        measured.figures.push({
          what: `${what}, p${share * 100}`,
          unit: 'ms',
          value: percentile(samples.large, share),
          beside: [{ name: '100 articles', value: percentile(samples.small, share) }],
        });
      }
    }
    return measured;
  } finally {
    await Promise.all([large.stop(), small.stop()]);
  }
}

async function timed(galley: Galley, path: string): Promise<number> {
  const start = performance.now();
  await galley.ask('GET', path);
  return performance.now() - start;
}

/** Puts articles into an empty database: rows and search entries of their own, documents that are all the same. */
async function fill(storage: Storage, count: number): Promise<void> {
  const { db, kind } = storage;
  const journal = createJournal(storage, { log: pino({ level: 'silent' }) });
  const random = seeded(1);
  const below = (limit: number) => Math.floor(random() * limit);
  const bytes = stateOf(articleOf(300));
  const batch = 500;
  for (let start = 0; start < count; start += batch) {
    await db.transaction().execute(async (transaction) => {
      for (let index = start; index < Math.min(count, start + batch); index += 1) {
        const article = newId<ArticleId>();
        const headline = sentences(random, 7);
        const at = new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString();
        await transaction
          .insertInto('article')
          .values({
            id: article,
            template: 'news' as TemplateId,
            language: 'en',
            slug: null,
            byline: '',
            stage: stages[below(stages.length)] ?? 'draft',
            headline,
            headlineKey: headlineKey(headline),
            dek: sentences(random, 20),
            words: below(2000),
            createdBy: `person${below(30)}` as UserId,
            createdAt: at,
            editedAt: at,
            editedBy: `person${below(30)}` as UserId,
            archivedAt: below(5) === 0 ? at : null,
            liveRevision: null,
          })
          .execute();
        const text = `${headline} ${sentences(random, 120)}`;
        await indexArticle(transaction, kind, { article, terms: termsOf(text, 'en') });
        const document = documentNameOf(article);
        await journal.appendWithin(transaction, { document, bytes, author: null, clients: [], touches: [] });
      }
    });
  }
}
