// What a change makes of an article's row: its names, what the audit log has of it, and whether the row is still as expected.
import type { ArticleRow, articleChangeSchema } from '@galley/shared/api/articles.ts';
import { type Author, bylineOf } from '@galley/shared/article/authors.ts';
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { z } from 'zod';
import type { NewAuditEntry } from '../audit/record.ts';
import type { Tables } from '../storage/tables.ts';

export type ArticleRowChange = z.output<typeof articleChangeSchema>;

/** The byline and the authors as a change leaves them; null where it leaves them alone. Authors are null where the byline names them. */
export function namesAfter(
  before: ArticleRow,
  { byline, authors, language = before.language }: ArticleRowChange,
): { byline: string; authors: readonly Author[] | null } | null {
  if (authors) return { byline: bylineOf(authors, language), authors };
  if (byline !== undefined) return byline === before.byline ? null : { byline, authors: null };
  // The word between the names is that of the language, where nobody has written another.
  const isWritten = before.byline !== bylineOf(before.authors, before.language);
  if (language === before.language || isWritten) return null;
  return { byline: bylineOf(before.authors, language), authors: before.authors };
}

/** What of a change is really one, as the audit log tells it. */
export function entriesOf(
  before: ArticleRow,
  change: ArticleRowChange,
  siteSectionName: string | null,
): Omit<NewAuditEntry, 'who'>[] {
  const {
    stage,
    archived,
    slug,
    byline,
    authors,
    language,
    tags,
    siteSection,
    embargo,
    assignee,
    dueAt,
    related,
    translations,
  } = change;
  const article = before.id;
  const entries: Omit<NewAuditEntry, 'who'>[] = [];
  const details = {
    ...(slug === undefined || slug === before.slug ? {} : { slug }),
    ...(byline === undefined || (byline === before.byline && !authors) ? {} : { byline }),
    ...(language === undefined || language === before.language ? {} : { language }),
    ...(tags === undefined || tags.join('\n') === before.tags.join('\n') ? {} : { tags }),
    ...(siteSection === undefined || siteSection === before.siteSection
      ? {}
      : { siteSection: siteSectionName }),
    ...(embargo === undefined || embargo === before.embargo ? {} : { embargo }),
    ...otherChanges(before, change),
    ...(related === undefined || related.join() === before.related.join() ? {} : { related }),
    ...(translations === undefined || translations.join() === before.translations.join()
      ? {}
      : { translations }),
  };
  if (Object.keys(details).length > 0) entries.push({ act: 'article.settings-changed', article, details });
  if (stage !== undefined && stage !== before.stage)
    entries.push({
      act: 'article.stage-changed',
      article,
      details: { stage: { from: before.stage, to: stage } },
    });
  const hasOtherDue = dueAt !== undefined && dueAt !== before.dueAt;
  const due = hasOtherDue ? { dueAt } : {};
  if (assignee !== undefined && assignee !== before.assignee)
    entries.push(
      assignee === null
        ? { act: 'article.unassigned', article, person: before.assignee, details: due }
        : { act: 'article.assigned', article, person: assignee, details: due },
    );
  else if (hasOtherDue) entries.push({ act: 'article.due-changed', article, details: due });
  if (archived !== undefined && archived !== (before.archivedAt !== null))
    entries.push({ act: archived ? 'article.archived' : 'article.restored', article });
  return entries;
}

/** Settings of which the log has what they are set to. */
const otherSettings = [
  ...['searchTitle', 'socialTitle', 'searchDescription', 'socialPicture', 'canonical'],
  ...['series', 'seriesPlace'],
] as const;

function otherChanges(before: ArticleRow, change: ArticleRowChange): NewAuditEntry['details'] {
  const changed = otherSettings.filter(
    (field) => change[field] !== undefined && change[field] !== before[field],
  );
  return Object.fromEntries(changed.map((field) => [field, change[field]]));
}

/** That an article's row still has all of this. */
export function isAsExpected(
  eb: ExpressionBuilder<Tables, 'article'>,
  { stage, archived, assignee, dueAt, siteSection }: ArticleRowChange,
): Expression<SqlBool> {
  const is = (column: 'assignee' | 'dueAt' | 'siteSection', value: string | null) =>
    value === null ? eb(column, 'is', null) : eb(column, '=', value);
  return eb.and([
    ...(stage === undefined ? [] : [eb('stage', '=', stage)]),
    ...(archived === undefined ? [] : [eb('archivedAt', archived ? 'is not' : 'is', null)]),
    ...(assignee === undefined ? [] : [is('assignee', assignee)]),
    ...(dueAt === undefined ? [] : [is('dueAt', dueAt)]),
    ...(siteSection === undefined ? [] : [is('siteSection', siteSection)]),
  ]);
}
