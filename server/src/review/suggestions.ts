// What people do with suggestions, as the server allows it: one's own are made, said anew and withdrawn while they are open;
// the desk decides.
import type { PutSuggestion, Suggestion } from '@galley/shared/api/suggestions.ts';
import { ContentError } from '@galley/shared/article/content-error.ts';
import { sectionFragment } from '@galley/shared/article/document.ts';
import { presentSections } from '@galley/shared/article/outline.ts';
import { blocksOf, readLine } from '@galley/shared/article/read-article.ts';
import { isLine, type Region } from '@galley/shared/article/region.ts';
import { specOf } from '@galley/shared/article/template.ts';
import type { ArticleId, SectionId, SuggestionId, UserId } from '@galley/shared/ids.ts';
import { checkChange } from '@galley/shared/review/suggestions/change.ts';
import { rebaseLine } from '@galley/shared/review/suggestions/line.ts';
import type { SectionChange, SuggestionChange } from '@galley/shared/review/suggestions/suggestion-change.ts';
import type { Kysely } from 'kysely';
import type { TemplateStore } from '../articles/templates.ts';
import type { Documents } from '../collab/documents.ts';
import type { Live } from '../events/live.ts';
import { lockNames } from '../storage/dialect.ts';
import type { Storage } from '../storage/storage.ts';
import type { Tables } from '../storage/tables.ts';
import {
  countOpen,
  insertSuggestion,
  readSuggestion,
  readSuggestions,
  updateSuggestion,
  withdrawOthersOfLine,
  withdrawSuggestion,
} from './suggestion-rows.ts';

/** How many open suggestions a person can have in an article. */
export const maxOpen = 300;

/** Larger ones are only named to those who have the article open, and asked for. */
const maxAnnounced = 16_000;

type PutOutcome =
  | { outcome: 'made' | 'kept'; suggestion: Suggestion }
  /** `detail` says why its content can't be suggested. */
  | { outcome: 'unfit'; detail: string }
  | { outcome: 'refused'; why: 'not-yours' | 'id-taken' | 'decided' | 'no-section' | 'too-many' };

export interface Suggestions {
  of(article: ArticleId): Promise<Suggestion[]>;
  /** Makes a suggestion or says an own one anew; the same twice is once. One that was withdrawn is open again. */
  put(article: ArticleId, id: SuggestionId, input: PutSuggestion, by: UserId): Promise<PutOutcome>;
  withdraw(article: ArticleId, id: SuggestionId, by: UserId): Promise<'withdrawn' | 'not-yours' | 'decided'>;
}

export interface SuggestionsOptions {
  storage: Storage;
  documents: Documents;
  templates: TemplateStore;
  live: Live;
}

export function createSuggestions(options: SuggestionsOptions): Suggestions {
  const { db } = options.storage;

  const put: Suggestions['put'] = async (article, id, input, by) => {
    const { region, change } = input;
    const violation = contentViolation(region, change);
    if (violation !== null) return { outcome: 'unfit', detail: violation };
    const known = await readSuggestion(db, id);
    const why = known && refusalOf(known, article, by);
    if (why) return { outcome: 'refused', why };
    if (known?.state === 'open' && isSame(known, input)) return { outcome: 'kept', suggestion: known };
    const refusal = await refusalInSection(options, article, input);
    if (refusal) return refusal;
    if (known?.state !== 'open' && (await countOpen(db, article, by)) >= maxOpen)
      return { outcome: 'refused', why: 'too-many' };
    const isKept =
      known?.state === 'open' && isSameWording(known, input) && (await quotesLine(options, article, input));
    const updatedAt = isKept ? known.updatedAt : momentAfter(known);
    const suggestion: Suggestion = {
      id,
      article,
      region,
      author: by,
      change,
      state: 'open',
      createdAt: known?.createdAt ?? updatedAt,
      updatedAt,
      decidedBy: null,
      decidedAt: null,
    };
    const written = await write(options.storage, suggestion, known);
    // Another request of the same person, or a decision, came in between.
    if (!written) return await put(article, id, input, by);
    announce(options.live, article, [suggestion, ...written.withdrawn]);
    return { outcome: known ? 'kept' : 'made', suggestion };
  };

  const withdraw: Suggestions['withdraw'] = async (article, id, by) => {
    const known = await readSuggestion(db, id);
    if (!known) return 'withdrawn';
    const why = refusalOf(known, article, by);
    if (why) return why === 'decided' ? why : 'not-yours';
    if (known.state === 'withdrawn') return 'withdrawn';
    const updatedAt = momentAfter(known);
    // As above.
    if (!(await withdrawSuggestion(db, { id, updatedAt }, known.updatedAt)))
      return await withdraw(article, id, by);
    announce(options.live, article, [{ ...known, state: 'withdrawn', updatedAt }]);
    return 'withdrawn';
  };

  return { of: (article) => readSuggestions(db, article), put, withdraw };
}

/**
 * Writes a suggestion as it is said now, and withdraws what its author had suggested for the same line before. Null where
 * it has changed since it was read.
 */
async function write(
  { db, kind }: Storage,
  suggestion: Suggestion,
  known: Suggestion | null,
): Promise<{ withdrawn: Suggestion[] } | null> {
  const writeRow = (rows: Kysely<Tables>) =>
    known ? updateSuggestion(rows, suggestion, known.updatedAt) : insertSuggestion(rows, suggestion);
  const { article, author, region } = suggestion;
  if (!isLine(region)) return (await writeRow(db)) ? { withdrawn: [] } : null;
  return await db
    .transaction()
    .setIsolationLevel('read committed')
    .execute(async (transaction) => {
      // Two windows of one person would else withdraw each other's.
      await lockNames(transaction, kind, [`suggestion/${article}/${region}/${author}`]);
      if (!(await writeRow(transaction))) return null;
      return { withdrawn: await withdrawOthersOfLine(transaction, suggestion) };
    });
}

/** Now, yet after the last wording, however fast they follow: a decision names the wording by its moment. */
function momentAfter(known: Suggestion | null): string {
  const earliest = known ? Date.parse(known.updatedAt) + 1 : 0;
  return new Date(Math.max(Date.now(), earliest)).toISOString();
}

/** Tells everybody at the desk of suggestions as they are now; a single small one comes along. */
export function announce(live: Live, article: ArticleId, changed: readonly Suggestion[]): void {
  const [first] = changed;
  if (!first) return;
  const comesAlong = changed.length === 1 && JSON.stringify(first.change).length <= maxAnnounced;
  live.announce({ type: 'suggestions', article, ...(comesAlong && { suggestion: first }) });
}

function refusalOf({ article, author, state }: Suggestion, asked: ArticleId, by: UserId) {
  if (article !== asked) return 'id-taken';
  if (author !== by) return 'not-yours';
  return state === 'open' || state === 'withdrawn' ? null : 'decided';
}

function isSame(known: Suggestion, { region, change }: PutSuggestion): boolean {
  return known.region === region && JSON.stringify(known.change) === JSON.stringify(change);
}

/** Whether it wants the same at the same words, which only stand elsewhere in their block by now, or in a line that has changed. */
function isSameWording(known: Suggestion, { region, change }: PutSuggestion): boolean {
  const { change: before } = known;
  if (before.type === 'line' && change.type === 'line') {
    const carried = rebaseLine(before.before, change.before, before.after);
    return known.region === region && carried === change.after;
  }
  if (before.type !== 'text' || change.type !== 'text') return false;
  return isSame({ ...known, change: { ...before, at: change.at } }, { region, change });
}

/**
 * Whether a suggestion for a line quotes the line as it stands. The moment of a wording stays only then: whoever has seen it is to
 * decide on what they saw, whatever its author says that the line was.
 */
async function quotesLine(
  { documents }: SuggestionsOptions,
  article: ArticleId,
  { region, change }: PutSuggestion,
): Promise<boolean> {
  if (change.type !== 'line' || !isLine(region)) return true;
  const stands = await documents.read(article, (doc) => readLine(doc, region));
  return stands.trim() === change.before.trim();
}

function contentViolation(region: Region, change: SuggestionChange): string | null {
  try {
    checkChange(region, change);
    return null;
  } catch (error) {
    if (error instanceof ContentError) return error.message;
    throw error;
  }
}

/** Why a section does not take what is suggested for it; null where it does, and for lines. */
async function refusalInSection(
  options: SuggestionsOptions,
  article: ArticleId,
  { region, change }: PutSuggestion,
): Promise<PutOutcome | null> {
  if (isLine(region) || change.type === 'line') return null;
  const place = await placeIn(options, article, region);
  if (!place) return { outcome: 'refused', why: 'no-section' };
  const stranger = await strangerIn(options, article, place, change);
  return stranger === null ? null : { outcome: 'unfit', detail: `This section does not take ${stranger}.` };
}

interface Place {
  kind: string;
  /** The types of blocks that stand there. */
  types: ReadonlySet<string>;
}

async function placeIn(
  { documents }: SuggestionsOptions,
  article: ArticleId,
  section: SectionId,
): Promise<Place | null> {
  return await documents.read(article, (doc) => {
    const entry = presentSections(doc).find(({ id }) => id === section);
    if (!entry) return null;
    return {
      kind: entry.kind,
      types: new Set(blocksOf(sectionFragment(doc, section)).map(({ type }) => type)),
    };
  });
}

/** The first block at the section's top that its template leaves out and that it does not hold already; null for none. */
async function strangerIn(
  { templates }: SuggestionsOptions,
  article: ArticleId,
  { kind, types }: Place,
  change: SectionChange,
): Promise<string | null> {
  if (change.type === 'text' || change.parent !== null) return null;
  const template = await templates.ofArticle(article);
  const allowed: readonly string[] = (template && specOf(template, kind)?.blocks) ?? [];
  if (allowed.length === 0) return null;
  // As in the editor, which leaves an empty paragraph where a list was taken away.
  const stranger = change.after.find(
    ({ type }) => type !== 'paragraph' && !allowed.includes(type) && !types.has(type),
  );
  return stranger?.type ?? null;
}
