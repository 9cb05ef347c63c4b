// The article's stage follows its approvals: one that was ready is under review again once an approval that it needs ends.
import { readArticle } from '@galley/shared/article/read-article.ts';
import type { Stage } from '@galley/shared/article/stages.ts';
import type { Template } from '@galley/shared/article/template.ts';
import type { ArticleId, UserId } from '@galley/shared/ids.ts';
import { missingApprovals } from '@galley/shared/review/approvals.ts';
import { record } from '../audit/record.ts';
import type { HeldArticle } from '../collab/documents.ts';
import type { DeskEvents } from '../events/desk-events.ts';
import { readStandings } from './section-rows.ts';

interface EndedApprovals {
  article: ArticleId;
  template: Template;
  /** By whose act they ended, as far as that is known. */
  by: UserId | null;
  events: DeskEvents;
}

/** To be called after approvals have ended, in the same transaction. Gives whether the stage has changed, and tells so. */
export async function leaveReady(
  { transaction, doc }: HeldArticle,
  { article, template, by, events }: EndedApprovals,
): Promise<boolean> {
  const approved = new Map(
    [...(await readStandings(transaction, article)).values()].flatMap(({ section, approval }) =>
      approval ? [[section, approval.hash] as const] : [],
    ),
  );
  if (missingApprovals(readArticle(doc), template, approved).length === 0) return false;
  const { numUpdatedRows } = await transaction
    .updateTable('article')
    .set({ stage: 'review' satisfies Stage })
    .where('id', '=', article)
    .where('stage', '=', 'ready' satisfies Stage)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  const stage = { from: 'ready', to: 'review' } as const;
  await record(transaction, { act: 'article.stage-changed', who: null, article, details: { stage } });
  await events.emit(transaction, { type: 'stage-changed', article, by, ...stage });
  return true;
}
