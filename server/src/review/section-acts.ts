// What people do with sections: each act is judged and written down while nothing else gets into the article, and then told.
import { may, type Role } from '@galley/shared/access/roles.ts';
import type { AuditAct } from '@galley/shared/api/audit.ts';
import type { Me } from '@galley/shared/api/people.ts';
import type { SectionAct } from '@galley/shared/api/section-states.ts';
import { sectionFragment } from '@galley/shared/article/document.ts';
import { liveSections } from '@galley/shared/article/outline.ts';
import { readSection } from '@galley/shared/article/read-article.ts';
import type { Template } from '@galley/shared/article/template.ts';
import type { ArticleId, SectionId, UserId } from '@galley/shared/ids.ts';
import { sectionHash } from '@galley/shared/review/approvals.ts';
import { type ActRefusal, actRules, refusalOf } from '@galley/shared/review/section-acts.ts';
import type { Kysely } from 'kysely';
import type { DeskEvent, DeskEvents } from '../api/desk-events.ts';
import type { Live } from '../api/live.ts';
import type { TemplateStore } from '../articles/templates.ts';
import { record } from '../audit/record.ts';
import type { Documents, HeldArticle } from '../collab/documents.ts';
import type { OriginsOfWords } from '../history/origins.ts';
import type { Storage } from '../storage/storage.ts';
import type { Tables } from '../storage/tables.ts';
import { readOwners, writersOf } from './authorship.ts';
import {
  lastReadyBy,
  readStandings,
  type SectionStanding,
  untouched,
  writeDeed,
  writeStanding,
} from './section-rows.ts';
import { leaveReady, templateOf } from './stage.ts';

export interface SectionActsOptions {
  storage: Storage;
  documents: Documents;
  templates: TemplateStore;
  origins: OriginsOfWords;
  live: Live;
  events: DeskEvents;
}

export type ActOutcome =
  | { outcome: 'done' }
  | { outcome: 'unknown' }
  | { outcome: 'refused'; why: ActRefusal | 'text-changed' | 'owner-unfit' };

/** Who does it. */
type Actor = Pick<Me, 'id' | 'role'>;

/** Does something with a section, in this person's name. */
export type PerformAct = (
  article: ArticleId,
  section: SectionId,
  act: SectionAct,
  me: Actor,
) => Promise<ActOutcome>;

export function createSectionActs(options: SectionActsOptions): PerformAct {
  const { storage, documents, templates, origins, live, events } = options;
  return async (article, section, act, me) => {
    const template = await templateOf(storage.db, templates, article);
    if (!template) return { outcome: 'unknown' };
    // Before the article is held: reading the journal needs a connection of its own.
    if (act.act === 'approve') await origins.catchUp(article);
    const wish = { article, section, act, me, template, origins };
    const { outcome, leftReady } = await documents.exclusively(article, (held) =>
      perform(held, wish, events),
    );
    if (outcome.outcome === 'done') {
      events.soon();
      live.announce({ type: 'sections', article });
      if (leftReady) live.announce({ type: 'article', id: article });
    }
    return outcome;
  };
}

interface Wish {
  article: ArticleId;
  section: SectionId;
  act: SectionAct;
  me: Actor;
  template: Template;
  origins: OriginsOfWords;
}

interface Performed {
  outcome: ActOutcome;
  /** Whether the article is under review again by it. */
  leftReady: boolean;
}

async function perform(held: HeldArticle, wish: Wish, events: DeskEvents): Promise<Performed> {
  const { transaction, doc } = held;
  const { article, section, act, me, template, origins } = wish;
  const { fourEyes } = template;
  const refused = (why: (ActOutcome & { outcome: 'refused' })['why']): Performed => ({
    outcome: { outcome: 'refused', why },
    leftReady: false,
  });
  const entry = liveSections(doc).find(({ id }) => id === section);
  if (!entry) return { outcome: { outcome: 'unknown' }, leftReady: false };
  const standing = (await readStandings(transaction, article)).get(section) ?? untouched(section);
  const { state } = standing;
  const hash = sectionHash(readSection(doc, entry));
  const writers =
    act.act === 'approve'
      ? writersOf(
          sectionFragment(doc, section),
          await readOwners(transaction, article),
          await origins.read(transaction, article),
        )
      : [];
  const refusal = refusalOf(act.act, { role: me.role, me: me.id, state, writers, fourEyes });
  if (refusal) return refused(refusal);
  if (act.act === 'approve' && act.hash !== hash) return refused('text-changed');
  if (act.act === 'assign' && act.owner !== null && !(await mayOwn(transaction, act.owner)))
    return refused('owner-unfit');

  const at = new Date().toISOString();
  const readyBy = await lastReadyBy(transaction, article, section);
  await writeStanding(transaction, article, standingAfter(standing, act, { hash, by: me.id, at }));
  await writeDeed(transaction, article, {
    section,
    deed: actRules[act.act].deed,
    by: me.id,
    at,
    note: act.act === 'return' ? act.note : act.act === 'reopen' ? act.reason : '',
    owner: act.act === 'assign' ? act.owner : null,
    dueAt: act.act === 'assign' ? act.dueAt : null,
    hash: act.act === 'approve' ? hash : null,
  });
  await record(transaction, {
    act: auditActOf(act),
    who: me.id,
    article,
    section,
    person: act.act === 'assign' ? act.owner : null,
    details: {
      kind: entry.kind,
      title: entry.title,
      ...(act.act === 'assign' && act.dueAt !== null ? { dueAt: act.dueAt } : {}),
      ...(act.act === 'return' ? { note: act.note } : {}),
      ...(act.act === 'reopen' ? { note: act.reason } : {}),
    },
  });
  const concerned = [...new Set([standing.owner, readyBy].filter((person) => person !== null))];
  const event = eventOf(act, { article, section, by: me.id }, concerned);
  if (event) await events.tell(transaction, event);
  return {
    outcome: { outcome: 'done' },
    leftReady: act.act === 'reopen' && (await leaveReady(held, { article, template, by: me.id, events })),
  };
}

/** The act as others are told of it; null where they are not. `concerned` has it or said that it was ready. */
function eventOf(
  act: SectionAct,
  about: { article: ArticleId; section: SectionId; by: UserId },
  concerned: readonly UserId[],
): DeskEvent | null {
  if (act.act === 'assign' && act.owner !== null)
    return { type: 'section-assigned', ...about, owner: act.owner, dueAt: act.dueAt };
  if (act.act === 'approve') return { type: 'section-approved', ...about };
  if (act.act === 'return') return { type: 'section-returned', ...about, note: act.note, concerned };
  return null;
}

/** The act as the audit log names it. */
function auditActOf(act: SectionAct): AuditAct {
  if (act.act === 'assign' && act.owner === null) return 'section.unassigned';
  return `section.${actRules[act.act].deed}`;
}

function standingAfter(
  standing: SectionStanding,
  act: SectionAct,
  approval: NonNullable<SectionStanding['approval']>,
): SectionStanding {
  if (act.act === 'assign') return { ...standing, owner: act.owner, dueAt: act.dueAt };
  const state = actRules[act.act].to ?? standing.state;
  return { ...standing, state, approval: state === 'approved' ? approval : null };
}

/** Whoever has a section writes it. */
async function mayOwn(db: Kysely<Tables>, person: UserId): Promise<boolean> {
  const row = await db
    .selectFrom('user')
    .select('role')
    .where('id', '=', person)
    .where('active', '=', 1)
    .executeTakeFirst();
  return row !== undefined && may(row.role as Role, 'article.write');
}
