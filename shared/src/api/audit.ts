// The audit log on the HTTP interface: who did what to whom or what, and when. Rows are only ever added, by the server alone.
import { z } from 'zod';
import { roles } from '../access/roles.ts';
import { stages } from '../article/stages.ts';
import { idSchema } from '../id-schema.ts';
import type { ArticleId, SectionId, TemplateId, UserId } from '../ids.ts';
import { languages } from '../language.ts';
import { exportFormats } from './exports.ts';
import { secondFactorRules } from './people.ts';

/** Everything that is recorded, in groups: `article` is the group of `article.opened`. */
export const auditActs = [
  'session.signed-in',
  'session.failed',
  'session.signed-out',
  'session.ended',
  'session.password-changed',
  'session.reset-requested',
  'session.password-reset',
  'session.second-factor-begun',
  'session.second-factor-added',
  'session.second-factor-ended',
  'session.recovery-codes-renewed',
  'session.provider-linked',
  'session.passkey-added',
  'session.passkey-removed',
  'person.invited',
  'person.invite-withdrawn',
  'person.joined',
  'person.role-changed',
  'person.deactivated',
  'person.reactivated',
  'person.reset-link-made',
  'person.sessions-ended',
  'person.second-factor-reset',
  'person.second-factor-rule',
  'template.created',
  'template.changed',
  'template.archived',
  'template.restored',
  'style.word-added',
  'style.word-changed',
  'style.word-removed',
  'article.created',
  'article.opened',
  'article.written',
  'article.imported',
  'article.exported',
  'article.settings-changed',
  'article.stage-changed',
  'article.assigned',
  'article.unassigned',
  'article.due-changed',
  'article.archived',
  'article.restored',
  'article.quarantined',
  'article.recovered',
  'article.machine-marked',
  'article.machine-unmarked',
  'section.assigned',
  'section.unassigned',
  'section.ready',
  'section.taken-back',
  'section.approved',
  'section.returned',
  'section.reopened',
  'section.voided',
  'thread.resolved',
  'thread.reopened',
  'suggestion.accepted',
  'suggestion.rejected',
  'suggestion.reopened',
  'version.named',
  'version.restored',
  'publication.published',
  'publication.withdrawn',
  'publication.scheduled',
  'publication.unscheduled',
  'publication.held',
  'publication.expiry-set',
  'publication.expiry-removed',
  'publication.machine-reviewed',
  'publication.preview-shared',
  'publication.preview-ended',
  'picture.fetched',
  'picture.changed',
  'picture.deleted',
  'picture.restored',
  'picture.moved',
  'site.changed',
  'site.author-created',
  'site.author-changed',
  'site.author-removed',
  'site.section-created',
  'site.section-changed',
  'site.section-removed',
  'site.sections-ordered',
  'site.subscriber-added',
  'site.subscriber-ended',
  'site.key-renewed',
  'webhook.created',
  'webhook.changed',
  'webhook.secret-renewed',
  'webhook.removed',
  'log.exported',
] as const;
export type AuditAct = (typeof auditActs)[number];

/** What acts are about; the first part of an act's name. */
export const auditGroups = [
  'article',
  'section',
  'suggestion',
  'thread',
  'version',
  'publication',
  'template',
  'style',
  'person',
  'session',
  'picture',
  'site',
  'webhook',
  'log',
] as const;
export type AuditGroup = (typeof auditGroups)[number];

/** The acts of a group, in their order. */
export function actsOf(group: AuditGroup): readonly AuditAct[] {
  return auditActs.filter((act) => act.startsWith(`${group}.`));
}

/**
 * What is recorded of an act beside who and what: a closed set of small facts. Nothing of it is the text of an article, a
 * password, a token or an invitation's secret.
 */
export const auditDetailsSchema = z
  .object({
    /** Of a failed sign-in: the address that was given. */
    login: z.string(),
    /** Why a sign-in failed. */
    why: z.enum([
      'wrong-credentials',
      'deactivated',
      'wrong-code',
      'wrong-passkey',
      'unverified',
      'no-role',
      'not-invited',
      'other-account',
    ]),
    /** How somebody signed in or came, where it was by no password. */
    way: z.enum(['provider', 'passkey']),
    /** Of a picture: its id, and which facts were changed. */
    picture: z.string(),
    facts: z.array(z.string()),
    /** Of the files of pictures: where they were moved to. */
    place: z.enum(['database', 'folder', 'bucket']),
    /** Of signing out: all sessions of the person ended. */
    everywhere: z.literal(true),
    /** Of signing out: all sessions of the person ended but the one in which it was asked for. */
    elsewhere: z.literal(true),
    /** Of an invitation: for whom it is, where it is for one address. */
    email: z.string(),
    role: z.enum(roles),
    /** Who must have a second factor from then on. */
    secondFactor: z.enum(secondFactorRules),
    roles: z.object({ from: z.enum(roles), to: z.enum(roles) }),
    stage: z.object({ from: z.enum(stages), to: z.enum(stages) }),
    slug: z.string().nullable(),
    byline: z.string(),
    language: z.enum(languages),
    tags: z.array(z.string()),
    /** The section of the site that an article was put into, by its name then; null where it was taken out. */
    siteSection: z.string().nullable(),
    /** Until when nothing may be public. */
    embargo: z.iso.datetime().nullable(),
    /** How an article is shown elsewhere. */
    searchTitle: z.string(),
    socialTitle: z.string(),
    searchDescription: z.string(),
    socialPicture: z.string().nullable(),
    canonical: z.string().nullable(),
    /** Other articles that readers are led to, by their ids. */
    related: z.array(z.string()),
    /** Those that tell its story in other languages, by their ids. */
    translations: z.array(z.string()),
    /** The series that an article is a part of, and its place there. */
    series: z.string(),
    seriesPlace: z.number().int().nullable(),
    /** The article of which this one is a copy. */
    copyOf: z.string(),
    mode: z.string(),
    format: z.enum([...exportFormats, 'csv']),
    /** A section as it was called then. */
    kind: z.string(),
    title: z.string(),
    dueAt: z.iso.datetime().nullable(),
    /** Why a section was returned or reopened, or an article withdrawn; the public note of a correction. */
    note: z.string(),
    /** When a publication is due. */
    publishAt: z.iso.datetime(),
    /** Of a withdrawal: it came at the time that was set for it. */
    expired: z.literal(true),
    /** Until when a preview link works, or a publication is public. */
    until: z.iso.datetime(),
    thread: z.string(),
    suggestion: z.string(),
    /** Of several suggestions that were decided at once: how many; of words that were marked: their letters. */
    count: z.number().int(),
    version: z.string(),
    /** A version's or a template's name; a word of the house style list; for whom a preview link is; the site's, or that of a section of it; an author's or a subscriber's; a passkey's. */
    name: z.string(),
    /** The moment to which something was restored, and of how many sections; without a number the whole article. */
    moment: z.string(),
    sections: z.number().int(),
    revision: z.number().int(),
    /** Where a webhook is or a picture was, and whether the webhook is switched on. */
    host: z.string(),
    enabled: z.boolean(),
  })
  .partial();
export type AuditDetails = z.infer<typeof auditDetailsSchema>;

/** A row of the audit log. */
export const auditEntrySchema = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  /** Null for Galley itself, and for who could not sign in. */
  who: idSchema<UserId>().nullable(),
  act: z.enum(auditActs),
  /** The article as it is called today; null where it is about none. */
  article: z
    .object({
      id: idSchema<ArticleId>(),
      headline: z.string(),
      template: idSchema<TemplateId>(),
    })
    .nullable(),
  section: idSchema<SectionId>().nullable(),
  /** To whom it was done. */
  person: idSchema<UserId>().nullable(),
  template: idSchema<TemplateId>().nullable(),
  details: auditDetailsSchema,
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

const id = z.string().regex(/^[0-9a-z-]{1,40}$/);

/** What the log is asked for, the newest first; `cursor` is the last page's `next`. With `format=csv` the whole of it as a file. */
export const auditQuerySchema = z.object({
  /** Who did it, or to whom it was done. */
  person: idSchema<UserId>(id).optional(),
  /** An act or a group of acts. */
  act: z.enum([...auditActs, ...auditGroups]).optional(),
  article: idSchema<ArticleId>(id).optional(),
  /** From this time on, and before that one. */
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  format: z.enum(['json', 'csv']).default('json'),
});
export type AuditQuery = z.input<typeof auditQuerySchema>;

/** A page of the log, the newest first. */
export const auditPageSchema = z.object({
  entries: z.array(auditEntrySchema),
  /** What to send as `cursor` for the next page; null where this is the last one. */
  next: z.string().nullable(),
});
export type AuditPage = z.infer<typeof auditPageSchema>;
