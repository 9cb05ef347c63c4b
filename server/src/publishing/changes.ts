// What differs between two revisions, or between one and the text as it stands now.
import type { Changes } from '@galley/shared/api/publishing.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { compareArticles } from '@galley/shared/review/compare.ts';
import type { Publisher } from './publisher.ts';
import { asPublic, settingsChanges, settingsOf } from './settings-changes.ts';

/** Null for an unknown article or revision. Without `from`: since the live revision, else since the newest. */
export async function changesOf(
  { revisions, manuscript }: Publisher,
  article: ArticleId,
  range: { from?: number | undefined; to?: number | undefined },
): Promise<Changes | null> {
  const now = await manuscript(article);
  if (!now) return null;
  const from = range.from ?? now.row.liveRevision ?? (await revisions.of(article))[0]?.number ?? 0;
  const before = from === 0 ? null : await revisions.get(article, from);
  if (from !== 0 && !before) return null;
  if (range.to === undefined) {
    const isLive = before !== null && from === now.row.liveRevision;
    const settings = settingsChanges(isLive ? asPublic(before, now) : before, settingsOf(now));
    return { from, to: null, settings, comparison: compareArticles(before?.content ?? null, now.content) };
  }
  const after = await revisions.get(article, range.to);
  if (!after) return null;
  const settings = settingsChanges(before, { slug: after.slug, ...after.metadata });
  return {
    from,
    to: range.to,
    settings,
    comparison: compareArticles(before?.content ?? null, after.content),
  };
}
