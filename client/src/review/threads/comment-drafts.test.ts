// @vitest-environment jsdom
// Comments that were begun stay on the device, for each person and article apart, over tabs and reloads.
import { type CommentId, newId, type ThreadId } from '@galley/shared/ids.ts';
import { beforeEach, expect, test, vi } from 'vitest';
import { CommentDrafts } from './comment-drafts.ts';

const key = 'drafts';
const thread = newId<ThreadId>();
const comment = newId<CommentId>();

beforeEach(() => localStorage.clear());

test('what was begun is there again after a reload, and what another tab begins stands beside it', () => {
  const one = new CommentDrafts(key);
  const other = new CommentDrafts(key);
  one.set('draft', 'Why is', { type: 'article' });
  other.set(thread, 'Because');
  one.set(comment, 'Why, then?');
  const reloaded = new CommentDrafts(key);
  expect(reloaded.get('draft')).toBe('Why is');
  expect(reloaded.subject).toEqual({ type: 'article' });
  expect([reloaded.get(thread), other.get(comment)]).toEqual(['Because', 'Why, then?']);
  expect(new CommentDrafts('somebody else’s').has(thread)).toBe(false);
});

test('a blank text is let go, and with the last one nothing is left on the device', () => {
  const drafts = new CommentDrafts(key);
  drafts.set('draft', 'Why', { type: 'article' });
  drafts.set(thread, 'Because');
  drafts.set(thread, '  \n');
  expect(drafts.has(thread)).toBe(false);
  expect(localStorage.length).toBe(1);
  drafts.delete('draft');
  expect(drafts.subject).toBeNull();
  expect(localStorage.length).toBe(0);
});

test('what a new thread is about stays while its text is written', () => {
  const drafts = new CommentDrafts(key);
  drafts.set('draft', 'W', { type: 'article' });
  drafts.set('draft', 'Wh');
  expect(drafts.subject).toEqual({ type: 'article' });
  drafts.set('draft', 'Wh', null);
  expect(drafts.subject).toBeNull();
});

test.each([
  [{ type: 'line', line: 'dek' }, 'dek'],
  [{ type: 'section', section: 'news' }, 'news'],
])('what an earlier version of the page began to write about %j is kept', (subject, region) => {
  localStorage.setItem(key, JSON.stringify({ texts: { draft: 'Why' }, subject }));
  expect(new CommentDrafts(key).subject).toEqual({ type: 'region', region });
});

test('what can’t be read is nothing, and a full storage loses nothing that stands on the page', () => {
  localStorage.setItem(key, '{"texts":');
  const drafts = new CommentDrafts(key);
  expect(drafts.get('draft')).toBeUndefined();
  const full = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  expect(() => drafts.set(thread, 'Because')).not.toThrow();
  full.mockRestore();
});
