// Publishing: what stands between an article and its publication, revisions, what changed since, and the public page.
import { giveMachineReviewSchema } from '../api/machine-made.ts';
import { passportFindingsSchema } from '../api/passport-check.ts';
import {
  changesQuerySchema,
  changesSchema,
  expireSchema,
  publicationSchema,
  publishSchema,
  revisionSchema,
  scheduleSchema,
  wholeRevisionSchema,
  withdrawSchema,
} from '../api/publishing.ts';
import { defineRoute } from './define-route.ts';
import { articleParam, numberParam } from './params.ts';

const params = { id: articleParam };

/** The routes of publishing. */
export const publishingRoutes = {
  readPublication: defineRoute({
    method: 'GET',
    path: '/api/articles/:id/publication',
    summary: 'How an article stands to its public page: what is missing, its revisions, what is scheduled.',
    action: 'article.read',
    params,
    answer: publicationSchema,
    audited: false,
  }),
  publish: defineRoute({
    method: 'POST',
    path: '/api/articles/:id/publish',
    summary:
      'Publishes the text that was looked at, until a time where one is named. Refused with `conflict` where it has changed since, with `not-ready` where something is missing.',
    action: 'article.publish',
    furtherActions: ['article.withdraw'],
    params,
    body: publishSchema,
    limit: '16kb',
    answer: revisionSchema,
    status: 201,
    audited: false,
  }),
  schedule: defineRoute({
    method: 'POST',
    path: '/api/articles/:id/schedule',
    summary:
      'Publishes the text that was looked at later, until a time where one is named, or at another time than it was scheduled for.',
    action: 'article.publish',
    furtherActions: ['article.withdraw'],
    params,
    body: scheduleSchema,
    limit: '16kb',
    answer: publicationSchema,
    audited: false,
  }),
  reviewMachineText: defineRoute({
    method: 'POST',
    path: '/api/articles/:id/machine-review',
    summary:
      'Says that people have reviewed what a machine made of the text, and who is responsible. Refused with `conflict` where the text or its marks have changed since.',
    action: 'article.publish',
    params,
    body: giveMachineReviewSchema,
    limit: '16kb',
    answer: publicationSchema,
    audited: false,
  }),
  unschedule: defineRoute({
    method: 'POST',
    path: '/api/articles/:id/unschedule',
    summary: 'Takes the schedule of an article away.',
    action: 'article.publish',
    params,
    answer: publicationSchema,
    audited: false,
  }),
  setExpiry: defineRoute({
    method: 'PUT',
    path: '/api/articles/:id/expiry',
    summary: 'Says when the public page is taken down by itself, and why.',
    action: 'article.withdraw',
    params,
    body: expireSchema,
    limit: '16kb',
    answer: publicationSchema,
    audited: false,
  }),
  removeExpiry: defineRoute({
    method: 'DELETE',
    path: '/api/articles/:id/expiry',
    summary: 'Leaves the public page up until somebody takes it down.',
    action: 'article.withdraw',
    params,
    answer: publicationSchema,
    audited: false,
  }),
  withdraw: defineRoute({
    method: 'POST',
    path: '/api/articles/:id/withdraw',
    summary: 'Takes the public page down and says why in its place.',
    action: 'article.withdraw',
    params,
    body: withdrawSchema,
    limit: '16kb',
    answer: publicationSchema,
    audited: false,
  }),
  readRevision: defineRoute({
    method: 'GET',
    path: '/api/articles/:id/revisions/:number',
    summary: 'A revision with its content, as it was published.',
    action: 'article.read',
    params: { ...params, number: numberParam('a revision') },
    answer: wholeRevisionSchema,
    audited: true,
  }),
  checkPassport: defineRoute({
    method: 'GET',
    path: '/api/articles/:id/revisions/:number/passport-check',
    summary:
      'Recomputes what the passport of a revision says from the revision, its approvals and the journal; empty where it has none.',
    action: 'article.read',
    params: { ...params, number: numberParam('a revision') },
    answer: passportFindingsSchema,
    audited: false,
  }),
  readChanges: defineRoute({
    method: 'GET',
    path: '/api/articles/:id/changes',
    summary: 'What differs between two revisions, or between one and the text as it stands.',
    action: 'article.read',
    params,
    query: changesQuerySchema,
    answer: changesSchema,
    audited: true,
  }),
};
