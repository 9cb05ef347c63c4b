// Deciding on suggestions: what is accepted becomes an edit of the article in its author's name, as long as what it quotes
// still stands. Rows and text change in one transaction, which holds the article, so that two who decide at once come to
// one outcome. Nobody decides on a wording they have not seen.
import {
  type Decision,
  type DecisionAnswer,
  isOfLine,
  isOfSection,
  type LineSuggestion,
  type SectionSuggestion,
  type Suggestion,
} from '@galley/shared/api/suggestions.ts';
import { type Line, sectionFragment } from '@galley/shared/article/document.ts';
import { liveSections } from '@galley/shared/article/outline.ts';
import { plainText } from '@galley/shared/article/plain-text.ts';
import { readLine } from '@galley/shared/article/read-article.ts';
import {
  type ArticleId,
  documentNameOf,
  type SectionId,
  type SuggestionId,
  type UserId,
} from '@galley/shared/ids.ts';
import { type Applied, requote } from '@galley/shared/review/suggestions/apply.ts';
import { textsOf } from '@galley/shared/review/suggestions/change.ts';
import { applyLine } from '@galley/shared/review/suggestions/line.ts';
import { keyOf, textKeyOf } from '@galley/shared/review/suggestions/nodes.ts';
import type { SectionChange } from '@galley/shared/review/suggestions/suggestion-change.ts';
import type { Node } from '@tiptap/pm/model';
import { record } from '../audit/record.ts';
import type { Documents, HeldArticle } from '../collab/documents.ts';
import type { Journal } from '../collab/journal.ts';
import type { DecidedSuggestion, DeskEvents } from '../events/desk-events.ts';
import type { Live } from '../events/live.ts';
import type { Versions } from '../history/versions.ts';
import type { Storage } from '../storage/storage.ts';
import { makeStep, planAcceptance, sectionNode } from './acceptance.ts';
import { blockIdsIn, withOwnIds } from './suggested-ids.ts';
import { giveBack, readOpen, readSome, takeForDecision, writeQuote } from './suggestion-rows.ts';
import { announce } from './suggestions.ts';

export interface DecisionsOptions {
  storage: Storage;
  documents: Documents;
  journal: Journal;
  /** Keeps the article as it stood before much is accepted at once. */
  versions: Pick<Versions, 'keep'>;
  live: Live;
  events: DeskEvents;
}

/**
 * Accepts or rejects suggestions of an article in this person's name. Throws `ChangeRefusedError` where the article
 * would become too large; then nothing is decided.
 */
export type Decide = (article: ArticleId, decision: Decision, by: UserId) => Promise<DecisionAnswer>;

type Result = DecisionAnswer['results'][number];

export function createDecisions(options: DecisionsOptions): Decide {
  const { storage, documents, journal, versions, live, events } = options;
  return async (article, { suggestions, verdict }, by) => {
    const seen: Seen = new Map(suggestions.map(({ id, updatedAt }) => [id, updatedAt]));
    const wanted = [...seen.keys()];
    if (verdict === 'accept' && (await countDecidable(storage, article, seen)) > 1) {
      await versions.keep(article, 'accept', by);
      live.announce({ type: 'history', article });
    }
    const { results, announced } = await documents.exclusively(article, async (held) => {
      const decision = { verdict: `${verdict}ed` as const, by, at: new Date().toISOString() };
      const open = await takeForDecision(held.transaction, article, wanted, decision);
      const changed = open.filter((one) => !isAsSeen(one, seen)).map(openAgain);
      await giveBack(held.transaction, idsOf(changed));
      const taken = open.filter((one) => isAsSeen(one, seen));
      const decided =
        verdict === 'accept'
          ? await accept(held, { article, taken, journal })
          : { results: taken.map((one) => resultOf(one, 'rejected')), requoted: [] };
      const others = [
        ...changed.map((one) => resultOf(one, 'changed')),
        ...(await resultsOfOthers(held, article, wanted, open)),
      ];
      const done = decided.results.flatMap(({ outcome, suggestion }) =>
        suggestion && (outcome === 'accepted' || outcome === 'rejected') ? [suggestion] : [],
      );
      await recordDone(held, article, done, decision);
      for (const [author, count] of countsByAuthor(decided.results))
        await events.emit(held.transaction, {
          type: 'suggestions-decided',
          article,
          by,
          author,
          ...count,
          which: whichOf(done, author),
        });
      return { results: [...decided.results, ...others], announced: [...done, ...decided.requoted] };
    });
    events.wake();
    announce(live, article, announced);
    const byId = new Map(results.map((result) => [result.id, result]));
    return { results: wanted.flatMap((id) => byId.get(id) ?? []) };
  };
}

/** The moment of each suggestion's wording that whoever decides has seen. */
type Seen = ReadonlyMap<SuggestionId, string>;

function isAsSeen({ id, updatedAt }: Suggestion, seen: Seen): boolean {
  return seen.get(id) === updatedAt;
}

async function countDecidable({ db }: Storage, article: ArticleId, seen: Seen): Promise<number> {
  const rows = await readSome(db, article, [...seen.keys()]);
  return rows.filter((row) => row.state === 'open' && isAsSeen(row, seen)).length;
}

/** One entry of the audit log for each person whose suggestions were decided, and section; one for both lines. */
async function recordDone(
  { transaction }: HeldArticle,
  article: ArticleId,
  done: readonly Suggestion[],
  { verdict, by }: { verdict: 'accepted' | 'rejected'; by: UserId },
): Promise<void> {
  for (const [section, suggestions] of byPlace(done)) {
    const place = section === null ? {} : { section };
    for (const person of new Set(suggestions.map(({ author }) => author))) {
      const theirs = suggestions.filter(({ author }) => author === person);
      const [first] = theirs;
      const details = first && theirs.length === 1 ? { suggestion: first.id } : { count: theirs.length };
      await record(transaction, {
        act: `suggestion.${verdict}`,
        who: by,
        article,
        ...place,
        person,
        details,
      });
    }
  }
}

/** Of those that could not be taken: somebody has decided them, or there are none. */
async function resultsOfOthers(
  { transaction }: HeldArticle,
  article: ArticleId,
  wanted: readonly SuggestionId[],
  open: readonly Suggestion[],
): Promise<Result[]> {
  const known = new Set(idsOf(open));
  const ids = wanted.filter((id) => !known.has(id));
  if (ids.length === 0) return [];
  const rows = new Map((await readSome(transaction, article, ids)).map((row) => [row.id, row]));
  return ids.map((id) => {
    const row = rows.get(id);
    return row && row.state !== 'withdrawn'
      ? resultOf(row, 'decided')
      : { id, outcome: 'unknown', suggestion: null, now: null };
  });
}

interface Acceptance<One extends Suggestion = Suggestion> {
  article: ArticleId;
  taken: readonly One[];
  journal: Journal;
}

interface Accepted {
  results: Result[];
  /** Suggestions that stay open and quote anew what stands around them. */
  requoted: Suggestion[];
}

async function accept(held: HeldArticle, { taken, ...others }: Acceptance): Promise<Accepted> {
  const lines = await acceptLines(held, taken.filter(isOfLine));
  const sections = await acceptInSections(held, { ...others, taken: taken.filter(isOfSection) });
  return { results: [...lines, ...sections.results], requoted: sections.requoted };
}

/** Of several for one line the first has it: the others have not seen what it says then. */
async function acceptLines(held: HeldArticle, taken: readonly LineSuggestion[]): Promise<Result[]> {
  const results: Result[] = [];
  const said = new Map<Line, string>();
  for (const suggestion of taken) {
    const { author, change } = suggestion;
    const stands = said.get(change.line) ?? readLine(held.doc, change.line);
    if (stands !== change.before) {
      results.push(resultOf(openAgain(suggestion), 'stale', stands));
      continue;
    }
    await held.change(author, (doc) => {
      applyLine(doc, change);
    });
    said.set(change.line, change.after);
    results.push(resultOf(suggestion, 'accepted'));
  }
  await giveBack(held.transaction, idsOf(taken.filter((_one, index) => results[index]?.outcome === 'stale')));
  return results;
}

async function acceptInSections(
  held: HeldArticle,
  { article, taken, journal }: Acceptance<SectionSuggestion>,
): Promise<Accepted> {
  const { transaction, doc } = held;
  const sealed = await journal.sealed(documentNameOf(article), transaction);
  const present = new Set(liveSections(doc).map(({ id }) => id));
  const authors = [...new Set(taken.map(({ author }) => author))];
  const ids = blockIdsIn(doc);
  const plans = [...byPlace(taken)]
    .filter(([section]) => present.has(section) && !sealed.has(section))
    .map(([section, suggestions]) => {
      const before = sectionNode(sectionFragment(doc, section));
      const proposals = suggestions.map(({ author, change }) => ({
        author,
        change: withOwnIds(change, ids),
      }));
      return { section, suggestions, before, ...planAcceptance(before, proposals, authors) };
    });
  for (const author of authors) {
    const edits = plans.flatMap(({ section, steps }) =>
      steps.filter((step) => step.author === author).map((step) => ({ section, step })),
    );
    if (edits.length === 0) continue;
    await held.change(author, (changing) => {
      for (const { section, step } of edits) makeStep(changing, sectionFragment(changing, section), step);
    });
  }

  const planned = new Map(
    plans.flatMap(({ suggestions, applied: { doc: after, done } }) =>
      suggestions.map(({ id }, index) => [id, { done: done[index] === true, after }] as const),
    ),
  );
  const results = taken.map((suggestion): Result => {
    if (sealed.has(suggestion.section)) return resultOf(openAgain(suggestion), 'sealed');
    const plan = planned.get(suggestion.id);
    if (plan?.done) return resultOf(suggestion, 'accepted');
    const now = plan ? textNow(plan.after, suggestion.change) : null;
    return resultOf(openAgain(suggestion), 'stale', now);
  });
  await giveBack(transaction, idsOf(results.filter(({ outcome }) => outcome !== 'accepted')));
  return { results, requoted: await requoteOthers(held, article, plans) };
}

/** Lets suggestions that stay open quote what stands around them now. */
async function requoteOthers(
  { transaction }: HeldArticle,
  article: ArticleId,
  plans: readonly { section: SectionId; before: Node; applied: Applied }[],
): Promise<Suggestion[]> {
  const changed = new Map(
    plans.filter(({ applied }) => applied.made.length > 0).map((plan) => [plan.section, plan]),
  );
  const requoted: Suggestion[] = [];
  const open = await readOpen(transaction, article, [...changed.keys()]);
  for (const suggestion of open.filter(isOfSection)) {
    const plan = changed.get(suggestion.section);
    if (!plan) continue;
    const change = requote(plan.before, plan.applied, suggestion.change);
    if (JSON.stringify(change) === JSON.stringify(suggestion.change)) continue;
    const now = { ...suggestion, change };
    await writeQuote(transaction, now);
    requoted.push(now);
  }
  return requoted;
}

/** The text of what a change quotes, as it stands; null where nothing of it is there. */
function textNow(doc: Node, change: SectionChange): string | null {
  const keys =
    change.type === 'text'
      ? [change.block]
      : change.before.map((json) => keyOf(doc.type.schema.nodeFromJSON(json)));
  const blocks = keys.flatMap((key) => (key === null ? [] : (blockOf(doc, key) ?? [])));
  return blocks.length === 0 ? null : plainText(blocks.map((block) => block.toJSON()));
}

function blockOf(doc: Node, key: string): Node | null {
  let found: Node | null = null;
  doc.descendants((node, _position, parent) => {
    const its = node.isTextblock ? textKeyOf(node, parent) : keyOf(node);
    if (found === null && node.isBlock && its === key) found = node;
    return found === null;
  });
  return found;
}

function byPlace<One extends Suggestion>(suggestions: readonly One[]): Map<One['section'], One[]> {
  const places = new Map<One['section'], One[]>();
  for (const one of suggestions) places.set(one.section, [...(places.get(one.section) ?? []), one]);
  return places;
}

function countsByAuthor(results: readonly Result[]): Map<UserId, { accepted: number; rejected: number }> {
  const counts = new Map<UserId, { accepted: number; rejected: number }>();
  for (const { outcome, suggestion } of results) {
    if (!suggestion || (outcome !== 'accepted' && outcome !== 'rejected')) continue;
    const count = counts.get(suggestion.author) ?? { accepted: 0, rejected: 0 };
    count[outcome] += 1;
    counts.set(suggestion.author, count);
  }
  return counts;
}

/** A few of an author's suggestions as their notification quotes them. */
function whichOf(done: readonly Suggestion[], author: UserId): DecidedSuggestion[] {
  return done
    .filter((one) => one.author === author)
    .slice(0, mostQuoted)
    .map(({ id, section, state, change }) => {
      const { before, after } = textsOf(change);
      return { id, section, accepted: state === 'accepted', before: start(before), after: start(after) };
    });
}

const mostQuoted = 5;

function start(text: string): string {
  const letters = [...text.replaceAll(/\s+/g, ' ').trim()];
  return letters.length > 60 ? `${letters.slice(0, 60).join('')}…` : letters.join('');
}

function resultOf(suggestion: Suggestion, outcome: Result['outcome'], now: string | null = null): Result {
  return { id: suggestion.id, outcome, suggestion, now };
}

function idsOf(those: readonly { id: SuggestionId }[]): SuggestionId[] {
  return those.map(({ id }) => id);
}

function openAgain(suggestion: Suggestion): Suggestion {
  return { ...suggestion, state: 'open', decidedBy: null, decidedAt: null };
}
