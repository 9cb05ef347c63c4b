// Which entry of the main menu is marked.
import { expect, test } from 'vitest';
import { currentMark } from './current-mark.ts';

test('the entry that leads to the open page is marked as that page', () => {
  expect(currentMark('/', '/')).toBe('page');
  expect(currentMark('/people', '/people')).toBe('page');
  expect(currentMark('/people', '/people/')).toBe('page');
});

test('the entry that a page lies under is marked as well', () => {
  expect(currentMark('/templates', '/templates/new')).toBe('true');
  expect(currentMark('/templates', '/house-style')).toBe('true');
  expect(currentMark('/site', '/authors')).toBe('true');
});

test('no other entry is marked', () => {
  expect(currentMark('/', '/people')).toBeUndefined();
  expect(currentMark('/site', '/house-style')).toBeUndefined();
  expect(currentMark('/site', '/sites')).toBeUndefined();
});
