// Publishing: what articles need to be public, the acts that make them so and end it, by hand and at a time.
import { may } from '@galley/shared/access/roles.ts';
import type { Me } from '@galley/shared/api/people.ts';
import type {
  expireSchema,
  Publication,
  publishSchema,
  Revision,
  Scheduled,
} from '@galley/shared/api/publishing.ts';
import type { ReadinessItem } from '@galley/shared/article/readiness-item.ts';
import { publishingRoutes as routes } from '@galley/shared/contract/publishing.ts';
import type { ArticleId, UserId } from '@galley/shared/ids.ts';
import type { Router } from 'express';
import type { z } from 'zod';
import { createApiRouter } from '../http/api-router.ts';
import { fieldProblem, ProblemError } from '../http/problem.ts';
import { momentOf } from '../time/local-time.ts';
import { changesOf } from './changes.ts';
import { createExpiries } from './expiry.ts';
import type { ExpiryInput } from './expiry-rows.ts';
import { indexLiveStories } from './live-search.ts';
import { createPublisher, type Publisher, type PublishRefusal } from './publisher.ts';
import type { PublishingOptions } from './publishing-options.ts';
import { createSchedule } from './schedule.ts';

type PublishBody = z.output<typeof publishSchema>;

const beforePublication = 'It is not published before that time.';

/** What the rest of the desk uses of publishing. */
export interface Publishing {
  router: Router;
  /**
   * Publishes an article as it stands, without a request and notifying nobody, as for demo content. Throws where it is not
   * ready.
   */
  publish(article: ArticleId, by: UserId): Promise<Revision>;
  /** The article as it would be published now, and until when it may not be; null for an unknown one. */
  draft: Publisher['draft'];
  /** Publishes and withdraws from now on what is due. */
  start(): void;
  /** Publishes and withdraws what is due, `now` or at another time. */
  runDue(now?: Date): Promise<void>;
  close(): Promise<void>;
}

/** Publishing with its routes; nothing scheduled is published before `start`. */
export function createPublishing(options: PublishingOptions): Publishing {
  const { versions, sessions, live, url, timeZone, log } = options;
  const publisher = createPublisher(options);
  // What a desk begins with is news to nobody.
  const quietPublisher = createPublisher({ ...options, events: { emit: async () => {}, wake: () => {} } });
  // It is published all the same where this fails, and the revision holds the text too.
  const keepVersion = async (article: ArticleId, by: UserId) => {
    await versions.keep(article, 'publish', by).catch((error: unknown) => {
      log.warn({ err: error, article }, 'The version of a publication could not be kept');
    });
  };
  const schedule = createSchedule({
    ...options,
    publisher,
    onChanged: (id) => live.announce({ type: 'article', id }),
    onPublished: async ({ article }, by) => await keepVersion(article, by),
  });
  const expiries = createExpiries({
    ...options,
    publisher,
    onWithdrawn: (article) => {
      live.announce({ type: 'article', id: article });
      live.announce({ type: 'history', article });
    },
  });
  const stop = new AbortController();
  let indexing: Promise<void> | null = null;
  const api = createApiRouter(sessions);

  const publicationOf = async (article: ArticleId): Promise<Publication> => {
    const publication = await publisher.publication(article, url);
    if (!publication) throw new ProblemError('not-found');
    const { hash, ...due } = (await schedule.of(article)) ?? { hash: null };
    // Without the hash it is what the rest of the answer says.
    const scheduled =
      hash === null ? null : { ...(due as Omit<Scheduled, 'changed'>), changed: hash !== publication.hash };
    const expiry = await expiries.of(article);
    return { ...publication, scheduled, expiry, timeZone: await timeZone() };
  };

  /** Throws a problem at the field for a time that can't be; `place` is where in the body it stands. */
  const expiryFrom = async (written: z.output<typeof expireSchema>, place = ''): Promise<ExpiryInput> => {
    const { local, timeZone: zone = await timeZone(), occurrence, note } = written;
    const moment = momentOf({ local, timeZone: zone, occurrence }, new Date());
    if (moment.outcome === 'refused')
      throw fieldProblem('invalid-input', `${place}${moment.field}`, moment.why, moment.sentence);
    return { at: moment.at, timeZone: zone, note };
  };

  /** What is to become of the expiry by another act; throws `not-allowed` for who may not withdraw. */
  const expiryIn = async (written: PublishBody['expiry'], { role }: Pick<Me, 'role'>) => {
    if (written === undefined) return undefined;
    if (!may(role, 'article.withdraw')) throw new ProblemError('not-allowed');
    return written && (await expiryFrom(written, 'expiry.'));
  };

  api.serve(routes.readPublication, ({ params }) => publicationOf(params.id));

  api.serve(routes.publish, async ({ me, params: { id: article }, body }) => {
    const expiry = await expiryIn(body.expiry, me);
    const outcome = await publisher.publish(article, { ...body, expiry }, me.id);
    if (outcome.outcome === 'unknown') throw new ProblemError('not-found');
    if (outcome.outcome === 'not-ready') throw notReady(outcome.items);
    if (outcome.outcome === 'refused') throw refusals[outcome.why]();
    log.info({ article, revision: outcome.revision.number, by: me.id }, 'published');
    live.announce({ type: 'article', id: article });
    await keepVersion(article, me.id);
    return outcome.revision;
  });

  api.serve(routes.schedule, async ({ me, params: { id: article }, body }) => {
    const { local, timeZone: zone = await timeZone(), occurrence, ...seen } = body;
    const moment = momentOf({ local, timeZone: zone, occurrence }, new Date());
    if (moment.outcome === 'refused')
      throw fieldProblem('invalid-input', moment.field, moment.why, moment.sentence);
    const expiry = await expiryIn(seen.expiry, me);
    const outcome = await schedule.set(article, { ...seen, expiry, at: moment.at, timeZone: zone }, me.id);
    if (outcome.outcome === 'unknown') throw new ProblemError('not-found');
    if (outcome.outcome === 'not-ready') throw notReady(outcome.items);
    if (outcome.outcome === 'refused' && outcome.why === 'under-embargo')
      throw new ProblemError('invalid-input', 'The embargo ends after that time.', [
        { path: 'local', message: 'under-embargo' },
      ]);
    if (outcome.outcome === 'refused' && outcome.why === 'expired')
      throw expiry
        ? fieldProblem('invalid-input', 'expiry.local', 'before-publication', beforePublication)
        : fieldProblem('invalid-input', 'local', 'after-expiry', 'It is to be withdrawn before that time.');
    if (outcome.outcome === 'refused') throw refusals[outcome.why]();
    log.info({ article, at: moment.at.toISOString(), by: me.id }, 'scheduled');
    live.announce({ type: 'article', id: article });
    return await publicationOf(article);
  });

  api.serve(routes.reviewMachineText, async ({ me, params: { id: article }, body }) => {
    const outcome = await publisher.review(article, body, me.id);
    if (outcome === 'unknown') throw new ProblemError('not-found');
    if (outcome === 'changed')
      throw new ProblemError('conflict', 'The text or what is marked in it has changed since you looked.');
    log.info({ article, by: me.id }, 'machine-made text reviewed');
    live.announce({ type: 'article', id: article });
    return await publicationOf(article);
  });

  api.serve(routes.unschedule, async ({ me, params: { id: article } }) => {
    const outcome = await schedule.end(article, me.id);
    if (outcome === 'unknown') throw new ProblemError('not-found');
    if (outcome === 'not-scheduled') throw new ProblemError('conflict', 'This article is not scheduled.');
    log.info({ article, by: me.id }, 'unscheduled');
    live.announce({ type: 'article', id: article });
    return await publicationOf(article);
  });

  api.serve(routes.withdraw, async ({ me, params: { id: article }, body }) => {
    const outcome = await publisher.withdraw(article, body.note, me.id);
    if (outcome === 'unknown') throw new ProblemError('not-found');
    if (outcome === 'not-public')
      throw new ProblemError('conflict', 'The public sees no page of this article.');
    log.info({ article, by: me.id }, 'withdrawn');
    live.announce({ type: 'article', id: article });
    live.announce({ type: 'history', article });
    return await publicationOf(article);
  });

  api.serve(routes.setExpiry, async ({ me, params: { id: article }, body }) => {
    const expiry = await expiryFrom(body);
    const outcome = await expiries.set(article, expiry, me.id);
    if (outcome === 'unknown') throw new ProblemError('not-found');
    if (outcome === 'before-publication')
      throw fieldProblem('invalid-input', 'local', outcome, beforePublication);
    log.info({ article, at: expiry.at.toISOString(), by: me.id }, 'expiry set');
    live.announce({ type: 'article', id: article });
    return await publicationOf(article);
  });

  api.serve(routes.removeExpiry, async ({ me, params: { id: article } }) => {
    const outcome = await expiries.remove(article, me.id);
    if (outcome === 'unknown') throw new ProblemError('not-found');
    if (outcome === 'none') throw new ProblemError('conflict', 'This article has no expiry.');
    log.info({ article, by: me.id }, 'expiry removed');
    live.announce({ type: 'article', id: article });
    return await publicationOf(article);
  });

  api.serve(routes.readRevision, async ({ params }) => {
    const revision = await publisher.revisions.get(params.id, params.number);
    if (!revision) throw new ProblemError('not-found');
    return revision;
  });

  api.serve(routes.checkPassport, async ({ params }) => {
    if (!(await publisher.revisions.get(params.id, params.number))) throw new ProblemError('not-found');
    return await options.checkPassport(params.id, params.number);
  });

  api.serve(routes.readChanges, async ({ params, query }) => {
    const changes = await changesOf(publisher, params.id, query);
    if (!changes) throw new ProblemError('not-found');
    return changes;
  });

  return {
    router: api.router,
    publish: async (article, by) => {
      const publication = await publicationOf(article);
      const input = { hash: publication.hash, after: publication.revisions[0]?.number ?? 0, note: '' };
      const outcome = await quietPublisher.publish(article, input, by);
      if (outcome.outcome !== 'published')
        throw new Error(`The article can't be published: ${JSON.stringify(outcome)}`);
      return outcome.revision;
    },
    draft: publisher.draft,
    start: () => {
      schedule.start();
      expiries.start();
      indexing = indexLiveStories(options.storage, stop.signal).catch((error: unknown) => {
        log.error({ err: error }, 'What is public could not be indexed; the next start tries again');
      });
    },
    runDue: async (now) => {
      await schedule.run(now);
      await expiries.run(now);
    },
    close: async () => {
      stop.abort();
      await indexing;
      await schedule.close();
      await expiries.close();
    },
  };
}

function notReady(items: readonly ReadinessItem[]): ProblemError {
  const errors = items.map(({ code, region }) => ({ path: region ?? '', message: code }));
  return new ProblemError('not-ready', `${items.length} things are missing or out of bounds.`, errors);
}

const refusals: Record<PublishRefusal | 'already-public', () => ProblemError> = {
  'already-public': () =>
    new ProblemError(
      'conflict',
      'What is public, or was withdrawn, is published by hand and not by the clock.',
    ),
  'not-scheduled': () => new ProblemError('conflict', 'This article is not scheduled.'),
  'text-changed': () => new ProblemError('conflict', 'The text has changed since you looked.'),
  'published-meanwhile': () => new ProblemError('conflict', 'Somebody published this article meanwhile.'),
  'nothing-new': () => new ProblemError('conflict', 'The public page already is what would be published.'),
  'slug-taken': () =>
    new ProblemError('conflict', 'Another article has this slug.', [
      { path: 'slug', message: 'Another article has this slug.' },
    ]),
  'beyond-limits': () =>
    new ProblemError(
      'conflict',
      'The article has too many sections, or lists nested too deeply, to be published.',
    ),
  'under-embargo': () =>
    new ProblemError('conflict', 'The article is under embargo: nothing of it may be public yet.', [
      { path: 'embargo', message: 'under-embargo' },
    ]),
  expired: () =>
    new ProblemError(
      'conflict',
      'The time at which it was to be withdrawn has passed: change or remove it first.',
      [{ path: 'expiry', message: 'expired' }],
    ),
  archived: () => new ProblemError('conflict', 'An article in the archive is not published.'),
};
