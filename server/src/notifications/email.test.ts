import type { ArticleId, UserId } from '@galley/shared/ids.ts';
import { describe, expect, test } from 'vitest';
import { nextDigest } from './digest-time.ts';
import { emailOf, type Notice } from './email.ts';

const ferry: Notice = {
  kind: 'mentioned',
  article: 'ferry' as ArticleId,
  headline: 'The tidal ferry',
  several: null,
  by: 'Amy',
  text: '@Ben, is this <true>?',
};
const reader = {
  user: 'ben' as UserId,
  name: 'Ben',
  language: 'en',
  siteName: 'The Post',
  url: 'https://desk.example',
} as const;

describe('an e-mail', () => {
  test('of one thing says it in the subject, and leads to the article and to the settings', () => {
    const { subject, text, html } = emailOf({ ...reader, notices: [ferry] });
    expect(subject).toBe('Amy mentioned you in a comment on “The tidal ferry”');
    for (const part of [text, html]) {
      expect(part).toContain('https://desk.example/desk/articles/ferry');
      expect(part).toContain('https://desk.example/desk/profile');
    }
    expect(text).toContain('> @Ben, is this <true>?');
    expect(html).toContain('@Ben, is this &lt;true&gt;?');
  });

  test('of several things goes by article, in the reader’s language', () => {
    const notices: Notice[] = [
      ferry,
      { ...ferry, article: 'tram' as ArticleId, headline: '', kind: 'published', text: '' },
      { ...ferry, kind: 'returned', text: 'Too long' },
    ];
    const { subject, text } = emailOf({ ...reader, language: 'de', notices });
    expect(subject).toBe('3 Nachrichten zu 2 Artikeln');
    expect(text.match(/The tidal ferry/g)).toHaveLength(1);
    expect(text).toContain('Ohne Titel\n- Amy hat den Artikel veröffentlicht');
    expect(text.indexOf('Too long')).toBeLessThan(text.indexOf('Ohne Titel'));
  });

  test('of articles that were assigned at once names the first and leads to all that the reader has', () => {
    const several = { count: 7, headlines: ['The tidal ferry', '', 'Night buses'] };
    const assigned: Notice = { ...ferry, kind: 'article-assigned', text: '', several };
    const alone = emailOf({ ...reader, notices: [assigned] });
    expect(alone.subject).toBe('Amy assigned you 7 articles');
    expect(alone.text).toContain('  > The tidal ferry\n  > Untitled\n  > Night buses\n  > and 4 more');
    expect(alone.text).toContain('https://desk.example/desk?assignee=ben');
    const { subject, text } = emailOf({ ...reader, language: 'de', notices: [ferry, assigned] });
    expect(subject).toBe('2 Nachrichten zu 8 Artikeln');
    expect(text).toContain('7 Artikel\n- Amy hat Ihnen 7 Artikel zugewiesen');
    expect(text).toContain('https://desk.example/desk/articles/ferry');
  });

  test('of a publication that was held names no reason: it may be a time that has passed as well as the text', () => {
    const held: Notice = { ...ferry, kind: 'held', by: '', text: '' };
    const sentences = { en: 'its page at the desk says why', de: 'steht auf seiner Seite in der Redaktion' };
    for (const language of ['en', 'de'] as const) {
      const { text } = emailOf({ ...reader, language, notices: [held] });
      expect(text).toContain(sentences[language]);
      expect(text).not.toMatch(/ready|bereit/);
    }
  });
});

describe('the next digest', () => {
  const now = new Date('2026-03-28T09:30:00Z');
  test.each([
    ['every hour', { every: 'hour' }, '2026-03-28T10:00:00.000Z'],
    ['later this day', { every: 'day', hour: 12, timeZone: 'Europe/Berlin' }, '2026-03-28T11:00:00.000Z'],
    [
      'after the clocks change',
      { every: 'day', hour: 8, timeZone: 'Europe/Berlin' },
      '2026-03-29T06:00:00.000Z',
    ],
    [
      'when there is no such hour, an hour later',
      { every: 'day', hour: 2, timeZone: 'Europe/Berlin' },
      '2026-03-29T01:00:00.000Z',
    ],
    [
      'where clocks differ by half an hour',
      { every: 'day', hour: 16, timeZone: 'Asia/Kolkata' },
      '2026-03-28T10:30:00.000Z',
    ],
  ] as const)('is at the hour of the person’s clock: %s', (_, digest, due) => {
    expect(nextDigest(digest, now).toISOString()).toBe(due);
  });

  test.each([
    // The night in which clocks go forward, and the one in which they go back.
    ['spring', '2026-03-27T12:00:00Z', ['2026-03-28T01:00', '2026-03-29T01:00', '2026-03-30T00:00']],
    ['autumn', '2026-10-23T12:00:00Z', ['2026-10-24T00:00', '2026-10-25T00:00', '2026-10-26T01:00']],
  ])('comes once a day in %s, also at two o’clock', (_season, start, expected) => {
    const digest = { every: 'day', hour: 2, timeZone: 'Europe/Berlin' } as const;
    let now = new Date(start);
    const due = expected.map(() => {
      now = nextDigest(digest, now);
      return now.toISOString().slice(0, 16);
    });
    expect(due).toEqual(expected);
    // Also where somebody is notified of something in the doubled hour itself.
    expect(nextDigest(digest, new Date('2026-10-25T00:30:00Z')).toISOString()).toBe(
      '2026-10-26T01:00:00.000Z',
    );
  });

  test('is never now', () => {
    const full = new Date('2026-03-28T10:00:00Z');
    expect(nextDigest({ every: 'hour' }, full).toISOString()).toBe('2026-03-28T11:00:00.000Z');
  });
});
