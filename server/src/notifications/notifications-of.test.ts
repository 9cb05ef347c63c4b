import type { ArticleId, SectionId, SuggestionId, ThreadId, UserId } from '@galley/shared/ids.ts';
import { describe, expect, test } from 'vitest';
import { notificationsOf } from './notifications-of.ts';

const [amy, ben, rae] = ['amy', 'ben', 'rae'] as UserId[] as [UserId, UserId, UserId];
const article = 'article' as ArticleId;
const section = 'section' as SectionId;
const thread = 'thread' as ThreadId;
const notified = (event: Parameters<typeof notificationsOf>[0]) =>
  notificationsOf(event).map(({ to, kind, text }) => [to, kind, text]);

describe('what people are notified of', () => {
  test('of a comment: who is named in it, and else who wrote in the thread before', () => {
    const event = { type: 'commented', article, thread, by: amy, body: 'Look' } as const;
    expect(notified({ ...event, mentions: [ben], participants: [ben, rae] })).toEqual([
      [ben, 'mentioned', 'Look'],
      [rae, 'replied', 'Look'],
    ]);
  });

  test('never of what they did themselves', () => {
    const event = { type: 'commented', article, thread, by: amy, body: 'Me' } as const;
    expect(notified({ ...event, mentions: [amy], participants: [amy] })).toEqual([]);
    const assigned = {
      type: 'section-assigned',
      article,
      section,
      by: amy,
      owner: amy,
      dueAt: null,
    } as const;
    expect(notified(assigned)).toEqual([]);
  });

  test('of sections: who gets one, whose is returned and why, whose approval has ended', () => {
    const about = { article, section } as const;
    expect(notified({ type: 'section-assigned', ...about, by: amy, owner: ben, dueAt: null })).toEqual([
      [ben, 'assigned', ''],
    ]);
    const whole = { type: 'article-assigned', article, by: amy, dueAt: null } as const;
    expect(notified({ ...whole, assignee: ben })).toEqual([[ben, 'article-assigned', '']]);
    expect(notified({ ...whole, assignee: amy })).toEqual([]);
    const returned = {
      type: 'section-returned',
      ...about,
      by: rae,
      note: 'Too long',
      concerned: [ben, amy, ben],
    } as const;
    expect(notified(returned)).toEqual([
      [ben, 'returned', 'Too long'],
      [amy, 'returned', 'Too long'],
    ]);
    expect(notified({ type: 'approval-voided', ...about, by: null, concerned: [rae] })).toEqual([
      [rae, 'voided', ''],
    ]);
  });

  test('of a publication and its end: those who work on the article', () => {
    expect(notified({ type: 'published', article, revision: 1, by: amy, concerned: [amy, ben] })).toEqual([
      [ben, 'published', ''],
    ]);
    expect(notified({ type: 'withdrawn', article, by: amy, concerned: [ben] })).toEqual([
      [ben, 'withdrawn', ''],
    ]);
  });

  test('of suggestions that were decided: their author, with how many were taken, unless they did it themselves', () => {
    const event = { type: 'suggestions-decided', article, by: amy, accepted: 2, rejected: 1 } as const;
    expect(notified({ ...event, author: ben })).toEqual([[ben, 'suggestion-decided', '✓ 2 · ✗ 1']]);
    expect(notified({ ...event, author: amy })).toEqual([]);
    const one = {
      id: 'first' as SuggestionId,
      region: section,
      accepted: true,
      before: 'nine',
      after: 'eight',
    };
    const both = [
      one,
      { ...one, id: 'second' as SuggestionId, accepted: false, before: '', after: 'of May' },
    ];
    const quoted = '✓ “nine” → “eight”\n✗ + “of May”';
    expect(notificationsOf({ ...event, author: ben, accepted: 1, which: both })).toMatchObject([
      { section, thread: 'first', text: quoted },
    ]);
    expect(notified({ ...event, author: ben, which: both })).toEqual([
      [ben, 'suggestion-decided', `✓ 2 · ✗ 1\n${quoted}`],
    ]);
  });
});
