// Suggestions that stay open while others beside them are accepted or taken back: they quote what stands there now.
import type { Suggestion } from '@galley/shared/api/suggestions.ts';
import type { Region } from '@galley/shared/article/region.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { type Applied, requote } from '@galley/shared/review/suggestions/apply.ts';
import type { Node } from '@tiptap/pm/model';
import type { HeldArticle } from '../collab/documents.ts';
import { readOpen, writeQuote } from './suggestion-rows.ts';

/** What was changed in a region, and how it stood before. */
export interface ChangedText {
  region: Region;
  before: Node;
  applied: Applied;
}

/** Lets the open suggestions for these regions quote anew; gives those that do, as they are now. */
export async function requoteOpen(
  { transaction }: HeldArticle,
  article: ArticleId,
  texts: readonly ChangedText[],
): Promise<Suggestion[]> {
  const changed = new Map<Region, ChangedText>();
  for (const text of texts) if (text.applied.made.length > 0) changed.set(text.region, text);
  if (changed.size === 0) return [];
  const requoted: Suggestion[] = [];
  for (const suggestion of await readOpen(transaction, article)) {
    const text = changed.get(suggestion.region);
    if (!text) continue;
    const now = { ...suggestion, change: requote(text.before, text.applied, suggestion.change) };
    if (JSON.stringify(now.change) === JSON.stringify(suggestion.change)) continue;
    await writeQuote(transaction, now);
    requoted.push(now);
  }
  return requoted;
}
