// Who may do what, row by row: every route of a running desk, the rule that decides it, and a request that succeeds for
// those whom the rule lets through. access.test.ts asks each of them as everybody; a route or an action without a row fails
// it.
import type { Action } from '@galley/shared/access/roles.ts';
import { defaultNotificationSettings } from '@galley/shared/api/notifications.ts';
import type { ListedSiteSection } from '@galley/shared/api/site-sections.ts';
import { sitePolicies } from '@galley/shared/api/site-settings.ts';
import { builtInTemplates } from '@galley/shared/article/built-in-templates.ts';
import type { SectionContent } from '@galley/shared/article/content.ts';
import { type ArticleId, newId } from '@galley/shared/ids.ts';
import { sectionHash } from '@galley/shared/review/approvals.ts';
import sharp from 'sharp';
import { TestPasskey } from '../accounts/passkey-testing.ts';
import { type Browser, testPassword } from '../accounts/testing.ts';
import { askToPublish, picture, plainArticle, publicationOf, publish } from '../publishing/testing.ts';
import type { OpenDesk } from './desk.ts';
import { firstSpans } from './machine.ts';

export interface AccessRow {
  /** Method and path, as the desk serves it. */
  route: string;
  /** The rule that decides it; null where everybody may, signed in or not. */
  action: Action | null;
  /** What those who may are answered. */
  answer: number;
  /** Makes what the request needs and says what is sent. Without it: the path alone. */
  ask?: (given: Given) => Asked | Promise<Asked>;
  /** The session of who asks does not outlive it. */
  endsSession?: true;
}

/** What the desk holds when a request is made: each has an article of its own, which could be published. */
export interface Given {
  desk: OpenDesk;
  /** To prepare things with. */
  admin: Browser;
  /** Who asks. */
  asker: Browser;
  article: ArticleId;
  slug: string;
  /** The article's one section, written by the editor. */
  section: SectionContent;
}

export interface Asked {
  /** What stands for the named parts of the path, where it is not the article. */
  parts?: Record<string, string>;
  query?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

/** A row for each route. */
export const accessTable: readonly AccessRow[] = [
  // Who is here.
  { route: 'GET /health', action: null, answer: 200 },
  { route: 'GET /ready', action: null, answer: 200 },
  { route: 'GET /api/session', action: null, answer: 200 },
  {
    route: 'POST /api/auth/sign-in/email',
    action: null,
    answer: 204,
    ask: () => ({ body: { email: 'viewer@test.example', password: testPassword } }),
    endsSession: true,
  },
  // This desk has no provider: see accounts/provider.test.ts.
  { route: 'GET /api/auth/provider', action: null, answer: 404 },
  { route: 'GET /api/auth/provider/callback', action: null, answer: 404 },
  { route: 'GET /api/auth/provider/sign-out', action: null, answer: 404 },
  { route: 'POST /api/auth/sign-out', action: null, answer: 204, endsSession: true },
  {
    route: 'POST /api/auth/second-step',
    action: null,
    answer: 410,
    ask: () => ({ body: { code: '123456' } }),
  },
  {
    route: 'POST /api/me/second-factor',
    action: 'profile.change',
    answer: 201,
    ask: () => ({ body: { password: testPassword } }),
  },
  // Nobody at this desk has a second factor that is confirmed, or knows a code.
  {
    route: 'POST /api/me/second-factor/confirm',
    action: 'profile.change',
    answer: 422,
    ask: () => ({ body: { code: '12345678' } }),
  },
  {
    route: 'POST /api/me/second-factor/recovery-codes',
    action: 'profile.change',
    answer: 410,
    ask: () => ({ body: { password: testPassword } }),
  },
  {
    route: 'POST /api/me/second-factor/end',
    action: 'profile.change',
    answer: 410,
    ask: () => ({ body: { password: testPassword } }),
  },
  // Nobody at this desk has a passkey, or makes one.
  { route: 'GET /api/me/passkeys', action: 'profile.change', answer: 200 },
  {
    route: 'POST /api/me/passkeys/begin',
    action: 'profile.change',
    answer: 200,
    ask: () => ({ body: { password: testPassword } }),
  },
  {
    route: 'POST /api/me/passkeys',
    action: 'profile.change',
    answer: 422,
    ask: () => ({ body: { name: 'Phone', response: new TestPasskey('http://x').register(someChallenge) } }),
  },
  {
    route: 'PATCH /api/me/passkeys/:id',
    action: 'profile.change',
    answer: 404,
    ask: () => ({ body: { name: 'Phone' } }),
  },
  { route: 'DELETE /api/me/passkeys/:id', action: 'profile.change', answer: 404 },
  { route: 'POST /api/auth/passkey/begin', action: null, answer: 200 },
  {
    route: 'POST /api/auth/passkey',
    action: null,
    answer: 422,
    ask: () => ({
      body: { response: new TestPasskey('http://x').sign(someChallenge, { userHandle: 'bm9ib2R5' }) },
    }),
  },
  {
    route: 'POST /api/people/:id/reset-second-factor',
    action: 'people.manage',
    answer: 404,
    ask: async ({ desk }) => ({ parts: { id: (await desk.person('viewer')).id } }),
  },
  {
    route: 'POST /api/auth/change-password',
    action: 'profile.change',
    answer: 204,
    ask: () => ({ body: { currentPassword: testPassword, newPassword: testPassword } }),
    endsSession: true,
  },
  {
    route: 'PATCH /api/me',
    action: 'profile.change',
    answer: 200,
    ask: () => ({ body: { language: 'en' } }),
  },
  { route: 'POST /api/me/sign-out-everywhere', action: 'profile.change', answer: 204, endsSession: true },
  { route: 'GET /api/me/sessions', action: 'profile.change', answer: 200 },
  {
    route: 'DELETE /api/me/sessions/:id',
    action: 'profile.change',
    answer: 204,
    ask: async ({ asker }) => {
      const { body } = await asker.ask('GET', '/api/me/sessions');
      return { parts: { id: Array.isArray(body) ? body[0].id : 'none' } };
    },
    endsSession: true,
  },
  { route: 'POST /api/me/sign-out-elsewhere', action: 'profile.change', answer: 204, endsSession: true },

  // Who else is, and how they come. The desk is set up, and nobody holds these tokens.
  { route: 'GET /api/people', action: 'people.read', answer: 200 },
  { route: 'GET /api/members', action: 'people.manage', answer: 200 },
  {
    route: 'PATCH /api/people/:id',
    action: 'people.manage',
    answer: 200,
    ask: async ({ desk }) => ({ parts: { id: (await desk.person('viewer')).id }, body: { role: 'viewer' } }),
  },
  {
    route: 'POST /api/people/:id/end-sessions',
    action: 'people.manage',
    answer: 204,
    ask: async ({ desk }) => ({ parts: { id: (await desk.person('viewer')).id } }),
    endsSession: true,
  },
  { route: 'GET /api/invites', action: 'people.manage', answer: 200 },
  {
    route: 'POST /api/invites',
    action: 'people.manage',
    answer: 201,
    ask: () => ({ body: { role: 'viewer' } }),
  },
  { route: 'DELETE /api/invites/:id', action: 'people.manage', answer: 204, ask: withInvite },
  { route: 'POST /api/invites/look', action: null, answer: 410, ask: () => ({ body: { token: 'none' } }) },
  { route: 'POST /api/invites/accept', action: null, answer: 410, ask: () => ({ body: newcomer }) },
  {
    route: 'POST /api/password-resets/request',
    action: null,
    answer: 404,
    ask: () => ({ body: { email: `${newId<string>()}@test.example` } }),
  },
  {
    route: 'POST /api/password-resets/look',
    action: null,
    answer: 410,
    ask: () => ({ body: { token: 'none' } }),
  },
  {
    route: 'POST /api/password-resets/accept',
    action: null,
    answer: 410,
    ask: () => ({ body: { token: 'none', password: testPassword } }),
  },
  { route: 'GET /api/access-settings', action: 'people.manage', answer: 200 },
  {
    route: 'PUT /api/access-settings',
    action: 'people.manage',
    answer: 200,
    // Nobody here has a second factor, so nobody may ask others for one.
    ask: () => ({ body: { secondFactor: 'off' } }),
  },
  {
    route: 'POST /api/people/:id/reset-link',
    action: 'people.manage',
    answer: 201,
    ask: async ({ desk }) => ({ parts: { id: (await desk.person('viewer')).id } }),
  },
  { route: 'POST /api/setup', action: null, answer: 410, ask: () => ({ body: newcomer }) },

  // What was done. That nobody writes to it: see audit/audit.test.ts.
  { route: 'GET /api/audit', action: 'audit.read', answer: 200 },

  // What the interface says of itself.
  { route: 'GET /api/openapi.json', action: 'article.read', answer: 200 },

  // Webhooks.
  { route: 'GET /api/webhooks', action: 'webhook.manage', answer: 200 },
  { route: 'POST /api/webhooks', action: 'webhook.manage', answer: 201, ask: () => ({ body: newWebhook }) },
  { route: 'PATCH /api/webhooks/:id', action: 'webhook.manage', answer: 200, ask: withWebhook },
  { route: 'DELETE /api/webhooks/:id', action: 'webhook.manage', answer: 204, ask: withWebhook },
  { route: 'POST /api/webhooks/:id/secret', action: 'webhook.manage', answer: 200, ask: withWebhook },
  { route: 'POST /api/webhooks/:id/test', action: 'webhook.manage', answer: 201, ask: withWebhook },
  {
    route: 'GET /api/webhooks/:id/deliveries',
    action: 'webhook.manage',
    answer: 200,
    ask: async (given) => ({ parts: (await withWebhook(given)).parts }),
  },
  {
    route: 'POST /api/webhooks/:id/deliveries/:delivery/retry',
    action: 'webhook.manage',
    answer: 200,
    ask: withDelivery,
  },

  // Subscribers.
  { route: 'GET /api/subscribers', action: 'site.manage', answer: 200 },
  {
    route: 'POST /api/subscribers',
    action: 'site.manage',
    answer: 201,
    ask: () => ({ body: { name: 'A wire' } }),
  },
  { route: 'DELETE /api/subscribers/:id', action: 'site.manage', answer: 204, ask: withSubscriber },

  // Profiles of authors.
  { route: 'GET /api/authors', action: 'article.read', answer: 200 },
  { route: 'POST /api/authors', action: 'site.manage', answer: 201, ask: () => ({ body: newAuthor }) },
  { route: 'PUT /api/authors/:slug', action: 'site.manage', answer: 200, ask: withAuthor },
  { route: 'DELETE /api/authors/:slug', action: 'site.manage', answer: 204, ask: withAuthor },

  { route: 'GET /api/series', action: 'article.read', answer: 200 },

  // The sections of the site.
  { route: 'GET /api/site-sections', action: 'article.read', answer: 200 },
  {
    route: 'POST /api/site-sections',
    action: 'site.manage',
    answer: 201,
    ask: () => ({ body: newSiteSection() }),
  },
  {
    route: 'PUT /api/site-sections',
    action: 'site.manage',
    answer: 200,
    ask: withSectionOrder,
  },
  { route: 'PUT /api/site-sections/:id', action: 'site.manage', answer: 200, ask: withSiteSection },
  { route: 'DELETE /api/site-sections/:id', action: 'site.manage', answer: 204, ask: withSiteSection },

  // The public site's settings.
  { route: 'GET /api/site-settings', action: 'site.manage', answer: 200 },
  { route: 'PUT /api/site-settings', action: 'site.manage', answer: 200, ask: withSiteSettings },
  { route: 'GET /api/site-pings', action: 'site.manage', answer: 200 },

  // Articles.
  { route: 'GET /api/articles', action: 'article.read', answer: 200 },
  { route: 'GET /api/articles/counts', action: 'article.read', answer: 200 },
  { route: 'GET /api/articles/meant', action: 'article.read', answer: 200 },
  { route: 'GET /api/articles/:id', action: 'article.read', answer: 200 },
  {
    route: 'POST /api/articles',
    action: 'article.create',
    answer: 201,
    ask: () => ({ body: { template: 'blank', language: 'en' } }),
  },
  { route: 'POST /api/articles/:id/duplicate', action: 'article.create', answer: 201 },
  {
    route: 'PATCH /api/articles/:id',
    action: 'article.settings',
    answer: 200,
    ask: () => ({ body: { byline: 'Somebody' } }),
  },
  {
    route: 'PATCH /api/articles/:id',
    action: 'article.archive',
    answer: 200,
    ask: () => ({ body: { archived: true } }),
  },
  {
    route: 'PATCH /api/articles',
    action: 'article.settings',
    answer: 200,
    ask: ({ article }) => ({ body: { changes: [{ id: article, change: { stage: 'review' } }] } }),
  },
  { route: 'GET /api/articles/:id/slug-suggestion', action: 'article.settings', answer: 200 },

  // Templates.
  { route: 'GET /api/templates', action: 'template.read', answer: 200 },
  {
    route: 'POST /api/templates',
    action: 'template.manage',
    answer: 201,
    ask: () => ({ body: blankTemplate?.content }),
  },
  { route: 'PUT /api/templates/:id', action: 'template.manage', answer: 200, ask: withTemplate },
  { route: 'DELETE /api/templates/:id', action: 'template.manage', answer: 200, ask: withTemplate },
  { route: 'POST /api/templates/:id/restore', action: 'template.manage', answer: 200, ask: withTemplate },

  // The house style list.
  { route: 'GET /api/house-style', action: 'article.read', answer: 200 },
  {
    route: 'POST /api/house-style',
    action: 'style.manage',
    answer: 201,
    ask: async ({ desk }) => ({ body: await newStyleWord(desk) }),
  },
  {
    route: 'POST /api/house-style/file',
    action: 'style.manage',
    answer: 200,
    ask: () => ({
      body: new TextEncoder().encode('avoid\nutilize'),
      headers: { 'content-type': 'text/csv' },
    }),
  },
  {
    route: 'POST /api/house-style/import',
    action: 'style.manage',
    answer: 200,
    ask: async ({ desk }) => ({ body: { add: [await newStyleWord(desk)], change: [] } }),
  },
  { route: 'PUT /api/house-style/:id', action: 'style.manage', answer: 200, ask: withStyleWord },
  { route: 'DELETE /api/house-style/:id', action: 'style.manage', answer: 204, ask: withStyleWord },

  // Sections under way.
  { route: 'GET /api/articles/:id/sections', action: 'article.read', answer: 200 },
  {
    route: 'GET /api/articles/:id/sections/:section/history',
    action: 'article.read',
    answer: 200,
    ask: ({ section }) => ({ parts: { section: section.id } }),
  },
  {
    route: 'POST /api/articles/:id/sections/acts',
    action: 'section.ready',
    answer: 200,
    ask: ({ section }) => ({ body: { acts: [{ section: section.id, act: { act: 'mark-ready' } }] } }),
  },
  act('section.assign', () => ({ act: 'assign', owner: null, dueAt: null })),
  act('section.ready', () => ({ act: 'mark-ready' })),
  act('section.ready', () => ({ act: 'take-back' }), 'ready'),
  act('section.approve', (hash) => ({ act: 'approve', hash }), 'ready'),
  act('section.approve', () => ({ act: 'return', note: 'Once more, please.' }), 'ready'),
  act('section.reopen', () => ({ act: 'reopen', reason: 'A name was wrong.' }), 'approved'),

  // What one is notified of.
  { route: 'GET /api/notifications', action: 'inbox.read', answer: 200 },
  {
    route: 'POST /api/notifications/read',
    action: 'inbox.read',
    answer: 200,
    ask: () => ({ body: { ids: null } }),
  },
  { route: 'GET /api/me/notification-settings', action: 'inbox.read', answer: 200 },
  {
    route: 'PUT /api/me/notification-settings',
    action: 'inbox.read',
    answer: 200,
    ask: () => ({ body: defaultNotificationSettings }),
  },

  // What a machine made. Which words can be marked: see review/machine-marks.test.ts.
  { route: 'GET /api/articles/:id/machine-made', action: 'article.read', answer: 200 },
  {
    route: 'POST /api/articles/:id/machine-made',
    action: 'article.write',
    answer: 200,
    ask: async ({ desk, article }) => ({
      body: { made: true, spans: await firstSpans(desk, 'admin', article, 'text') },
    }),
  },

  // Threads. Whose a comment is decides more: see review/threads.test.ts.
  { route: 'GET /api/articles/:id/threads', action: 'article.read', answer: 200 },
  {
    route: 'POST /api/articles/:id/threads',
    action: 'thread.comment',
    answer: 201,
    ask: () => ({ body: newThread() }),
  },
  onThread('PATCH', '', 200, () => ({ state: 'resolved' })),
  onThread('POST', '/comments', 201, () => ({ id: newId(), body: 'So do I.' })),
  onThread('PATCH', '/comments/:comment', 200, () => ({ body: 'I meant this.' })),
  onThread('DELETE', '/comments/:comment', 204),
  onThread('PUT', '/comments/:comment/reactions/:emoji', 200, () => ({ on: true })),

  // Suggestions. Whose one is decides more: see review/suggestions.test.ts.
  { route: 'GET /api/articles/:id/suggestions', action: 'article.read', answer: 200 },
  {
    route: 'PUT /api/articles/:id/suggestions/:suggestion',
    action: 'suggestion.make',
    answer: 201,
    ask: ({ section }) => ({ parts: { suggestion: newId() }, body: newSuggestion(section) }),
  },
  {
    route: 'PUT /api/articles/:id/suggestions/:suggestion',
    action: 'suggestion.make',
    answer: 201,
    ask: () => ({
      parts: { suggestion: newId() },
      body: { region: 'dek', change: { type: 'line', before: '', after: 'Another dek' } },
    }),
  },
  {
    route: 'DELETE /api/articles/:id/suggestions/:suggestion',
    action: 'suggestion.make',
    answer: 204,
    ask: () => ({ parts: { suggestion: newId() } }),
  },
  {
    route: 'POST /api/articles/:id/suggestions/decisions',
    action: 'suggestion.decide',
    answer: 200,
    ask: () => ({
      body: { suggestions: [{ id: newId(), updatedAt: new Date().toISOString() }], verdict: 'reject' },
    }),
  },
  {
    route: 'POST /api/articles/:id/suggestions/undo',
    action: 'suggestion.decide',
    answer: 200,
    ask: () => ({ body: { suggestions: [newId()] } }),
  },

  // Spelling and grammar. This desk has no server for it: see checks/language-check.test.ts.
  { route: 'GET /api/articles/:id/language-check', action: 'article.read', answer: 200 },
  { route: 'GET /api/articles/:id/link-check', action: 'suggestion.make', answer: 200 },
  { route: 'GET /api/articles/:id/link-check/inside', action: 'suggestion.make', answer: 200 },
  // Which words stand decides more: see checks/replace-words.test.ts.
  {
    route: 'POST /api/articles/:id/replacements',
    action: 'article.write',
    answer: 200,
    ask: () => ({
      body: { first: { client: 1, clock: 0 }, words: 'utilize', instead: 'use', client: 2 },
    }),
  },

  // History.
  { route: 'GET /api/articles/:id/history', action: 'history.read', answer: 200 },
  {
    route: 'GET /api/articles/:id/moments/:moment',
    action: 'history.read',
    answer: 200,
    ask: () => ({ parts: { moment: 'now' } }),
  },
  {
    route: 'GET /api/articles/:id/comparison',
    action: 'history.read',
    answer: 200,
    ask: () => ({ query: 'from=now&to=now' }),
  },
  { route: 'GET /api/articles/:id/authorship', action: 'history.read', answer: 200 },
  {
    route: 'POST /api/articles/:id/versions',
    action: 'history.name',
    answer: 201,
    ask: () => ({ body: { name: 'Before lunch' } }),
  },
  {
    route: 'PATCH /api/articles/:id/versions/:version',
    action: 'history.name',
    answer: 200,
    ask: withVersion,
  },
  {
    route: 'POST /api/articles/:id/restore',
    action: 'history.restore',
    answer: 200,
    ask: () => ({ body: { moment: 'now', sections: null } }),
  },

  // Imports and exports.
  {
    route: 'POST /api/imports',
    action: 'article.write',
    answer: 200,
    ask: () => ({
      query: 'format=text&template=blank&language=en',
      body: 'A headline\n\nAnd words.',
      headers: { 'content-type': 'text/plain' },
    }),
  },
  {
    route: 'POST /api/articles/:id/import',
    action: 'article.write',
    answer: 200,
    ask: () => ({ body: { content: plainArticle('Imported'), mode: 'append' } }),
  },
  {
    route: 'GET /api/articles/:id/export',
    action: 'article.export',
    answer: 200,
    ask: () => ({ query: 'format=text' }),
  },

  // Publishing.
  { route: 'GET /api/articles/:id/publication', action: 'article.read', answer: 200 },
  { route: 'GET /api/articles/:id/changes', action: 'article.read', answer: 200 },
  {
    route: 'GET /api/articles/:id/revisions/:number',
    action: 'article.read',
    answer: 200,
    ask: async (given) => ({ ...(await whenPublished(given)), parts: { number: '1' } }),
  },
  {
    route: 'GET /api/articles/:id/revisions/:number/passport-check',
    action: 'article.read',
    answer: 200,
    ask: async ({ admin, article }) => {
      // The row before may have published it.
      await askToPublish(admin, article);
      return { parts: { number: '1' } };
    },
  },
  {
    route: 'POST /api/articles/:id/publish',
    action: 'article.publish',
    answer: 201,
    ask: async ({ admin, article }) => ({
      body: { hash: (await publicationOf(admin, article)).hash, after: 0 },
    }),
  },
  {
    route: 'POST /api/articles/:id/schedule',
    action: 'article.publish',
    answer: 200,
    ask: async ({ admin, article }) => ({
      body: { hash: (await publicationOf(admin, article)).hash, after: 0, local: nextYear },
    }),
  },
  {
    route: 'POST /api/articles/:id/machine-review',
    action: 'article.publish',
    answer: 200,
    ask: async ({ desk, admin, article }) => {
      const spans = await firstSpans(desk, 'admin', article, 'text');
      await admin.ask('POST', `/api/articles/${article}/machine-made`, { made: true, spans });
      const { hash, machineText } = await publicationOf(admin, article);
      return { body: { hash, marks: machineText?.marks, responsible: 'The Desk' } };
    },
  },
  {
    route: 'POST /api/articles/:id/unschedule',
    action: 'article.publish',
    answer: 409,
  },
  {
    route: 'PUT /api/articles/:id/expiry',
    action: 'article.withdraw',
    answer: 200,
    ask: () => ({ body: { local: nextYear } }),
  },
  {
    route: 'DELETE /api/articles/:id/expiry',
    action: 'article.withdraw',
    answer: 200,
    ask: async ({ admin, article }) => {
      await admin.ask('PUT', `/api/articles/${article}/expiry`, { local: nextYear });
      return {};
    },
  },
  {
    route: 'POST /api/articles/:id/withdraw',
    action: 'article.withdraw',
    answer: 200,
    ask: async (given) => ({ ...(await whenPublished(given)), body: {} }),
  },

  // Previews. Nobody holds such a token: see previews/previews.test.ts.
  { route: 'GET /api/articles/:id/preview', action: 'article.read', answer: 200 },
  { route: 'GET /api/articles/:id/preview-links', action: 'article.read', answer: 200 },
  {
    route: 'POST /api/articles/:id/preview-links',
    action: 'preview.share',
    answer: 201,
    ask: () => ({ body: {} }),
  },
  {
    route: 'DELETE /api/articles/:id/preview-links/:link',
    action: 'preview.share',
    answer: 204,
    ask: withPreviewLink,
  },
  { route: 'GET /preview/:token', action: null, answer: 404, ask: () => ({ parts: { token: 'none' } }) },

  // All of its text can be read, so there is nothing to recover from: see collab/quarantine.test.ts.
  { route: 'POST /api/articles/:id/recovery', action: 'article.recover', answer: 409 },

  // Pictures. Whoever knows the id of one may see it: readers do.
  {
    route: 'POST /api/media',
    action: 'media.upload',
    answer: 201,
    ask: () => ({ body: onePixel, headers: { 'content-type': 'image/png' } }),
  },
  // Nothing is fetched from within the house: see media/fetch-picture.test.ts.
  {
    route: 'POST /api/media/fetch',
    action: 'article.write',
    answer: 422,
    ask: () => ({ body: { address: 'http://127.0.0.1/a.png' } }),
  },
  {
    route: 'GET /api/media/:id/notes',
    action: 'article.read',
    answer: 200,
    ask: async ({ admin }) => ({ parts: { id: await picture(admin) } }),
  },
  { route: 'GET /api/pictures', action: 'media.read', answer: 200 },
  { route: 'GET /api/pictures/expired-stories', action: 'article.publish', answer: 200 },
  {
    route: 'GET /api/pictures/:id',
    action: 'media.read',
    answer: 200,
    ask: async ({ admin }) => ({ parts: { id: await picture(admin) } }),
  },
  {
    route: 'PATCH /api/pictures/:id',
    action: 'media.change',
    answer: 200,
    ask: async ({ admin }) => ({
      parts: { id: await picture(admin) },
      body: { changes: { focus: null }, before: { focus: null } },
    }),
  },
  {
    route: 'DELETE /api/pictures/:id',
    action: 'media.delete',
    answer: 204,
    ask: async ({ asker }) => ({ parts: { id: await someonesPicture(asker) } }),
  },
  {
    route: 'DELETE /api/pictures/:id',
    action: 'media.delete-others',
    answer: 204,
    ask: async ({ desk }) => ({ parts: { id: await someonesPicture(await desk.as('reviewer')) } }),
  },
  {
    route: 'POST /api/pictures/:id/restore',
    action: 'media.delete',
    answer: 200,
    ask: async ({ asker, admin }) => {
      const id = await someonesPicture(asker);
      await admin.ask('DELETE', `/api/pictures/${id}`);
      return { parts: { id } };
    },
  },
  {
    route: 'GET /media/:id',
    action: null,
    answer: 200,
    ask: async ({ admin }) => ({ parts: { id: await picture(admin) } }),
  },
  {
    route: 'GET /media/:id/:width.avif',
    action: null,
    answer: 200,
    ask: async ({ admin }) => ({ parts: { id: await picture(admin), width: '480' } }),
  },
  {
    route: 'GET /media/:id/:width',
    action: null,
    answer: 200,
    ask: async ({ admin }) => ({ parts: { id: await picture(admin), width: '480' } }),
  },

  // The public site.
  { route: 'GET /', action: null, answer: 200 },
  { route: 'GET /en', action: null, answer: 200 },
  { route: 'GET /de', action: null, answer: 200 },
  ...['feed.xml', 'rss.xml', 'feed.json'].flatMap((file) =>
    ['', '/en', '/de'].map(
      (edition): AccessRow => ({
        route: `GET ${edition}/${file}`,
        action: null,
        answer: 200,
      }),
    ),
  ),
  { route: 'GET /sitemap.xml', action: null, answer: 200 },
  // By setting alone: see site/machine-files.test.ts.
  { route: 'GET /trust.txt', action: null, answer: 404 },
  { route: 'GET /.well-known/trust.txt', action: null, answer: 404 },
  { route: 'GET /llms.txt', action: null, answer: 404 },
  { route: 'GET /:key.txt', action: null, answer: 404 },
  { route: 'GET /sitemap-news.xml', action: null, answer: 200 },
  {
    route: 'GET /sitemap-:number.xml',
    action: null,
    answer: 200,
    ask: () => ({ parts: { number: '1' } }),
  },
  { route: 'GET /robots.txt', action: null, answer: 200 },
  { route: 'GET /.well-known/tdmrep.json', action: null, answer: 200 },
  { route: 'GET /oembed', action: null, answer: 404 },
  {
    route: 'GET /articles/:slug',
    action: null,
    answer: 200,
    ask: async (given) => ({ ...(await whenPublished(given)), parts: { slug: given.slug } }),
  },
  {
    route: 'GET /articles/:slug/ninjs.json',
    action: null,
    answer: 200,
    ask: async (given) => ({ ...(await whenPublished(given)), parts: { slug: given.slug } }),
  },
  {
    route: 'GET /articles/:slug/newsml-g2.xml',
    action: null,
    answer: 200,
    ask: async (given) => ({ ...(await whenPublished(given)), parts: { slug: given.slug } }),
  },
  {
    route: 'GET /articles/:slug/passport.json',
    action: null,
    answer: 200,
    ask: async (given) => ({ ...(await whenPublished(given)), parts: { slug: given.slug } }),
  },
  { route: 'GET /.well-known/galley-passport-keys.json', action: null, answer: 200 },
  // Nobody holds a token here: see site/ninjs.test.ts.
  { route: 'GET /ninjs/latest.json', action: null, answer: 401 },
  { route: 'GET /newsml-g2/latest.xml', action: null, answer: 401 },
  ...['', '/feed.xml', '/rss.xml', '/feed.json'].map(
    (output): AccessRow => ({
      route: `GET /tags/:slug${output}`,
      action: null,
      answer: 200,
      ask: async (given) => ({ ...(await withTag(given)), parts: { slug: 'harbor' } }),
    }),
  ),
  ...['', '/feed.xml', '/rss.xml', '/feed.json'].map(
    (output): AccessRow => ({
      route: `GET /authors/:slug${output}`,
      action: null,
      answer: 200,
      ask: async (given) => ({ parts: (await withAuthor(given)).parts ?? {} }),
    }),
  ),
  ...['', '/feed.xml', '/rss.xml', '/feed.json'].map(
    (output): AccessRow => ({
      route: `GET /sections/:slug${output}`,
      action: null,
      answer: 200,
      ask: async ({ admin }) => ({ parts: { slug: (await someSiteSection(admin)).slug } }),
    }),
  ),
  { route: 'GET /sitemap-tags.xml', action: null, answer: 200, ask: withTag },
  ...['', '/en', '/de'].flatMap((edition) =>
    ['corrections', 'corrections.xml'].map(
      (file): AccessRow => ({ route: `GET ${edition}/${file}`, action: null, answer: 200 }),
    ),
  ),
  { route: 'GET /search', action: null, answer: 302 },
  ...['/en', '/de'].flatMap((edition) =>
    ['search', 'opensearch.xml'].map(
      (file): AccessRow => ({ route: `GET ${edition}/${file}`, action: null, answer: 200 }),
    ),
  ),
  ...sitePolicies.map((policy): AccessRow => ({ route: `GET /about/${policy}`, action: null, answer: 404 })),
  { route: 'GET /site.css', action: null, answer: 200 },
  { route: 'GET /embed.css', action: null, answer: 200 },
  { route: 'GET /icon.svg', action: null, answer: 200 },
  { route: 'GET /favicon.ico', action: null, answer: 200 },
  { route: 'GET /icon-192.png', action: null, answer: 200 },
  { route: 'GET /apple-touch-icon.png', action: null, answer: 200 },
  ...['newsreader-latin-opsz', 'newsreader-latin-ext-opsz'].flatMap((font) =>
    ['normal', 'italic'].map((style) => publicFont(`${font}-${style}`)),
  ),
  ...['libre-franklin-latin-wght', 'libre-franklin-latin-ext-wght'].map((font) =>
    publicFont(`${font}-normal`),
  ),
];

const [blankTemplate] = builtInTemplates.filter(({ id }) => id === 'blank');
const someChallenge = { challenge: 'bm8gY2hhbGxlbmdl', user: { id: 'bm9ib2R5' } };
const newcomer = {
  token: 'none',
  name: 'New Comer',
  email: 'newcomer@test.example',
  password: testPassword,
  language: 'en',
};
/** Nobody listens there; the test's desk may send to this machine. */
/** On every clock. */
const nextYear = `${new Date().getUTCFullYear() + 1}-06-01T12:00`;
const newAuthor = { kind: 'person', name: 'Kim Doe', bio: '', picture: null, link: '' };
const newWebhook = { url: 'http://127.0.0.1:9/hook', kinds: ['article.withdrawn'] };
const onePixel = new Uint8Array(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
);

/** A picture that this person has uploaded; any id where they may not upload. */
async function someonesPicture(uploader: Browser): Promise<string> {
  const background = { r: Math.random() * 255, g: Math.random() * 255, b: Math.random() * 255 };
  const create = { width: 16, height: 16, channels: 3, background } as const;
  const bytes = new Uint8Array(await sharp({ create }).png().toBuffer());
  const { body } = await uploader.ask('POST', '/api/media', bytes, { 'content-type': 'image/png' });
  return body.id ?? newId<string>();
}

function publicFont(name: string): AccessRow {
  return { route: `GET /fonts/${name}.woff2`, action: null, answer: 200 };
}

/** An act on a section that has been brought to the state from which it starts. */
function act(
  action: Action,
  input: (hash: string) => object,
  from: 'open' | 'ready' | 'approved' = 'open',
): AccessRow {
  const route = '/api/articles/:id/sections/:section/acts';
  const ask = async ({ admin, article, section }: Given): Promise<Asked> => {
    const hash = sectionHash(section);
    const path = `/api/articles/${article}/sections/${section.id}/acts`;
    if (from !== 'open') await admin.ask('POST', path, { act: 'mark-ready' });
    if (from === 'approved') await admin.ask('POST', path, { act: 'approve', hash });
    return { parts: { section: section.id }, body: input(hash) };
  };
  return { route: `POST ${route}`, action, answer: 200, ask };
}

function newThread() {
  return { id: newId(), subject: { type: 'article' }, comment: { id: newId(), body: 'I wonder.' } };
}

/** A paragraph more behind the section's last. */
function newSuggestion({ id, blocks }: SectionContent) {
  const previous = { type: 'paragraph', key: blocks.at(-1)?.attrs?.id ?? null };
  const after = [{ type: 'paragraph', attrs: { id: newId() }, content: [{ type: 'text', text: 'More.' }] }];
  return { region: id, change: { type: 'blocks', before: [], after, parent: null, previous, next: null } };
}

/** A request about a thread whose one comment is by the person who asks, where they may comment at all. */
function onThread(method: string, path: string, answer: number, input?: () => object): AccessRow {
  return {
    route: `${method} /api/articles/:id/threads/:thread${path}`,
    action: 'thread.comment',
    answer,
    ask: async ({ asker, admin, article }) => {
      const thread = newThread();
      const own = await asker.ask('POST', `/api/articles/${article}/threads`, thread);
      if (own.status !== 201) await admin.ask('POST', `/api/articles/${article}/threads`, thread);
      const parts = { thread: thread.id, comment: thread.comment.id, emoji: encodeURIComponent('👍') };
      return { parts, ...(input && { body: input() }) };
    },
  };
}

async function whenPublished({ admin, article }: Given): Promise<Asked> {
  await publish(admin, article);
  return {};
}

/** The article is public with a tag. */
async function withTag(given: Given): Promise<Asked> {
  await given.admin.ask('PATCH', `/api/articles/${given.article}`, { tags: ['Harbor'] });
  return await whenPublished(given);
}

async function withTemplate({ admin }: Given): Promise<Asked> {
  const { body } = await admin.ask('POST', '/api/templates', blankTemplate?.content);
  return { parts: { id: body.id }, body: { version: body.version, content: blankTemplate?.content } };
}

async function withInvite({ admin }: Given): Promise<Asked> {
  const { body } = await admin.ask('POST', '/api/invites', { role: 'viewer' });
  return { parts: { id: body.invite.id } };
}

async function withWebhook({ admin }: Given): Promise<Asked & { parts: { id: string } }> {
  const { body } = await admin.ask('POST', '/api/webhooks', newWebhook);
  return { parts: { id: body.webhook.id }, body: { enabled: true } };
}

async function withDelivery(given: Given): Promise<Asked> {
  const { id } = (await withWebhook(given)).parts;
  const { body } = await given.admin.ask('POST', `/api/webhooks/${id}/test`);
  return { parts: { id, delivery: body.id } };
}

async function withSubscriber({ admin }: Given): Promise<Asked> {
  const { body } = await admin.ask('POST', '/api/subscribers', { name: 'A wire' });
  return { parts: { id: body.subscriber.id } };
}

async function withAuthor({ admin }: Given): Promise<Asked> {
  const { body } = await admin.ask('POST', '/api/authors', newAuthor);
  return { parts: { slug: body.slug }, body: { ...newAuthor, version: body.version } };
}

/** No two have one name. */
function newSiteSection() {
  return { name: newId<string>(), slug: '', description: '' };
}

/** There may be so few that one serves for all rows. */
async function someSiteSection(admin: Given['admin']): Promise<ListedSiteSection> {
  const sections = async () => (await admin.ask('GET', '/api/site-sections')).body;
  if ((await sections()).length === 0) await admin.ask('POST', '/api/site-sections', newSiteSection());
  return (await sections())[0];
}

async function withSiteSection({ admin }: Given): Promise<Asked> {
  const { id, name, slug, description, version } = await someSiteSection(admin);
  return { parts: { id }, body: { name, slug, description, version } };
}

async function withSectionOrder({ admin }: Given): Promise<Asked> {
  const { body } = await admin.ask('GET', '/api/site-sections');
  return { body: { order: body.map(({ id }: { id: string }) => id) } };
}

async function newStyleWord(desk: OpenDesk) {
  const owner = (await desk.person('admin')).id;
  return { avoid: newId<string>(), prefer: '', note: '', language: 'both', owner };
}

async function withStyleWord({ desk, admin }: Given): Promise<Asked> {
  const word = await newStyleWord(desk);
  const { id, version } = (await admin.ask('POST', '/api/house-style', word)).body;
  return { parts: { id }, body: { ...word, version } };
}

async function withSiteSettings({ admin }: Given): Promise<Asked> {
  return { body: (await admin.ask('GET', '/api/site-settings')).body };
}

async function withPreviewLink({ admin, article }: Given): Promise<Asked> {
  const { body } = await admin.ask('POST', `/api/articles/${article}/preview-links`, {});
  return { parts: { link: body.link.id } };
}

async function withVersion({ admin, article }: Given): Promise<Asked> {
  const { body } = await admin.ask('POST', `/api/articles/${article}/versions`, { name: 'First' });
  return { parts: { version: body.id }, body: { name: 'Second' } };
}
