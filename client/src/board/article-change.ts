// What a change makes of an article's row before the server has answered, and what takes the change back.
import type { ArticleChange, ArticleRow, SharedChange } from '@galley/shared/api/articles.ts';
import { handMoves, handStages } from '@galley/shared/article/stages.ts';

/** The row as it will be. */
export function applied(
  article: ArticleRow,
  { archived, assignee, siteSection, stage, dueAt }: ArticleChange,
): ArticleRow {
  const archivedAt = archived === undefined ? article.archivedAt : archived ? new Date().toISOString() : null;
  return {
    ...article,
    archivedAt,
    // The schema gives these ids their types without looking at them.
    ...(assignee === undefined ? {} : { assignee: assignee as ArticleRow['assignee'] }),
    ...(siteSection === undefined ? {} : { siteSection: siteSection as ArticleRow['siteSection'] }),
    ...(stage === undefined || !handMoves(article.stage).includes(stage) ? {} : { stage }),
    ...(dueAt === undefined ? {} : { dueAt }),
  };
}

/** The change that takes one back; null where nothing can, as of a stage that comes by no hand. */
export function beforeOf(
  article: ArticleRow,
  { assignee, dueAt, archived, siteSection, stage }: SharedChange,
): SharedChange | null {
  const before = handStages.find((one) => one === article.stage);
  if (stage !== undefined && before === undefined) return null;
  return {
    ...(assignee === undefined ? {} : { assignee: article.assignee }),
    ...(dueAt === undefined ? {} : { dueAt: article.dueAt }),
    ...(archived === undefined ? {} : { archived: article.archivedAt !== null }),
    ...(siteSection === undefined ? {} : { siteSection: article.siteSection }),
    ...(before === undefined || stage === undefined ? {} : { stage: before }),
  };
}
