// Deciding on suggestions: what is accepted becomes an edit of the article in its author's name, as long as what it quotes
// still stands. Rows and text change in one transaction, which holds the article, so that two who decide at once come to
// one outcome. Nobody decides on a wording they have not seen.
import type { Decision, DecisionAnswer, Suggestion } from '@galley/shared/api/suggestions.ts';
import { plainText } from '@galley/shared/article/plain-text.ts';
import { type Region, sectionOf } from '@galley/shared/article/region.ts';
import { type ArticleId, documentNameOf, type SuggestionId, type UserId } from '@galley/shared/ids.ts';
import { asMade } from '@galley/shared/review/suggestions/apply.ts';
import { textsOf } from '@galley/shared/review/suggestions/change.ts';
import { keyOf, textKeyOf } from '@galley/shared/review/suggestions/nodes.ts';
import { writeRegion } from '@galley/shared/review/suggestions/region-node.ts';
import type { SuggestionChange } from '@galley/shared/review/suggestions/suggestion-change.ts';
import type { Node } from '@tiptap/pm/model';
import { record } from '../audit/record.ts';
import type { Documents, HeldArticle } from '../collab/documents.ts';
import type { Journal } from '../collab/journal.ts';
import type { DecidedSuggestion, DeskEvents } from '../events/desk-events.ts';
import type { Live } from '../events/live.ts';
import type { Versions } from '../history/versions.ts';
import type { Storage } from '../storage/storage.ts';
import { planAcceptance, standingText } from './acceptance.ts';
import { requoteOpen } from './requoting.ts';
import { blockIdsIn, withOwnIds } from './suggested-ids.ts';
import { giveBack, readSome, takeForDecision, writeQuote } from './suggestion-rows.ts';
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

/** One entry of the audit log for each person whose suggestions were decided, and section; one for all lines. */
async function recordDone(
  { transaction }: HeldArticle,
  article: ArticleId,
  done: readonly Suggestion[],
  { verdict, by }: { verdict: 'accepted' | 'rejected'; by: UserId },
): Promise<void> {
  for (const [section, suggestions] of Map.groupBy(done, ({ region }) => sectionOf(region))) {
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

interface Acceptance {
  article: ArticleId;
  taken: readonly Suggestion[];
  journal: Journal;
}

interface Accepted {
  results: Result[];
  /** Suggestions that stay open and quote anew what stands around them. */
  requoted: Suggestion[];
}

async function accept(held: HeldArticle, { article, taken, journal }: Acceptance): Promise<Accepted> {
  const { transaction, doc } = held;
  const sealed = new Set<Region>(await journal.sealed(documentNameOf(article), transaction));
  const authors = [...new Set(taken.map(({ author }) => author))];
  const ids = blockIdsIn(doc);
  const plans = [...Map.groupBy(taken, ({ region }) => region)].flatMap(([region, suggestions]) => {
    const before = sealed.has(region) ? null : standingText(doc, region);
    if (before === null) return [];
    const proposals = suggestions.map(({ author, change }) => ({ author, change: withOwnIds(change, ids) }));
    return { region, suggestions, before, proposals, ...planAcceptance(before, proposals, authors) };
  });
  for (const author of authors) {
    const edits = plans.flatMap(({ region, steps }) =>
      steps.filter((step) => step.author === author).map((step) => ({ region, step })),
    );
    if (edits.length === 0) continue;
    await held.change(author, (changing) => {
      for (const { region, step } of edits) writeRegion(changing, region, step.doc);
    });
  }

  const made = new Map<SuggestionId, Suggestion>();
  for (const { suggestions, proposals, before, applied } of plans) {
    for (const [index, suggestion] of suggestions.entries()) {
      if (!applied.done[index]) continue;
      const change = asMade(before, applied, index, proposals[index]?.change ?? suggestion.change);
      made.set(suggestion.id, { ...suggestion, change });
      await writeQuote(transaction, { ...suggestion, change });
    }
  }
  const texts = new Map<Region, Node>(plans.map(({ region, applied }) => [region, applied.doc]));
  const results = taken.map((suggestion): Result => {
    const accepted = made.get(suggestion.id);
    if (accepted) return resultOf(accepted, 'accepted');
    const { region } = suggestion;
    if (sealed.has(region)) return resultOf(openAgain(suggestion), 'sealed');
    const text = texts.get(region);
    return resultOf(openAgain(suggestion), 'stale', text ? textNow(text, suggestion.change) : null);
  });
  await giveBack(transaction, idsOf(results.filter(({ outcome }) => outcome !== 'accepted')));
  return { results, requoted: await requoteOpen(held, article, plans) };
}

/** The text of what a change quotes, as it stands; null where nothing of it is there. */
function textNow(doc: Node, change: SuggestionChange): string | null {
  if (change.type === 'line') return doc.textContent.trim();
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
    .map(({ id, region, state, change }) => {
      const { before, after } = textsOf(change);
      return { id, region, accepted: state === 'accepted', before: start(before), after: start(after) };
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
