import { describe, expect, test } from 'vitest';
import { type Action, actions, may, type Role, roles } from './roles.ts';

/** Who may do what, spelled out once more: a change of the rules must be meant. */
const table: Record<Action, readonly Role[]> = {
  'article.read': ['admin', 'editor', 'reviewer', 'viewer'],
  'article.write': ['admin', 'editor'],
  'article.create': ['admin', 'editor'],
  'article.archive': ['admin', 'editor'],
  'site.manage': ['admin'],
  'preview.share': ['admin', 'editor'],
  'article.settings': ['admin', 'editor'],
  'article.export': ['admin', 'editor', 'reviewer', 'viewer'],
  'article.publish': ['admin'],
  'article.withdraw': ['admin'],
  'article.recover': ['admin'],
  'section.assign': ['admin', 'editor'],
  'section.ready': ['admin', 'editor'],
  'section.approve': ['admin', 'reviewer'],
  'section.reopen': ['admin', 'editor'],
  'thread.comment': ['admin', 'editor', 'reviewer'],
  'suggestion.make': ['admin', 'editor', 'reviewer'],
  'suggestion.decide': ['admin', 'editor'],
  'history.read': ['admin', 'editor', 'reviewer', 'viewer'],
  'history.name': ['admin', 'editor'],
  'history.restore': ['admin', 'editor'],
  'media.upload': ['admin', 'editor', 'reviewer', 'viewer'],
  'media.read': ['admin', 'editor', 'reviewer', 'viewer'],
  'media.change': ['admin', 'editor'],
  'media.delete': ['admin', 'editor'],
  'media.delete-others': ['admin'],
  'template.read': ['admin', 'editor', 'reviewer', 'viewer'],
  'template.manage': ['admin'],
  'style.manage': ['admin'],
  'people.read': ['admin', 'editor', 'reviewer', 'viewer'],
  'people.manage': ['admin'],
  'audit.read': ['admin'],
  'webhook.manage': ['admin'],
  'inbox.read': ['admin', 'editor', 'reviewer', 'viewer'],
  'profile.change': ['admin', 'editor', 'reviewer', 'viewer'],
};

describe.each(roles)('the role %s', (role) => {
  test.each(actions)('with %s', (action) => {
    expect(may(role, action)).toBe(table[action].includes(role));
  });
});
