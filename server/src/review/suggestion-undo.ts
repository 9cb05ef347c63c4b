// Taking back decisions on suggestions, as an act of its own: one that was rejected is open again; one that was accepted goes
// from the text again as long as its words still stand there as they were accepted.
import type { Suggestion, UndoAnswer, UndoDecisions } from '@galley/shared/api/suggestions.ts';
import { isLine } from '@galley/shared/article/region.ts';
import { type ArticleId, documentNameOf, type UserId } from '@galley/shared/ids.ts';
import { asMade } from '@galley/shared/review/suggestions/apply.ts';
import { inverseOf } from '@galley/shared/review/suggestions/change.ts';
import { writeRegion } from '@galley/shared/review/suggestions/region-node.ts';
import type { SuggestionChange } from '@galley/shared/review/suggestions/suggestion-change.ts';
import { record } from '../audit/record.ts';
import type { HeldArticle } from '../collab/documents.ts';
import { planAcceptance, standingText } from './acceptance.ts';
import { requoteOpen } from './requoting.ts';
import type { DecisionsOptions } from './suggestion-decisions.ts';
import { giveBack, hasOtherOpenForLine, readSome, writeQuote } from './suggestion-rows.ts';
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
        const { outcome, change = row.change, requoted } = await undo(held, row, { by, sealed });
        const isOpen = outcome === 'reopened';
        const suggestion: Suggestion = isOpen
          ? { ...row, change, state: 'open', decidedBy: null, decidedAt: null }
          : row;
        if (isOpen) {
          await giveBack(held.transaction, [id]);
          await writeQuote(held.transaction, suggestion);
          await record(held.transaction, {
            act: 'suggestion.reopened',
            who: by,
            article,
            ...(isLine(row.region) ? {} : { section: row.region }),
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

interface Undone {
  outcome: Outcome;
  /** What the suggestion suggests now that it is out of the text again, quoted anew. */
  change?: SuggestionChange;
  /** Others that quote anew. */
  requoted: readonly Suggestion[];
}

async function undo(
  held: HeldArticle,
  suggestion: Suggestion,
  { by, sealed }: { by: UserId; sealed: ReadonlySet<string> },
): Promise<Undone> {
  const only = (outcome: Outcome): Undone => ({ outcome, requoted: [] });
  const { state, change, article, region } = suggestion;
  if (state === 'open') return only('open');
  // A person has one open suggestion for a line.
  if (isLine(region) && (await hasOtherOpenForLine(held.transaction, suggestion))) return only('replaced');
  if (state === 'rejected') return only('reopened');
  if (sealed.has(region)) return only('sealed');
  const before = standingText(held.doc, region);
  if (before === null) return only('changed');
  const back = inverseOf(change);
  const { steps, applied } = planAcceptance(before, [{ author: by, change: back }], [by]);
  const [step] = steps;
  if (!step || applied.done[0] !== true) return only('changed');
  await held.change(by, (doc) => writeRegion(doc, region, step.doc));
  return {
    outcome: 'reopened',
    change: inverseOf(asMade(before, applied, 0, back)),
    requoted: await requoteOpen(held, article, [{ region, before, applied }]),
  };
}
