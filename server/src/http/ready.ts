// Whether this process can serve: for load balancers and service managers. `/health` says only that it lives.
import type { RequestHandler } from 'express';
import { type Kysely, sql } from 'kysely';
import { recentAnswer } from './recent-answer.ts';

export interface ReadinessOptions<Tables> {
  db: Kysely<Tables>;
  journal: { readonly state: 'saving' | 'delayed' };
  /** How long the database may take to answer, in ms. */
  timeoutMs?: number;
}

export interface Readiness {
  /** 200 where it can, else 503; `reasons` names why not, without any detail. */
  answer: RequestHandler;
  /** From now on it takes no more work: others are to be asked. */
  drain(): void;
}

/** An answer of the database holds so long, in ms, so that asking often costs nothing. */
const freshMs = 1000;

/** It can once the migrations are done, which is before anything is served; the rest is asked here. */
export function createReadiness<Tables>(options: ReadinessOptions<Tables>): Readiness {
  const { db, journal, timeoutMs = 2000 } = options;
  let draining = false;
  const ask = async (): Promise<boolean> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<false>((resolve) => {
      timer = setTimeout(() => resolve(false), timeoutMs);
    });
    const answer = sql`select 1`.execute(db).then(
      () => true,
      () => false,
    );
    const answers = await Promise.race([answer, late]);
    clearTimeout(timer);
    return answers;
  };

  const databaseAnswers = recentAnswer(freshMs, ask);

  return {
    answer: async (_request, response) => {
      const reasons = [
        ...(draining ? ['draining'] : []),
        ...(journal.state === 'delayed' ? ['saving-delayed'] : []),
        ...((await databaseAnswers()) ? [] : ['database']),
      ];
      response
        .status(reasons.length === 0 ? 200 : 503)
        .set('cache-control', 'no-store')
        .json({ status: reasons.length === 0 ? 'ready' : 'not-ready', reasons });
    },
    drain: () => {
      draining = true;
    },
  };
}
