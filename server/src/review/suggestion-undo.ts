// Taking back decisions on suggestions, as an act of its own: one that was rejected is open again; one that was accepted goes
// from the text again as long as its words still stand there as they were accepted.
import {
  isOfLine,
  isOfSection,
  type Suggestion,
  type UndoAnswer,
  type UndoDecisions,
} from '@galley/shared/api/suggestions.ts';
import { sectionFragment } from '@galley/shared/article/document.ts';
import { liveSections } from '@galley/shared/article/outline.ts';
import { type ArticleId, documentNameOf, type UserId } from '@galley/shared/ids.ts';
import { requote } from '@galley/shared/review/suggestions/apply.ts';
import { applyLine } from '@galley/shared/review/suggestions/line.ts';
import type { SectionChange } from '@galley/shared/review/suggestions/suggestion-change.ts';
import { record } from '../audit/record.ts';
import type { HeldArticle } from '../collab/documents.ts';
import { makeStep, planAcceptance, sectionNode } from './acceptance.ts';
import type { DecisionsOptions } from './suggestion-decisions.ts';
import { giveBack, hasOtherOpenForLine, readOpen, readSome, writeQuote } from './suggestion-rows.ts';
import { announce } from './suggestions.ts';

/** Takes decisions back in this person's name. */
export type UndoDecided = (article: ArticleId, decisions: UndoDecisions, by: UserId) => Promise<UndoAnswer>;

type Outcome = UndoAnswer['results'][number]['outcome'];

export function createUndoDecided({
  storage,
  documents,
  journal,
  live,
}: Pick<DecisionsOptions, 'storage' | 'documents' | 'journal' | 'live'>): UndoDecided {
  return async (article, { suggestions: ids }, by) => {
    // Those that are not there need nobody to wait.
    if ((await readSome(storage.db, article, ids)).length === 0)
      return { results: ids.map((id) => ({ id, outcome: 'unknown', suggestion: null })) };
    const { results, changed } = await documents.exclusively(article, async (held) => {
      const rows = new Map((await readSome(held.transaction, article, ids)).map((row) => [row.id, row]));
      const sealed = await journal.sealed(documentNameOf(article), held.transaction);
      const done: UndoAnswer['results'] = [];
      const affected: Suggestion[] = [];
      // What was accepted last goes first, as it came to stand on the others.
      for (const id of ids.toReversed()) {
        const row = rows.get(id);
        if (!row || row.state === 'withdrawn') {
          done.push({ id, outcome: 'unknown', suggestion: null });
          continue;
        }
        const { outcome, requoted } = await undo(held, row, { by, sealed });
        const isOpen = outcome === 'reopened';
        const suggestion: Suggestion = isOpen
          ? { ...row, state: 'open', decidedBy: null, decidedAt: null }
          : row;
        if (isOpen) {
          await giveBack(held.transaction, [id]);
          await record(held.transaction, {
            act: 'suggestion.reopened',
            who: by,
            article,
            ...(row.section === null ? {} : { section: row.section }),
            person: row.author,
            details: { suggestion: id },
          });
          affected.push(suggestion);
        }
        done.push({ id, outcome, suggestion });
        affected.push(...requoted);
      }
      return { results: done.reverse(), changed: affected };
    });
    announce(live, article, changed);
    return { results };
  };
}

async function undo(
  held: HeldArticle,
  suggestion: Suggestion,
  { by, sealed }: { by: UserId; sealed: ReadonlySet<string> },
): Promise<{ outcome: Outcome; requoted: Suggestion[] }> {
  const only = (outcome: Outcome) => ({ outcome, requoted: [] });
  if (suggestion.state === 'open') return only('open');
  if (isOfLine(suggestion)) {
    // A person has one open suggestion for a line.
    if (await hasOtherOpenForLine(held.transaction, suggestion)) return only('replaced');
    if (suggestion.state === 'rejected') return only('reopened');
    const { line, before, after } = suggestion.change;
    let done = false;
    await held.change(by, (doc) => {
      done = applyLine(doc, { type: 'line', line, before: after, after: before });
    });
    return only(done ? 'reopened' : 'changed');
  }
  if (suggestion.state === 'rejected') return only('reopened');
  if (!isOfSection(suggestion)) return only('changed');
  const { section, change, article } = suggestion;
  if (sealed.has(section)) return only('sealed');
  if (!liveSections(held.doc).some(({ id }) => id === section)) return only('changed');
  const before = sectionNode(sectionFragment(held.doc, section));
  const { steps, applied } = planAcceptance(before, [{ author: by, change: inverse(change) }], [by]);
  const [step] = steps;
  if (!step || applied.done[0] !== true) return only('changed');
  await held.change(by, (doc) => makeStep(doc, sectionFragment(doc, section), step));
  const requoted: Suggestion[] = [];
  for (const other of (await readOpen(held.transaction, article, [section])).filter(isOfSection)) {
    const now = { ...other, change: requote(before, applied, other.change) };
    if (JSON.stringify(now.change) === JSON.stringify(other.change)) continue;
    await writeQuote(held.transaction, now);
    requoted.push(now);
  }
  return { outcome: 'reopened', requoted };
}

/** What takes a change back: it quotes what came, and brings what went. */
function inverse(change: SectionChange): SectionChange {
  return { ...change, before: change.after, after: change.before };
}
