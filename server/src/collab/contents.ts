// What articles say and said, read from the journal in threads: nobody waits for a long article that somebody else reads.
import { setImmediate } from 'node:timers/promises';
import type { ArticleContent } from '@galley/shared/article/content.ts';
import { type ArticleId, type DocumentName, documentNameOf } from '@galley/shared/ids.ts';
import { type Job, jobsIn } from '../workers/job.ts';
import type { JsonBytes } from '../workers/json.ts';
import type { WorkerPool } from '../workers/worker-pool.ts';
import type { Replay } from './content-jobs.ts';
import type { DatedEntry, Journal } from './journal.ts';

/** The contents of articles, as JSON: it can be handed on as it is, and kept in little memory. */
export interface Contents {
  /** The article as the journal has it, and up to which position that is. Throws where it has no document. */
  now(article: ArticleId): Promise<{ content: JsonBytes<ArticleContent>; position: number }>;
  /** The article as it stood at a position of its journal; null for an unknown one. */
  at(article: ArticleId, position: number): Promise<JsonBytes<ArticleContent> | null>;
  /** The document as it stood then, as a Yjs update; null for an unknown one. */
  stateAt(article: ArticleId, position: number): Promise<Uint8Array | null>;
}

const job = jobsIn<typeof import('./content-jobs.ts')>(
  new URL('./content-jobs.ts', import.meta.url),
  'texts',
);

/** What a thread should have at hand that will read articles. */
export const contentJobs: readonly Job[] = [job('contentOf')];

/** Reads from this journal, in these threads. */
export function createContents(
  journal: Pick<Journal, 'load' | 'states' | 'entries'>,
  workers: Pick<WorkerPool, 'run'>,
): Contents {
  const replayed = async <Result>(
    work: Job<Replay, Result | null>,
    article: ArticleId,
    position: number,
  ): Promise<Result | null> => {
    const rows: DatedEntry[] = [];
    const read = (isAll: boolean) =>
      workers.run(work, { rows, position, isAll }, sizeOf(rows.map(({ bytes }) => bytes)));
    for await (const lot of rowsOf(journal, documentNameOf(article))) {
      rows.push(...lot);
      if ((lot.at(-1)?.position ?? 0) < position) continue;
      const result = await read(false);
      if (result !== null) return result;
    }
    return rows.length === 0 ? null : await read(true);
  };

  return {
    now: async (article) => {
      const name = documentNameOf(article);
      const journaled = await journal.states(name);
      if (!journaled) throw new Error(`The article ${article} has no document.`);
      const { states, position } = journaled;
      const content = await workers.run(job('contentOf'), states, sizeOf(states));
      if (content) return { content, position };
      // What can't be read is put in quarantine by whoever finds it.
      const good = await journal.load(name);
      const readable = good && (await workers.run(job('contentOf'), [good.state], good.state.byteLength));
      if (!readable) throw new Error(`The article ${article} can't be read.`);
      return { content: readable, position: good.position };
    },
    at: (article, position) => replayed(job('contentAt'), article, position),
    stateAt: (article, position) => replayed(job('stateAt'), article, position),
  };
}

/** How many bytes there are to be read. */
export function sizeOf(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, { byteLength }) => sum + byteLength, 0);
}

const rowsAtATime = 1000;

/** All rows of a document's journal in lots, between which other people's requests are served. */
export async function* rowsOf(
  journal: Pick<Journal, 'entries'>,
  document: DocumentName,
): AsyncGenerator<DatedEntry[]> {
  for (let last = 0; ; ) {
    const rows = await journal.entries(document, last, rowsAtATime);
    const end = rows.at(-1);
    if (!end) return;
    yield rows;
    last = end.position;
    await setImmediate();
  }
}
