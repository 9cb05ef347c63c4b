// Rows of articles for tests.
import type { ArticleRow } from '@galley/shared/api/articles.ts';
import { type ArticleId, newId, type TemplateId, type UserId } from '@galley/shared/ids.ts';

const person = newId<UserId>();

/** A draft of which only what a test is about need be said. */
export function articleRow(change: Partial<ArticleRow> = {}): ArticleRow {
  return {
    id: newId<ArticleId>(),
    headline: '',
    dek: '',
    slug: null,
    byline: '',
    authors: [],
    stage: 'draft',
    template: 'news' as TemplateId,
    language: 'en',
    words: 100,
    boilerplate: 0,
    createdBy: person,
    createdAt: '2026-01-01T00:00:00.000Z',
    editedAt: '2026-01-01T00:00:00.000Z',
    editedBy: person,
    archivedAt: null,
    tags: [],
    siteSection: null,
    searchTitle: '',
    socialTitle: '',
    searchDescription: '',
    socialPicture: null,
    canonical: null,
    related: [],
    translations: [],
    series: '',
    seriesPlace: null,
    embargo: null,
    liveRevision: null,
    publishAt: null,
    assignee: null,
    dueAt: null,
    licenceEnd: null,
    openThreads: 0,
    sections: 3,
    approved: 0,
    ...change,
  };
}
