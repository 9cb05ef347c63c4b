// What people do with sections: each act is judged and written down while nothing else gets into the article, and then announced.
import { may, type Role } from '@galley/shared/access/roles.ts';
import type { AuditAct } from '@galley/shared/api/audit.ts';
import type { Me } from '@galley/shared/api/people.ts';
import type { SectionAct } from '@galley/shared/api/section-states.ts';
import { sectionFragment } from '@galley/shared/article/document.ts';
import { presentSections, readOutline } from '@galley/shared/article/outline.ts';
import { readSection } from '@galley/shared/article/read-article.ts';
import { sectionLabel } from '@galley/shared/article/section-label.ts';
import { shareTexts } from '@galley/shared/article/share-texts.ts';
import type { Template } from '@galley/shared/article/template.ts';
import type { ArticleId, SectionId, UserId } from '@galley/shared/ids.ts';
import type { Language } from '@galley/shared/language.ts';
import { sectionHash } from '@galley/shared/review/approvals.ts';
import { type ActRefusal, actRules, refusalOf } from '@galley/shared/review/section-acts.ts';
import type { Kysely } from 'kysely';
import type { TemplateStore } from '../articles/templates.ts';
import { record } from '../audit/record.ts';
import type { Documents, HeldArticle } from '../collab/documents.ts';
import type { DeskEvent, DeskEvents } from '../events/desk-events.ts';
import type { Live } from '../events/live.ts';
import type { Origins, OriginsOfWords } from '../history/origins.ts';
import { personMay } from '../storage/person-may.ts';
import type { Tables } from '../storage/tables.ts';
import { type ClientOwners, readOwners, writersOf } from './authorship.ts';
import {
  lastReadyBy,
  readStandings,
  type SectionStanding,
  untouched,
  writeSectionEvent,
  writeStanding,
} from './section-rows.ts';
import { leaveReady } from './stage.ts';

export interface SectionActsOptions {
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

/** An act and the section that it is for. */
interface ActOnSection {
  section: SectionId;
  act: SectionAct;
}

/** Does something with sections of one article, in this person's name; an outcome for each act, in their order. */
export type PerformActs = (
  article: ArticleId,
  acts: readonly ActOnSection[],
  me: Actor,
) => Promise<ActOutcome[]>;

/** Does something with one section. */
export type PerformAct = (
  article: ArticleId,
  section: SectionId,
  act: SectionAct,
  me: Actor,
) => Promise<ActOutcome>;

/** Each act of several is judged as if it came alone; one that is refused holds up none of the others. */
export function createSectionActs(options: SectionActsOptions): PerformActs {
  const { documents, templates, origins, live, events } = options;
  return async (article, acts, me) => {
    const template = await templates.ofArticle(article);
    if (!template) return acts.map(() => ({ outcome: 'unknown' }));
    // Before the article is held: reading the journal needs a connection of its own.
    if (acts.some(({ act }) => act.act === 'approve')) await origins.catchUp(article);
    const { outcomes, leftReady } = await documents.exclusively(article, async (held) => {
      const language = await languageOf(held.transaction, article);
      let known: Promise<Authorship> | null = null;
      const authorship = () => {
        known ??= readAuthorship(held.transaction, article, origins);
        return known;
      };
      const about = { article, me, template, language, authorship };
      const done: ActOutcome[] = [];
      for (const one of acts) done.push(await perform(held, one, about, events));
      const reopened = acts.some(({ act }, index) => act.act === 'reopen' && done[index]?.outcome === 'done');
      const ended = { article, template, by: me.id, events };
      return { outcomes: done, leftReady: reopened && (await leaveReady(held, ended)) };
    });
    if (outcomes.some(({ outcome }) => outcome === 'done')) {
      events.wake();
      live.announce({ type: 'sections', article });
      if (leftReady) live.announce({ type: 'article', id: article });
    }
    return outcomes;
  };
}

/** The same for one act. */
export function oneAct(performAll: PerformActs): PerformAct {
  return async (article, section, act, me) => {
    const [outcome] = await performAll(article, [{ section, act }], me);
    if (!outcome) throw new Error('An act has an outcome.');
    return outcome;
  };
}

interface AboutActs {
  article: ArticleId;
  me: Actor;
  template: Template;
  language: Language;
  /** Whose the words are; read once for all acts, and only where one asks. */
  authorship(): Promise<Authorship>;
}

interface Authorship {
  owners: ClientOwners;
  origins: Origins;
}

async function readAuthorship(
  db: Kysely<Tables>,
  article: ArticleId,
  origins: OriginsOfWords,
): Promise<Authorship> {
  return { owners: await readOwners(db, article), origins: await origins.read(db, article) };
}

async function perform(
  held: HeldArticle,
  { section, act }: ActOnSection,
  { article, me, template, language, authorship }: AboutActs,
  events: DeskEvents,
): Promise<ActOutcome> {
  const { transaction, doc } = held;
  const { fourEyes } = template;
  const entry = presentSections(doc).find(({ id }) => id === section);
  if (!entry) return { outcome: 'unknown' };
  const standing = (await readStandings(transaction, article)).get(section) ?? untouched(section);
  const { state } = standing;
  const hash = sectionHash(readSection(doc, entry));
  let writers: UserId[] = [];
  if (act.act === 'approve') {
    const { owners, origins } = await authorship();
    writers = writersOf(sectionFragment(doc, section), owners, origins);
  }
  const refusal = refusalOf(act.act, { role: me.role, me: me.id, state, writers, fourEyes });
  if (refusal) return { outcome: 'refused', why: refusal };
  if (act.act === 'approve' && act.hash !== hash) return { outcome: 'refused', why: 'text-changed' };
  if (
    act.act === 'assign' &&
    act.owner !== null &&
    !(await personMay(transaction, act.owner, 'article.write'))
  )
    return { outcome: 'refused', why: 'owner-unfit' };

  const at = new Date().toISOString();
  const readyBy = await lastReadyBy(transaction, article, section);
  await writeStanding(transaction, article, standingAfter(standing, act, { hash, by: me.id, at }));
  await writeSectionEvent(transaction, article, {
    section,
    kind: actRules[act.act].event,
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
  const about = { article, section, by: me.id };
  const label = sectionLabel(entry, template, language);
  if (act.act === 'reopen') {
    // In articles of an older schema the words of pictures stayed as they were while they were sealed.
    const others = new Set(readOutline(doc).flatMap(({ id }) => (id === section ? [] : [id])));
    await held.change(null, (changing) => shareTexts(changing, others));
  }
  const concerned = [...new Set([standing.owner, readyBy].filter((person) => person !== null))];
  const event: DeskEvent | null =
    act.act === 'mark-ready'
      ? { type: 'section-ready', ...about, label, reviewers: await readReviewers(transaction) }
      : act.act === 'approve'
        ? { type: 'section-approved', ...about, label, concerned: [...new Set([...concerned, ...writers])] }
        : eventOf(act, about, concerned);
  if (event) await events.emit(transaction, event);
  const endsReview = act.act === 'take-back' || act.act === 'approve' || act.act === 'return';
  if (endsReview) await events.emit(transaction, { type: 'review-ended', ...about });
  return { outcome: 'done' };
}

async function languageOf(db: Kysely<Tables>, article: ArticleId): Promise<Language> {
  const row = await db
    .selectFrom('article')
    .select('language')
    .where('id', '=', article)
    .executeTakeFirstOrThrow();
  // Checked when the article was made.
  return row.language as Language;
}

/** Whose work approving is; where a desk has no reviewers, the others who may. */
async function readReviewers(db: Kysely<Tables>): Promise<UserId[]> {
  const rows = await db.selectFrom('user').select(['id', 'role']).where('active', '=', 1).execute();
  const able = rows.filter(({ role }) => may(role as Role, 'section.approve'));
  const reviewers = able.filter(({ role }) => role === 'reviewer');
  return (reviewers.length > 0 ? reviewers : able).map(({ id }) => id);
}

/** The event of which others hear by the act; null where they do not. `concerned` has it or said that it was ready. */
function eventOf(
  act: SectionAct,
  about: { article: ArticleId; section: SectionId; by: UserId },
  concerned: readonly UserId[],
): DeskEvent | null {
  if (act.act === 'assign' && act.owner !== null)
    return { type: 'section-assigned', ...about, owner: act.owner, dueAt: act.dueAt };
  if (act.act === 'return') return { type: 'section-returned', ...about, note: act.note, concerned };
  return null;
}

/** The act as the audit log names it. */
function auditActOf(act: SectionAct): AuditAct {
  if (act.act === 'assign' && act.owner === null) return 'section.unassigned';
  return `section.${actRules[act.act].event}`;
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
