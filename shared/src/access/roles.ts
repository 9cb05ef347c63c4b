// Who may do what: pure rules, called by the HTTP routes, by the socket and by the interface.

/** The four kinds of people at a desk, from the one who may most to the one who may least. */
export const roles = ['admin', 'editor', 'reviewer', 'viewer'] as const;
export type Role = (typeof roles)[number];

/** Everything that a person can ask of the server and that a role decides. */
export const actions = [
  'article.read',
  'article.write',
  'article.create',
  'article.archive',
  'article.settings',
  'article.export',
  'article.publish',
  'article.withdraw',
  'preview.share',
  'article.recover',
  'section.assign',
  'section.ready',
  'section.approve',
  'section.reopen',
  'thread.comment',
  'suggestion.make',
  'suggestion.decide',
  'history.read',
  'history.name',
  'history.restore',
  'media.upload',
  'media.read',
  'media.change',
  'media.delete',
  'media.delete-others',
  'template.read',
  'template.manage',
  'style.manage',
  'people.read',
  'people.manage',
  'audit.read',
  'webhook.manage',
  'site.manage',
  'profile.change',
  'inbox.read',
] as const;
export type Action = (typeof actions)[number];

const reading: readonly Action[] = [
  'article.read',
  'history.read',
  'article.export',
  'template.read',
  'people.read',
  'profile.change',
  'inbox.read',
  'media.read',
  // The picture of one's profile is uploaded like any other.
  'media.upload',
];
const reviewing: readonly Action[] = [...reading, 'section.approve', 'thread.comment', 'suggestion.make'];
const writing: readonly Action[] = [
  ...reading,
  'thread.comment',
  'suggestion.make',
  'suggestion.decide',
  'section.assign',
  'section.ready',
  'section.reopen',
  'article.write',
  'article.create',
  'article.archive',
  'article.settings',
  'preview.share',
  'history.name',
  'history.restore',
  'media.change',
  // Of what they have uploaded themselves.
  'media.delete',
];

const allowed: Record<Role, ReadonlySet<Action>> = {
  viewer: new Set(reading),
  reviewer: new Set(reviewing),
  editor: new Set(writing),
  admin: new Set(actions),
};

/** Whether a person of this role may do this. */
export function may(role: Role, action: Action): boolean {
  return allowed[role].has(action);
}
