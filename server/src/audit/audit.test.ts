import { totpCode } from '@galley/shared/access/authenticator-testing.ts';
import type { AuditAct, AuditDetails, AuditEntry, AuditPage } from '@galley/shared/api/audit.ts';
import { auditActs } from '@galley/shared/api/audit.ts';
import { builtInTemplates } from '@galley/shared/article/built-in-templates.ts';
import type { ArticleContent } from '@galley/shared/article/content.ts';
import { type ArticleId, documentNameOf, newId, type SectionId, type UserId } from '@galley/shared/ids.ts';
import { sectionHash } from '@galley/shared/review/approvals.ts';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { TestPasskey } from '../accounts/passkey-testing.ts';
import { openProvider, type TestProvider } from '../accounts/provider-testing.ts';
import { type Browser, testPassword } from '../accounts/testing.ts';
import { galley } from '../cli/testing.ts';
import { testFolder } from '../media/places/testing.ts';
import { type PictureServer, servePicture } from '../media/testing.ts';
import { draft, picture, plainArticle, publish } from '../publishing/testing.ts';
import { forEachStorage, type TestDatabase } from '../storage/testing.ts';
import { editAs, type OpenDesk, openDesk } from '../testing/desk.ts';
import { firstSpans } from '../testing/machine.ts';

/** Who does something, what it is done to, and what the log is expected to say of it. */
interface Scene {
  article: ArticleId;
  /** The article's one section. */
  section: string;
  hash: string;
  /** Invites somebody for this scene alone. */
  newcomer(): Promise<{ id: UserId; email: string; browser: Browser }>;
}
interface Row {
  act: AuditAct;
  /** What is done; gives what the entry must have. */
  does(scene: Scene): Promise<Partial<AuditEntry>>;
}

forEachStorage((database) => {
  let place: TestDatabase;
  let desk: OpenDesk;
  let pictures: PictureServer;
  let idp: TestProvider;
  let admin: Browser;
  let editor: Browser;
  let reviewer: Browser;
  let ids: Record<'admin' | 'editor' | 'reviewer' | 'viewer', UserId>;

  beforeAll(async () => {
    place = await database();
    pictures = await servePicture();
    idp = await openProvider();
    desk = await openDesk(place, {
      WEBHOOK_ALLOW: '127.0.0.1',
      PICTURE_ALLOW: '127.0.0.1',
      // Nobody listens there: e-mails stay in the queue.
      SMTP_URL: 'smtp://127.0.0.1:1',
      MAIL_FROM: 'desk@test.example',
      OIDC_ISSUER: idp.config().issuer,
      OIDC_CLIENT_ID: idp.config().clientId,
      OIDC_CLIENT_SECRET: idp.config().clientSecret,
    });
    idp.trust(desk.url);
    admin = await desk.as('admin');
    editor = await desk.as('editor');
    reviewer = await desk.as('reviewer');
    ids = {
      admin: (await desk.person('admin')).id,
      editor: (await desk.person('editor')).id,
      reviewer: (await desk.person('reviewer')).id,
      viewer: (await desk.person('viewer')).id,
    };
  });
  afterAll(async () => {
    await desk.close();
    await idp.close();
    await pictures.close();
  });

  const read = async (query = ''): Promise<AuditPage> => {
    const { status, body } = await admin.ask('GET', `/api/audit?${query}`);
    expect(status, JSON.stringify(body)).toBe(200);
    return body;
  };
  const ok = async (browser: Browser, method: string, path: string, body?: unknown) => {
    const answer = await browser.ask(method, path, body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const contentOf = async (article: ArticleId): Promise<ArticleContent> =>
    (await ok(admin, 'GET', `/api/articles/${article}/moments/now`)).content;
  const act = (browser: Browser, { article, section }: Scene, body: object) =>
    ok(browser, 'POST', `/api/articles/${article}/sections/${section}/acts`, body);

  async function scene(): Promise<Scene> {
    const article = await draft(editor, { content: plainArticle('Recorded'), slug: newId<string>() });
    const [section] = (await contentOf(article)).sections;
    if (!section) throw new Error('The article has no section.');
    return { article, section: section.id, hash: sectionHash(section), newcomer };
  }

  async function newcomer() {
    const { link } = await ok(admin, 'POST', '/api/invites', { role: 'viewer' });
    const email = `${newId<string>()}@test.example`;
    const browser = desk.visitor();
    const form = { token: link.split('/').at(-1), name: 'New Comer', email, password: testPassword };
    await ok(browser, 'POST', '/api/invites/accept', { ...form, language: 'en' });
    const { me } = await ok(browser, 'GET', '/api/session');
    return { id: me.id, email, browser };
  }

  async function withFactor(comes: Scene['newcomer']) {
    const person = await comes();
    const { uri } = await ok(person.browser, 'POST', '/api/me/second-factor', { password: testPassword });
    await ok(person.browser, 'POST', '/api/me/second-factor/confirm', { code: await totpCode(uri) });
    return person;
  }

  async function withPasskey(comes: Scene['newcomer']) {
    const person = await comes();
    const options = await ok(person.browser, 'POST', '/api/me/passkeys/begin', { password: testPassword });
    const response = new TestPasskey(desk.url).register(options);
    const { id } = await ok(person.browser, 'POST', '/api/me/passkeys', { name: 'Phone', response });
    return { ...person, passkey: id as string };
  }

  const template = builtInTemplates.find(({ id }) => id === 'blank')?.content;
  const made = () => ok(admin, 'POST', '/api/templates', template);
  const byEditor = ({ article }: Scene) => ({
    who: ids.editor,
    article: expect.objectContaining({ id: article }),
  });
  const onSection = (role: keyof typeof ids, { article, section }: Scene) => ({
    who: ids[role],
    section: section as AuditEntry['section'],
    article: expect.objectContaining({ id: article, headline: 'Recorded' }),
  });
  const resolve = async ({ article }: Scene, states: string[]) => {
    const thread = {
      id: newId<string>(),
      subject: { type: 'article' },
      comment: { id: newId(), body: 'Hm.' },
    };
    await ok(reviewer, 'POST', `/api/articles/${article}/threads`, thread);
    for (const state of states)
      await ok(editor, 'PATCH', `/api/articles/${article}/threads/${thread.id}`, { state });
    return { details: { thread: thread.id } };
  };

  /** Puts a row into the article's journal that nobody can read, and reads the article. */
  const spoil = async ({ article }: Scene) => {
    const document = documentNameOf(article);
    const bytes = place.kind === 'sqlite' ? "x'ff'" : "'\\xff'";
    await place.run(`insert into "update" ("document", "position", "bytes", "author", "clients", "at")
      select '${document}', max("position") + 1, ${bytes}, null, '[]', '2026-11-28T12:00:00.000Z'
      from "update" where "document" = '${document}'`);
    await contentOf(article);
  };

  const hook = async () => {
    const input = { url: 'http://127.0.0.1:9/token', kinds: ['article.withdrawn'] };
    return (await ok(admin, 'POST', '/api/webhooks', input)).webhook.id as string;
  };
  const onHook = (details: AuditDetails = {}) => ({
    who: ids.admin,
    details: { host: '127.0.0.1:9', ...details },
  });

  const rows: Row[] = [
    { act: 'session.signed-in', does: async ({ newcomer }) => ({ who: (await newcomer()).id }) },
    {
      act: 'session.failed',
      does: async ({ newcomer }) => {
        const { id, email } = await newcomer();
        expect((await desk.visitor().signIn(email.toUpperCase(), 'not the password')).status).toBe(401);
        return { who: null, person: id, details: { login: email, why: 'wrong-credentials' } };
      },
    },
    {
      act: 'session.signed-out',
      does: async ({ newcomer }) => {
        const { id, browser } = await newcomer();
        await ok(browser, 'POST', '/api/auth/sign-out');
        return { who: id, details: {} };
      },
    },
    {
      act: 'session.signed-out',
      does: async ({ newcomer }) => {
        const { id, browser } = await newcomer();
        await ok(browser, 'POST', '/api/me/sign-out-everywhere');
        return { who: id, details: { everywhere: true } };
      },
    },
    {
      act: 'session.signed-out',
      does: async ({ newcomer }) => {
        const { id, email, browser } = await newcomer();
        expect((await desk.visitor().signIn(email)).status).toBe(204);
        await ok(browser, 'POST', '/api/me/sign-out-elsewhere');
        return { who: id, details: { elsewhere: true } };
      },
    },
    {
      act: 'session.ended',
      does: async ({ newcomer }) => {
        const { id, browser } = await newcomer();
        const [session] = await ok(browser, 'GET', '/api/me/sessions');
        await ok(browser, 'DELETE', `/api/me/sessions/${session.id}`);
        return { who: id };
      },
    },
    {
      act: 'session.password-changed',
      does: async ({ newcomer }) => {
        const { id, browser } = await newcomer();
        const change = { currentPassword: testPassword, newPassword: 'another long password' };
        await ok(browser, 'POST', '/api/auth/change-password', change);
        return { who: id };
      },
    },
    {
      act: 'session.reset-requested',
      does: async ({ newcomer }) => {
        const { id, email } = await newcomer();
        await ok(desk.visitor(), 'POST', '/api/password-resets/request', { email });
        // The request is answered before it is carried out.
        await vi.waitFor(async () =>
          expect((await read(`person=${id}&act=session`)).entries[0]?.who).toBeNull(),
        );
        return { who: null, person: id };
      },
    },
    {
      act: 'session.password-reset',
      does: async ({ newcomer }) => {
        const { id } = await newcomer();
        const { link } = await ok(admin, 'POST', `/api/people/${id}/reset-link`);
        const password = 'another long password';
        await ok(desk.visitor(), 'POST', '/api/password-resets/accept', {
          token: link.split('/').at(-1),
          password,
        });
        return { who: id };
      },
    },
    {
      act: 'session.second-factor-begun',
      does: async ({ newcomer }) => {
        const { id, browser } = await newcomer();
        await ok(browser, 'POST', '/api/me/second-factor', { password: testPassword });
        return { who: id };
      },
    },
    {
      act: 'session.second-factor-added',
      does: async ({ newcomer }) => ({ who: (await withFactor(newcomer)).id }),
    },
    {
      act: 'session.second-factor-ended',
      does: async ({ newcomer }) => {
        const { id, browser } = await withFactor(newcomer);
        await ok(browser, 'POST', '/api/me/second-factor/end', { password: testPassword });
        return { who: id };
      },
    },
    {
      act: 'session.recovery-codes-renewed',
      does: async ({ newcomer }) => {
        const { id, browser } = await withFactor(newcomer);
        await ok(browser, 'POST', '/api/me/second-factor/recovery-codes', { password: testPassword });
        return { who: id };
      },
    },
    {
      act: 'session.failed',
      does: async ({ newcomer }) => {
        const { id, email } = await withFactor(newcomer);
        const browser = desk.visitor();
        expect((await browser.signIn(email)).status).toBe(200);
        expect((await browser.ask('POST', '/api/auth/second-step', { code: 'no-such-code' })).status).toBe(
          422,
        );
        return { who: null, person: id, details: { login: email, why: 'wrong-code' } };
      },
    },
    {
      act: 'session.passkey-added',
      does: async ({ newcomer }) => ({ who: (await withPasskey(newcomer)).id, details: { name: 'Phone' } }),
    },
    {
      act: 'session.passkey-removed',
      does: async ({ newcomer }) => {
        const { id, browser, passkey } = await withPasskey(newcomer);
        await ok(browser, 'DELETE', `/api/me/passkeys/${passkey}`);
        return { who: id, details: { name: 'Phone' } };
      },
    },
    {
      act: 'session.provider-linked',
      does: async ({ newcomer }) => {
        const { id, email } = await newcomer();
        idp.signsIn = { subject: id, claims: { email, email_verified: true } };
        expect((await idp.signIn(desk.visitor())).headers.get('location')).toBe('/desk/');
        return { who: id };
      },
    },
    {
      act: 'person.second-factor-reset',
      does: async ({ newcomer }) => {
        const { id } = await withFactor(newcomer);
        await ok(admin, 'POST', `/api/people/${id}/reset-second-factor`);
        return { who: ids.admin, person: id };
      },
    },
    {
      act: 'person.second-factor-rule',
      does: async ({ newcomer }) => {
        const { id, browser } = await withFactor(newcomer);
        await ok(admin, 'PATCH', `/api/people/${id}`, { role: 'admin' });
        await ok(browser, 'PUT', '/api/access-settings', { secondFactor: 'admins' });
        await ok(browser, 'PUT', '/api/access-settings', { secondFactor: 'off' });
        return { who: id, details: { secondFactor: 'off' } };
      },
    },
    {
      act: 'person.invited',
      does: async () => {
        const email = `${newId<string>()}@test.example`;
        await ok(admin, 'POST', '/api/invites', { role: 'reviewer', email });
        return { who: ids.admin, details: { role: 'reviewer', email } };
      },
    },
    {
      act: 'person.invite-withdrawn',
      does: async () => {
        const { invite } = await ok(admin, 'POST', '/api/invites', { role: 'editor' });
        await ok(admin, 'DELETE', `/api/invites/${invite.id}`);
        return { who: ids.admin, details: { role: 'editor' } };
      },
    },
    {
      act: 'person.joined',
      does: async ({ newcomer }) => {
        const { id } = await newcomer();
        return { who: id, person: id, details: { role: 'viewer' } };
      },
    },
    {
      act: 'person.role-changed',
      does: async ({ newcomer }) => {
        const { id } = await newcomer();
        await ok(admin, 'PATCH', `/api/people/${id}`, { role: 'editor' });
        return { who: ids.admin, person: id, details: { roles: { from: 'viewer', to: 'editor' } } };
      },
    },
    {
      act: 'person.deactivated',
      does: async ({ newcomer }) => {
        const { id } = await newcomer();
        await ok(admin, 'PATCH', `/api/people/${id}`, { active: false });
        return { who: ids.admin, person: id };
      },
    },
    {
      act: 'person.reactivated',
      does: async ({ newcomer }) => {
        const { id } = await newcomer();
        await ok(admin, 'PATCH', `/api/people/${id}`, { active: false });
        await ok(admin, 'PATCH', `/api/people/${id}`, { active: true });
        return { who: ids.admin, person: id };
      },
    },
    {
      act: 'person.reset-link-made',
      does: async ({ newcomer }) => {
        const { id } = await newcomer();
        const { expiresAt } = await ok(admin, 'POST', `/api/people/${id}/reset-link`);
        return { who: ids.admin, person: id, details: { until: expiresAt } };
      },
    },
    {
      act: 'person.sessions-ended',
      does: async ({ newcomer }) => {
        const { id } = await newcomer();
        await ok(admin, 'POST', `/api/people/${id}/end-sessions`);
        return { who: ids.admin, person: id };
      },
    },
    {
      act: 'template.created',
      does: async () => ({ who: ids.admin, template: (await made()).id, details: { name: 'Blank' } }),
    },
    {
      act: 'template.changed',
      does: async () => {
        const { id, version } = await made();
        await ok(admin, 'PUT', `/api/templates/${id}`, { version, content: template });
        return { who: ids.admin, template: id };
      },
    },
    {
      act: 'template.archived',
      does: async () => {
        const { id } = await made();
        await ok(admin, 'DELETE', `/api/templates/${id}`);
        return { who: ids.admin, template: id };
      },
    },
    {
      act: 'template.restored',
      does: async () => {
        const { id } = await made();
        await ok(admin, 'DELETE', `/api/templates/${id}`);
        await ok(admin, 'POST', `/api/templates/${id}/restore`);
        return { who: ids.admin, template: id };
      },
    },
    { act: 'article.created', does: async (scene) => ({ ...byEditor(scene), details: {} }) },
    {
      act: 'article.created',
      does: async ({ article }) => {
        const copy = await ok(editor, 'POST', `/api/articles/${article}/duplicate`);
        return {
          who: ids.editor,
          article: expect.objectContaining({ id: copy.id }),
          details: { copyOf: article },
        };
      },
    },
    {
      act: 'article.opened',
      does: async (scene) => {
        await editAs(desk, 'editor', scene.article, () => undefined);
        return byEditor(scene);
      },
    },
    {
      act: 'article.opened',
      does: async ({ article }) => {
        await ok(reviewer, 'GET', `/api/articles/${article}/moments/now`);
        return { who: ids.reviewer, article: expect.objectContaining({ id: article }) };
      },
    },
    {
      act: 'article.written',
      does: async (scene) => {
        await editAs(desk, 'editor', scene.article, (client) => client.text('text').insert(0, 'Typed. '));
        return byEditor(scene);
      },
    },
    {
      act: 'article.imported',
      does: async (scene) => {
        const content = plainArticle('More');
        await ok(editor, 'POST', `/api/articles/${scene.article}/import`, { content, mode: 'append' });
        return { ...byEditor(scene), details: { mode: 'append' } };
      },
    },
    {
      act: 'article.exported',
      does: async (scene) => {
        await ok(editor, 'GET', `/api/articles/${scene.article}/export?format=markdown`);
        return { ...byEditor(scene), details: { format: 'markdown' } };
      },
    },
    {
      act: 'article.settings-changed',
      does: async (scene) => {
        const slug = newId<string>();
        const facts = { tags: ['Harbor'], embargo: '2020-01-01T00:00:00.000Z' };
        const change = { slug, byline: 'Somebody', language: 'en', ...facts };
        await ok(editor, 'PATCH', `/api/articles/${scene.article}`, change);
        return { ...byEditor(scene), details: { slug, byline: 'Somebody', ...facts } };
      },
    },
    {
      act: 'article.stage-changed',
      does: async (scene) => {
        await ok(editor, 'PATCH', `/api/articles/${scene.article}`, { stage: 'review' });
        return { ...byEditor(scene), details: { stage: { from: 'draft', to: 'review' } } };
      },
    },
    {
      act: 'article.assigned',
      does: async (scene) => {
        const dueAt = '2030-01-02T15:00:00.000Z';
        await ok(editor, 'PATCH', `/api/articles/${scene.article}`, { assignee: ids.admin, dueAt });
        return { ...byEditor(scene), person: ids.admin, details: { dueAt } };
      },
    },
    {
      act: 'article.unassigned',
      does: async (scene) => {
        await ok(editor, 'PATCH', `/api/articles/${scene.article}`, { assignee: ids.admin });
        await ok(editor, 'PATCH', `/api/articles/${scene.article}`, { assignee: null });
        return { ...byEditor(scene), person: ids.admin };
      },
    },
    {
      act: 'article.due-changed',
      does: async (scene) => {
        const dueAt = '2030-01-02T15:00:00.000Z';
        await ok(editor, 'PATCH', `/api/articles/${scene.article}`, { dueAt });
        return { ...byEditor(scene), details: { dueAt } };
      },
    },
    {
      act: 'article.archived',
      does: async (scene) => {
        await ok(editor, 'PATCH', `/api/articles/${scene.article}`, { archived: true });
        return byEditor(scene);
      },
    },
    {
      act: 'article.quarantined',
      does: async (given) => {
        await spoil(given);
        return { who: null, article: expect.objectContaining({ id: given.article }) };
      },
    },
    {
      act: 'article.recovered',
      does: async (given) => {
        await spoil(given);
        await ok(admin, 'POST', `/api/articles/${given.article}/recovery`);
        return { who: ids.admin, article: expect.objectContaining({ id: given.article }) };
      },
    },
    {
      act: 'article.restored',
      does: async (scene) => {
        await ok(editor, 'PATCH', `/api/articles/${scene.article}`, { archived: true });
        await ok(editor, 'PATCH', `/api/articles/${scene.article}`, { archived: false });
        return byEditor(scene);
      },
    },
    {
      act: 'section.assigned',
      does: async (scene) => {
        await act(admin, scene, { act: 'assign', owner: ids.editor, dueAt: null });
        return { ...onSection('admin', scene), person: ids.editor };
      },
    },
    {
      act: 'section.unassigned',
      does: async (scene) => {
        await act(admin, scene, { act: 'assign', owner: null, dueAt: null });
        return { ...onSection('admin', scene), person: null };
      },
    },
    {
      act: 'section.ready',
      does: async (scene) => {
        await act(editor, scene, { act: 'mark-ready' });
        return { ...onSection('editor', scene), details: { kind: 'text', title: '' } };
      },
    },
    {
      act: 'section.taken-back',
      does: async (scene) => {
        await act(editor, scene, { act: 'mark-ready' });
        await act(editor, scene, { act: 'take-back' });
        return onSection('editor', scene);
      },
    },
    {
      act: 'section.approved',
      does: async (scene) => {
        await act(editor, scene, { act: 'mark-ready' });
        await act(reviewer, scene, { act: 'approve', hash: scene.hash });
        return onSection('reviewer', scene);
      },
    },
    {
      act: 'section.returned',
      does: async (scene) => {
        await act(editor, scene, { act: 'mark-ready' });
        await act(reviewer, scene, { act: 'return', note: 'Which May?' });
        return { ...onSection('reviewer', scene), details: { kind: 'text', title: '', note: 'Which May?' } };
      },
    },
    {
      act: 'section.reopened',
      does: async (scene) => {
        await act(editor, scene, { act: 'mark-ready' });
        await act(reviewer, scene, { act: 'approve', hash: scene.hash });
        await act(editor, scene, { act: 'reopen', reason: 'A name was wrong.' });
        const details = { kind: 'text', title: '', note: 'A name was wrong.' };
        return { ...onSection('editor', scene), details };
      },
    },
    ...[true, false].map(
      (made): Row => ({
        act: made ? 'article.machine-marked' : 'article.machine-unmarked',
        does: async (scene) => {
          const spans = await firstSpans(desk, 'editor', scene.article, 'text');
          const path = `/api/articles/${scene.article}/machine-made`;
          await ok(editor, 'POST', path, { made: true, spans });
          if (!made) await ok(editor, 'POST', path, { made, spans });
          const count = 'Some words.'.replace(/[^a-z]/gi, '').length;
          return { ...byEditor(scene), section: scene.section as SectionId, details: { count } };
        },
      }),
    ),
    {
      act: 'publication.machine-reviewed',
      does: async (scene) => {
        const spans = await firstSpans(desk, 'editor', scene.article, 'text');
        await ok(editor, 'POST', `/api/articles/${scene.article}/machine-made`, { made: true, spans });
        const { hash, machineText } = await ok(admin, 'GET', `/api/articles/${scene.article}/publication`);
        const review = { hash, marks: machineText.marks, responsible: 'The Desk' };
        await ok(admin, 'POST', `/api/articles/${scene.article}/machine-review`, review);
        return { ...byEditor(scene), who: ids.admin, details: { name: 'The Desk' } };
      },
    },
    {
      act: 'thread.resolved',
      does: async (scene) => ({ ...byEditor(scene), ...(await resolve(scene, ['resolved'])) }),
    },
    {
      act: 'thread.reopened',
      does: async (scene) => ({ ...byEditor(scene), ...(await resolve(scene, ['resolved', 'open'])) }),
    },
    {
      act: 'version.named',
      does: async (scene) => {
        const { id } = await ok(editor, 'POST', `/api/articles/${scene.article}/versions`, { name: 'Lunch' });
        return { ...byEditor(scene), details: { version: id, name: 'Lunch' } };
      },
    },
    {
      act: 'version.named',
      does: async (scene) => {
        const path = `/api/articles/${scene.article}/versions`;
        const { id } = await ok(editor, 'POST', path, { name: 'Lunch' });
        await ok(editor, 'PATCH', `${path}/${id}`, { name: 'Dinner' });
        return { ...byEditor(scene), details: { version: id, name: 'Dinner' } };
      },
    },
    {
      act: 'version.restored',
      does: async (scene) => {
        await ok(editor, 'POST', `/api/articles/${scene.article}/restore`, { moment: '1', sections: null });
        return { ...byEditor(scene), details: { moment: '1' } };
      },
    },
    {
      act: 'publication.published',
      does: async ({ article }) => {
        await publish(admin, article);
        const { slug } = await ok(admin, 'GET', `/api/articles/${article}`);
        return {
          who: ids.admin,
          article: expect.objectContaining({ id: article }),
          details: { revision: 1, slug },
        };
      },
    },
    {
      act: 'publication.preview-shared',
      does: async (scene) => {
        const path = `/api/articles/${scene.article}/preview-links`;
        const { link } = await ok(editor, 'POST', path, { for: 'The agency' });
        return { ...byEditor(scene), details: { name: 'The agency', until: link.expiresAt } };
      },
    },
    {
      act: 'publication.preview-ended',
      does: async (scene) => {
        const path = `/api/articles/${scene.article}/preview-links`;
        const { link } = await ok(editor, 'POST', path, {});
        await ok(editor, 'DELETE', `${path}/${link.id}`);
        return { ...byEditor(scene), details: {} };
      },
    },
    {
      act: 'publication.withdrawn',
      does: async ({ article }) => {
        await publish(admin, article);
        await ok(admin, 'POST', `/api/articles/${article}/withdraw`, { note: 'It was wrong.' });
        return {
          who: ids.admin,
          article: expect.objectContaining({ id: article }),
          details: { note: 'It was wrong.' },
        };
      },
    },
    {
      act: 'picture.fetched',
      does: async () => {
        await ok(editor, 'POST', '/api/media/fetch', { address: `${pictures.origin}/a.png` });
        return { who: ids.editor, details: { host: '127.0.0.1' } };
      },
    },
    ...(['changed', 'deleted', 'restored'] as const).map((what) => ({
      act: `picture.${what}` as const,
      does: async () => {
        // Of a size that no other picture here has.
        const id = await picture(editor, 50 + ['changed', 'deleted', 'restored'].indexOf(what), 40);
        const path = `/api/pictures/${id}`;
        if (what === 'changed')
          await ok(editor, 'PATCH', path, { changes: { credit: 'Kim' }, before: { credit: '' } });
        else await ok(editor, 'DELETE', path);
        if (what === 'restored') await ok(editor, 'POST', `${path}/restore`);
        const facts = what === 'changed' ? { facts: ['credit'] } : {};
        return { who: ids.editor, details: { picture: id, ...facts } };
      },
    })),
    {
      act: 'picture.moved',
      does: async () => {
        const id = await picture(editor, 60, 40);
        const folder = await testFolder();
        const moved = { ...place, settings: folder.settings };
        expect(await galley(moved, ['move-pictures'])).toMatchObject({ code: 0, errors: '' });
        const back = { ...place, settings: folder.access };
        expect(await galley(back, ['move-pictures'])).toMatchObject({ code: 0, errors: '' });
        await folder.close();
        expect((await admin.ask('GET', `/media/${id}`)).status).toBe(200);
        return { who: null, details: { place: 'folder' } };
      },
    },
    {
      act: 'site.changed',
      does: async () => {
        const { version, settings } = await ok(admin, 'GET', '/api/site-settings');
        const name = newId<string>();
        await ok(admin, 'PUT', '/api/site-settings', { version, settings: { ...settings, name } });
        return { who: ids.admin, details: { name } };
      },
    },
    {
      act: 'site.key-renewed',
      does: async () => {
        expect((await galley(place, ['passport', 'new-key'])).code).toBe(0);
        return { who: null };
      },
    },
    ...(['added', 'ended'] as const).map((what) => ({
      act: `site.subscriber-${what}` as const,
      does: async () => {
        const name = newId<string>();
        const { subscriber } = await ok(admin, 'POST', '/api/subscribers', { name });
        if (what === 'ended') await ok(admin, 'DELETE', `/api/subscribers/${subscriber.id}`);
        return { who: ids.admin, details: { name } };
      },
    })),
    ...(['created', 'changed', 'removed'] as const).map((what) => ({
      act: `site.author-${what}` as const,
      does: async () => {
        const author = { kind: 'person', name: newId<string>(), bio: '', picture: null, link: '' };
        const { slug, version } = await ok(admin, 'POST', '/api/authors', author);
        if (what === 'changed') await ok(admin, 'PUT', `/api/authors/${slug}`, { ...author, version });
        if (what === 'removed') await ok(admin, 'DELETE', `/api/authors/${slug}`);
        return { who: ids.admin, details: { name: author.name } };
      },
    })),
    ...(['created', 'changed', 'removed'] as const).map((what) => ({
      act: `site.section-${what}` as const,
      does: async () => {
        const section = { name: newId<string>(), slug: '', description: '' };
        const { id, version } = await ok(admin, 'POST', '/api/site-sections', section);
        if (what === 'changed') await ok(admin, 'PUT', `/api/site-sections/${id}`, { ...section, version });
        await ok(admin, 'DELETE', `/api/site-sections/${id}`);
        return { who: ids.admin, details: { name: section.name } };
      },
    })),
    ...(['added', 'changed', 'removed'] as const).map((what) => ({
      act: `style.word-${what}` as const,
      does: async () => {
        const word = { avoid: newId<string>(), prefer: '', note: '', language: 'both', owner: ids.viewer };
        const { id, version } = await ok(admin, 'POST', '/api/house-style', word);
        if (what === 'changed') await ok(admin, 'PUT', `/api/house-style/${id}`, { ...word, version });
        await ok(admin, 'DELETE', `/api/house-style/${id}`);
        return { who: ids.admin, details: { name: word.avoid } };
      },
    })),
    {
      act: 'site.sections-ordered',
      does: async () => {
        await ok(admin, 'PUT', '/api/site-sections', { order: [] });
        return { who: ids.admin };
      },
    },
    {
      act: 'webhook.created',
      does: async () => {
        await hook();
        return onHook();
      },
    },
    {
      act: 'webhook.changed',
      does: async () => {
        await ok(admin, 'PATCH', `/api/webhooks/${await hook()}`, { enabled: false });
        return onHook({ enabled: false });
      },
    },
    {
      act: 'webhook.secret-renewed',
      does: async () => {
        await ok(admin, 'POST', `/api/webhooks/${await hook()}/secret`);
        return onHook();
      },
    },
    {
      act: 'webhook.removed',
      does: async () => {
        await ok(admin, 'DELETE', `/api/webhooks/${await hook()}`);
        return onHook();
      },
    },
    {
      act: 'log.exported',
      does: async () => {
        await ok(admin, 'GET', '/api/audit?format=csv&act=log');
        return { who: ids.admin, details: { format: 'csv' } };
      },
    },
  ];

  describe('what is recorded', () => {
    test('every act has a test, here or where it is done', () => {
      // An approval is voided against the seals, past all that people can do: review/voiding.test.ts. Suggestions are
      // decided in review/, and the clock publishes and withdraws in publishing/.
      const elsewhere: AuditAct[] = [
        'section.voided',
        'suggestion.accepted',
        'suggestion.rejected',
        'publication.scheduled',
        'publication.unscheduled',
        'publication.held',
        'publication.expiry-set',
        'publication.expiry-removed',
        'suggestion.reopened',
      ];
      const tested = new Set([...rows.map((row) => row.act), ...elsewhere]);
      expect(auditActs.filter((act) => !tested.has(act))).toEqual([]);
    });

    test.each(rows)('$act', async ({ act, does }) => {
      const expected = await does(await scene());
      const { entries } = await read(`act=${act}&limit=20`);
      expect(entries).toContainEqual(expect.objectContaining({ act, ...expected }));
    });

    test('no password, no secret of an invitation and no text of an article', async () => {
      const { article } = await scene();
      const { email } = await newcomer();
      const { link } = await ok(admin, 'POST', '/api/invites', { role: 'viewer' });
      await desk.visitor().signIn(email, 'wrong-pass-word');
      await editAs(desk, 'editor', article, (client) => client.text('text').insert(0, 'Unmistakable. '));
      await read();
      const { body } = await admin.ask('GET', '/api/audit?format=csv');
      expect(body).toContain(email);
      for (const secret of [testPassword, 'wrong-pass-word', String(link).split('/').at(-1), 'Unmistakable'])
        expect(body).not.toContain(secret);
    });

    test('who is shown a text over the socket, and nobody else', async () => {
      const { article } = await scene();
      const readers = async () => {
        const { entries } = await read(`article=${article}&act=article.opened`);
        return entries.map(({ who }) => who);
      };
      expect(await readers()).not.toContain(ids.reviewer);
      await editAs(desk, 'reviewer', article, () => undefined);
      expect(await readers()).toContain(ids.reviewer);
      expect(await readers()).not.toContain(ids.viewer);
    });

    test('reading and writing are one row a person, article and hour, however often', async () => {
      const { article } = await scene();
      for (const text of ['One. ', 'Two. ', 'Three. '])
        await editAs(desk, 'editor', article, (client) => client.text('text').insert(0, text));
      await ok(editor, 'GET', `/api/articles/${article}/moments/now`);
      const { entries } = await read(`article=${article}&person=${ids.editor}`);
      const acts = entries.map((entry) => entry.act);
      const hours = new Set(entries.map(({ at }) => at.slice(0, 13))).size;
      for (const act of ['article.opened', 'article.written'] as const) {
        const times = acts.filter((one) => one === act).length;
        expect(times).toBeGreaterThan(0);
        expect(times).toBeLessThanOrEqual(hours);
      }
    });

    test('nothing of what was refused', async () => {
      const { article, section } = await scene();
      await reviewer.ask('PATCH', `/api/articles/${article}`, { stage: 'review' });
      await editor.ask('POST', `/api/articles/${article}/sections/${section}/acts`, { act: 'take-back' });
      await admin.ask('POST', `/api/articles/${article}/publish`, { hash: 'other', after: 0 });
      await editor.ask('GET', `/api/articles/${article}/moments/99999`);
      const { entries } = await read(`article=${article}`);
      const acts = entries.map((entry) => entry.act).filter((one) => one !== 'article.opened');
      expect(acts).toEqual(['article.settings-changed', 'article.created']);
    });

    test('a flood of wrong passwords at one address is a row a minute, not one a try', async () => {
      const login = `${newId<string>()}@test.example`;
      for (let tries = 0; tries < 5; tries += 1) await desk.visitor().signIn(login, `no password ${tries}`);
      const { entries } = await read('act=session.failed&limit=200');
      const minutes = entries
        .filter(({ details }) => details.login === login)
        .map(({ at }) => at.slice(0, 16));
      expect(minutes.length).toBeGreaterThan(0);
      expect(new Set(minutes).size).toBe(minutes.length);
    });
  });

  describe('the log', () => {
    test('is filtered by person, by act, by group of acts, by article and by time', async () => {
      const { article } = await scene();
      const { id } = await newcomer();
      await ok(admin, 'PATCH', `/api/people/${id}`, { role: 'reviewer' });
      const acts = async (query: string) => (await read(query)).entries.map((entry) => entry.act);
      expect(await acts(`person=${id}`)).toEqual([
        'person.role-changed',
        'session.signed-in',
        'person.joined',
      ]);
      expect(await acts(`person=${id}&act=person`)).toEqual(['person.role-changed', 'person.joined']);
      expect(await acts(`article=${article}&act=article.created`)).toEqual(['article.created']);
      const [created] = (await read(`article=${article}&act=article.created`)).entries;
      const after = new Date(Date.parse(created?.at ?? '') + 1).toISOString();
      expect(await acts(`article=${article}&act=article.created&from=${after}`)).toEqual([]);
      expect(await acts(`article=${article}&to=${after}`)).toContain('article.created');
      expect(await acts(`article=${article}&act=article.created&to=${created?.at}`)).toEqual([]);
    });

    test('comes in pages, the newest first, each row once', async () => {
      await scene();
      const whole = (await read('limit=200&act=person')).entries;
      const paged: AuditEntry[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page: AuditPage = await read(`limit=2&act=person${cursor && `&cursor=${cursor}`}`);
        paged.push(...page.entries);
        cursor = page.next;
      }
      expect(paged).toEqual(whole);
      expect(whole.map(({ at }) => at)).toEqual(
        whole
          .map(({ at }) => at)
          .sort()
          .reverse(),
      );
    });

    test('is a file for spreadsheets too, in which nothing is taken for a formula', async () => {
      const article = await draft(editor, { content: plainArticle('=HYPERLINK("http://evil.example")') });
      const { status, headers, body } = await admin.ask('GET', `/api/audit?format=csv&article=${article}`);
      expect(status).toBe(200);
      expect(headers.get('content-type')).toContain('text/csv');
      expect(headers.get('content-disposition')).toContain('attachment');
      const [head, ...lines] = String(body).trimEnd().split('\r\n');
      expect(head).toBe('"at","who","act","article","headline","section","person","template","details"');
      expect(lines).toHaveLength(1);
      expect(lines[0]).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
      expect(lines[0]).toContain('"Editor Person","article.created"');
    });

    test.each([
      'act=everything',
      'person=%27%20or%201=1',
      'from=yesterday',
      'limit=100000',
      'cursor=bm90aGluZw',
      'format=html',
    ])('refuses the question %s', async (query) => {
      const { status, body } = await admin.ask('GET', `/api/audit?${query}`);
      expect([status, body.code]).toEqual([422, 'invalid-input']);
    });

    test.each(['POST', 'PUT', 'PATCH', 'DELETE'])(
      'nobody changes it by %s, not even an admin',
      async (method) => {
        const [entry] = (await read('limit=1')).entries;
        const [collection, one] = await Promise.all(
          ['/api/audit', `/api/audit/${entry?.id}`].map((path) =>
            admin.ask(method, path, { act: 'log.exported' }),
          ),
        );
        expect(collection?.status).toBe(405);
        expect(one?.status).toBe(404);
        expect((await read('limit=1')).entries).toEqual([entry]);
      },
    );

    test.each([
      `update "audit" set "who" = 'nobody'`,
      `delete from "audit"`,
      `delete from "audit" where "id" = 'none' or "act" = 'article.created'`,
    ])('the database itself refuses: %s', async (statement) => {
      await expect(place.run(statement)).rejects.toThrow('rows of audit never change');
    });
  });

  test.each([
    ['PATCH', '', { archived: true }],
    ['POST', '/import', { content: plainArticle('More'), mode: 'append' }],
    ['POST', '/restore', { moment: '1', sections: null }],
  ])('an act whose row can’t be written is not done: %s %s', async (method, path, body) => {
    const { article } = await scene();
    const at = `/api/articles/${article}`;
    await ok(editor, 'POST', `${at}/import`, { content: plainArticle('Later'), mode: 'append' });
    const before = await contentOf(article);
    const refuse =
      place.kind === 'sqlite'
        ? `create trigger "noAudit" before insert on "audit" begin select raise(abort, 'full'); end`
        : `alter table "audit" add constraint "noAudit" check (false) not valid`;
    const allow =
      place.kind === 'sqlite' ? `drop trigger "noAudit"` : `alter table "audit" drop constraint "noAudit"`;
    await place.run(refuse);
    const { status } = await editor.ask(method, at + path, body);
    await place.run(allow);
    expect(status).toBe(500);
    expect((await ok(editor, 'GET', at)).archivedAt).toBeNull();
    expect(await contentOf(article)).toEqual(before);
    await ok(editor, method, at + path, body);
    if (path !== '') expect(await contentOf(article)).not.toEqual(before);
  });
});
