import type { WebhookKind } from '@galley/shared/api/webhooks.ts';
import { webhookKinds } from '@galley/shared/api/webhooks.ts';
import { article, item, p, section, ul } from '@galley/shared/article/testing.ts';
import { newId } from '@galley/shared/ids.ts';
import { sectionHash } from '@galley/shared/review/approvals.ts';
import { expect, test } from 'vitest';
import { draft, publicationOf } from '../publishing/testing.ts';
import { forEachStorage } from '../storage/testing.ts';
import { openDesk } from '../testing/desk.ts';
import { openReceiver } from '../webhooks/testing.ts';

const words = (count: number) => p(Array.from({ length: count }, () => 'word').join(' '));
const bullets = ul(...Array.from({ length: 3 }, () => item(p('Point'))));

forEachStorage((database) => {
  test('each act has its event, and is not done where its event can’t be written down', async () => {
    const place = await database();
    const desk = await openDesk(place, { WEBHOOK_ALLOW: '127.0.0.1' });
    const receiver = await openReceiver();
    const [admin, editor, reviewer] = [
      await desk.as('admin'),
      await desk.as('editor'),
      await desk.as('reviewer'),
    ];
    const { id: writer } = await desk.person('editor');
    await admin.ask('POST', '/api/webhooks', { url: receiver.url, kinds: webhookKinds });
    const id = await draft(editor, {
      template: 'news',
      slug: 'harbor',
      content: article(
        'Announced',
        section('introduction', words(20)),
        section('news', words(80)),
        section('summary', bullets),
      ),
    });
    const at = `/api/articles/${id}`;

    /** All that the acts change, as people see it. */
    const state = async () => {
      const paths = ['', '/sections', '/threads', '/suggestions', '/publication', '/moments/now'];
      const bodies = await Promise.all(paths.map(async (path) => (await admin.ask('GET', at + path)).body));
      // What the projection reads from the text comes a little later than the text.
      const later = {
        headline: null,
        dek: null,
        words: null,
        boilerplate: null,
        editedAt: null,
        editedBy: null,
      };
      return bodies.map((body) => ({ ...body, ...later, at: null }));
    };
    type Answer = Awaited<ReturnType<typeof admin.ask>>;
    const emits = async (kind: WebhookKind, act: () => Promise<Answer>): Promise<Answer> => {
      const before = await state();
      await place.run('alter table "deskEvent" rename to "away"');
      const refused = await act();
      await place.run('alter table "away" rename to "deskEvent"');
      expect([kind, refused.status]).toEqual([kind, 500]);
      expect(await state()).toEqual(before);

      const { length } = receiver.received;
      const answer = await act();
      expect([kind, answer.status < 300]).toEqual([kind, true]);
      await receiver.heard(length + 1);
      expect(JSON.parse(receiver.received[length]?.body ?? '').type).toBe(kind);
      return answer;
    };

    const toStage = (stage: string) =>
      emits('article.stage-changed', () => editor.ask('PATCH', at, { stage }));
    const { sections } = (await admin.ask('GET', `${at}/moments/now`)).body.content;
    const acts = (one: { id: string }) => `${at}/sections/${one.id}/acts`;
    const [introduction] = sections;
    const markReady = (one: { id: string }) => editor.ask('POST', acts(one), { act: 'mark-ready' });
    const approve = async (one: (typeof sections)[number]) => {
      await markReady(one);
      const input = { act: 'approve', hash: sectionHash(one) };
      await emits('section.approved', () => admin.ask('POST', acts(one), input));
    };

    const take = { assignee: writer, dueAt: '2030-01-01T10:00:00.000Z' };
    await emits('article.assigned', () => admin.ask('PATCH', at, take));
    await toStage('review');
    const assign = { act: 'assign', owner: writer, dueAt: null };
    await emits('section.assigned', () => admin.ask('POST', acts(introduction), assign));
    await markReady(introduction);
    const giveBack = { act: 'return', note: 'Not yet' };
    await emits('section.returned', () => admin.ask('POST', acts(introduction), giveBack));
    for (const one of sections) await approve(one);
    await toStage('ready');
    // The stage follows from the approval that ends.
    const reopen = { act: 'reopen', reason: 'One more source' };
    await emits('article.stage-changed', () => editor.ask('POST', acts(introduction), reopen));
    expect((await admin.ask('GET', at)).body.stage).toBe('review');
    await approve(introduction);

    const first = newId<string>();
    const thread = {
      id: newId<string>(),
      subject: { type: 'article' },
      comment: { id: first, body: 'Why?' },
    };
    await emits('thread.commented', () => reviewer.ask('POST', `${at}/threads`, thread));
    const path = `${at}/threads/${thread.id}`;
    const reply = { id: newId<string>(), body: 'Because' };
    await emits('thread.commented', () => editor.ask('POST', `${path}/comments`, reply));
    const edited = { body: `Why, @[${writer}]?` };
    await emits('thread.commented', () => reviewer.ask('PATCH', `${path}/comments/${first}`, edited));
    await emits('thread.resolved', () => editor.ask('PATCH', path, { state: 'resolved' }));

    const change = { type: 'line', before: 'Announced', after: 'Announced again' };
    const suggest = { region: 'headline', change };
    const { body: made } = await reviewer.ask('PUT', `${at}/suggestions/${newId<string>()}`, suggest);
    const seen = { suggestions: [{ id: made.id, updatedAt: made.updatedAt }], verdict: 'accept' };
    await emits('suggestion.decided', () => editor.ask('POST', `${at}/suggestions/decisions`, seen));

    const { hash } = await publicationOf(admin, id);
    await emits('article.published', () => admin.ask('POST', `${at}/publish`, { hash, after: 0, note: '' }));
    await emits('article.withdrawn', () => admin.ask('POST', `${at}/withdraw`, {}));
    await receiver.close();
    await desk.close();
  }, 120_000);
});
