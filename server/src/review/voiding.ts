// The second line behind the seals: an approval whose text is no longer the one that stands there ends, by whatever way
// that came about, and those whom it concerns are notified.
import { readOutline } from '@galley/shared/article/outline.ts';
import { readSection } from '@galley/shared/article/read-article.ts';
import type { ArticleId, SectionId, UserId } from '@galley/shared/ids.ts';
import { sectionHash } from '@galley/shared/review/approvals.ts';
import type * as Y from 'yjs';
import type { TemplateStore } from '../articles/templates.ts';
import { record } from '../audit/record.ts';
import type { Documents, HeldArticle } from '../collab/documents.ts';
import type { DeskEvents } from '../events/desk-events.ts';
import type { Live } from '../events/live.ts';
import type { Storage } from '../storage/storage.ts';
import { readStandings, writeSectionEvent, writeStanding } from './section-rows.ts';
import { leaveReady } from './stage.ts';

interface VoidingOptions {
  storage: Storage;
  documents: Documents;
  templates: TemplateStore;
  live: Live;
  events: DeskEvents;
}

/** Looks over an article's approvals. `editor` is whose change may have ended one, as far as that is known. */
export type VoidStale = (article: ArticleId, editor: UserId | null) => Promise<void>;

export function createVoiding({ storage, documents, templates, live, events }: VoidingOptions): VoidStale {
  return async (article, editor) => {
    const approved = [...(await readStandings(storage.db, article)).values()].filter(
      ({ approval }) => approval !== null,
    );
    if (approved.length === 0) return;
    // Most changes are in other sections, and need nobody to wait.
    const isStale = await documents.read(article, (doc) => {
      const hashes = hashesOf(doc);
      return approved.some(({ section, approval }) => hashes.get(section) !== approval?.hash);
    });
    if (!isStale) return;
    const template = await templates.ofArticle(article);
    const { voided, leftReady } = await documents.exclusively(article, async (held) => {
      const ended = await voidIn(held, article, editor);
      for (const one of ended)
        await events.emit(held.transaction, { type: 'approval-voided', article, by: editor, ...one });
      const about = template && { article, template, by: editor, events };
      return { voided: ended, leftReady: about !== null && (await leaveReady(held, about)) };
    });
    events.wake();
    if (voided.length > 0) live.announce({ type: 'sections', article });
    if (leftReady) live.announce({ type: 'article', id: article });
    for (const { section, concerned } of voided)
      for (const person of concerned) live.announce({ type: 'approval-voided', article, section }, person);
  };
}

interface Voided {
  section: SectionId;
  /** Who approved it and who has it. */
  concerned: UserId[];
}

async function voidIn(
  { transaction, doc }: HeldArticle,
  article: ArticleId,
  editor: UserId | null,
): Promise<Voided[]> {
  const hashes = hashesOf(doc);
  const voided: Voided[] = [];
  for (const standing of (await readStandings(transaction, article)).values()) {
    const { section, approval, owner } = standing;
    const hash = hashes.get(section) ?? null;
    if (approval === null || approval.hash === hash) continue;
    await writeStanding(transaction, article, { ...standing, state: 'open', approval: null });
    await writeSectionEvent(transaction, article, {
      section,
      kind: 'voided',
      by: editor,
      at: new Date().toISOString(),
      note: '',
      owner: null,
      dueAt: null,
      hash,
    });
    const entry = readOutline(doc).find(({ id }) => id === section);
    const details = { kind: entry?.kind ?? '', title: entry?.title ?? '' };
    await record(transaction, { act: 'section.voided', who: editor, article, section, details });
    const concerned = [approval.by, ...(owner === null ? [] : [owner])];
    voided.push({ section, concerned: [...new Set(concerned)] });
  }
  return voided;
}

/** Of all sections, those that were removed included: they may come back as they were approved. */
function hashesOf(doc: Y.Doc): Map<SectionId, string> {
  return new Map(readOutline(doc).map((entry) => [entry.id, sectionHash(readSection(doc, entry))]));
}
