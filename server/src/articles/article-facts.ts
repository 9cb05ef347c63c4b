// What a file says of an article beside its text, taken over by an article that is there already: what is set stays, and tags
// come to those that it has.
import { type ArticleRow, eachOnce, maxTags } from '@galley/shared/api/articles.ts';
import type { ArticleId, SiteSectionId, UserId } from '@galley/shared/ids.ts';
import type { ArticleRowChange } from './article-changes.ts';
import type { ArticleOutcome, ArticleStore } from './article-store.ts';

export interface ArticleFacts {
  byline: string;
  slug?: string | undefined;
  tags?: readonly string[] | undefined;
  siteSection?: SiteSectionId | undefined;
  /** A moment, or a time on the desk's clocks. */
  embargo?: string | undefined;
  searchTitle?: string | undefined;
  searchDescription?: string | undefined;
  canonical?: string | null | undefined;
}

/** What became of the facts. */
export interface FactsTaken {
  outcome: ArticleOutcome;
  /** Another article has the slug, so this one was given none. */
  slugTaken: boolean;
  /** The article has another byline, which stays. */
  bylineTaken: boolean;
}

/** Gives the article these facts, without the slug where another article has it. */
export async function takeFacts(
  store: Pick<ArticleStore, 'get' | 'change'>,
  id: ArticleId,
  facts: ArticleFacts,
  by: UserId,
): Promise<FactsTaken> {
  const article = await store.get(id);
  if (!article) return { outcome: { outcome: 'unknown' }, slugTaken: false, bylineTaken: false };
  const { byline } = article;
  const bylineTaken = byline !== '' && facts.byline !== '' && byline !== facts.byline;
  const change = changeFor(article, facts);
  const outcome = await store.change(id, change, by);
  if (outcome.outcome !== 'refused' || outcome.why !== 'slug-taken')
    return { outcome, slugTaken: false, bylineTaken };
  const { slug: _taken, ...others } = change;
  return { outcome: await store.change(id, others, by), slugTaken: true, bylineTaken };
}

function changeFor(
  article: ArticleRow,
  { byline, slug, tags = [], siteSection, embargo, searchTitle, searchDescription, canonical }: ArticleFacts,
): ArticleRowChange {
  const all = eachOnce([...article.tags, ...tags]).slice(0, maxTags);
  return {
    ...(byline !== '' && article.byline === '' ? { byline } : {}),
    ...(slug !== undefined && article.slug === null ? { slug } : {}),
    ...(all.length > article.tags.length ? { tags: all } : {}),
    ...(siteSection !== undefined && article.siteSection === null ? { siteSection } : {}),
    ...(embargo !== undefined && article.embargo === null ? { embargo } : {}),
    ...(searchTitle && article.searchTitle === '' ? { searchTitle } : {}),
    ...(searchDescription && article.searchDescription === '' ? { searchDescription } : {}),
    ...(canonical && article.canonical === null ? { canonical } : {}),
  };
}
