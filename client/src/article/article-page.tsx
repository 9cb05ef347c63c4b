// The page of one article: it opens the article's document and its review, and says what keeps them from being there.
import { may } from '@galley/shared/access/roles.ts';
import type { Template } from '@galley/shared/article/template.ts';
import { type ArticleId, articleIdOf } from '@galley/shared/ids.ts';
import { Alert, Button, Loader, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type QueryClient, useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { ApiProblem } from '../app/api.ts';
import { articleQuery } from '../app/articles.ts';
import { peopleQuery } from '../app/people.ts';
import { useMe } from '../app/session.tsx';
import { templatesQuery, useTemplates } from '../app/templates.ts';
import { denialOf } from '../collab/denial.ts';
import { ArticleSession, type RefusalNews } from '../collab/session.ts';
import {
  ArticleContext,
  type ArticleFacts,
  factsOf,
  type OpenArticle,
  useArticle,
  useHeadline,
  useSessionState,
} from '../editor/article-context.ts';
import { CrossSelection } from '../editor/cross-selection.ts';
import { RegionEditors } from '../editor/region-editors.ts';
import { ReviewContext, useOpenReview } from '../review/article-review.ts';
import { machineMadeQuery } from '../review/machine/machine-made.ts';
import { sectionStatusesQuery } from '../review/sections/section-statuses.ts';
import { suggestionsQuery } from '../review/suggestions/suggestions-query.ts';
import { threadsQuery } from '../review/threads/thread-requests.ts';
import { Announcer } from '../ui/announcer.tsx';
import { PageTitle } from '../ui/page-title.tsx';
import { ArticleHeader } from './article-header.tsx';
import classes from './article-page.module.css';
import { ConnectionTrouble } from './connection-trouble.tsx';
import { LeaveGuard } from './leave-guard.tsx';
import { Paper } from './paper.tsx';
import { Unreadable } from './unreadable.tsx';

export function ArticlePage() {
  const id = articleIdOf(useParams().id);
  // What the server says of one that there is not.
  if (id === null)
    throw new ApiProblem({ type: 'about:blank', title: 'Not found', status: 404, code: 'not-found' });
  return <KnownArticle id={id} />;
}

function KnownArticle({ id }: { id: ArticleId }) {
  const { t } = useTranslation('editor');
  const row = useQuery({ ...articleQuery(id), select: factsOf });
  const templates = useTemplates();
  const template = row.data && templates.get(row.data.template);
  if (row.error && !row.data) throw row.error;
  if (!row.data || !template) return <Waiting text={t('loading')} />;
  return <OpenedArticle key={id} row={row.data} template={template} />;
}

/** Asks at once for what the parts of the page ask for when they are there: texts wait for how their sections stand. */
export function prefetchArticle(client: QueryClient, article: ArticleId): void {
  void client.prefetchQuery(articleQuery(article));
  void client.prefetchQuery(templatesQuery);
  void client.prefetchQuery(sectionStatusesQuery(article));
  void client.prefetchQuery(threadsQuery(article));
  void client.prefetchQuery(suggestionsQuery(article));
  void client.prefetchQuery(machineMadeQuery(article));
  void client.prefetchQuery(peopleQuery);
}

function OpenedArticle({ row, template }: { row: ArticleFacts; template: Template }) {
  const { t } = useTranslation('editor');
  const me = useMe();
  const session = useArticleSession(row.id);
  const [editors] = useState(() => new RegionEditors());
  const [cross] = useState(() => new CrossSelection(editors));
  const review = useOpenReview(row.id);
  const suggesting = useSyncExternalStore(
    review?.suggestions.subscribe ?? noSubscription,
    () => review?.suggestions.getState().suggesting ?? false,
  );
  const subscribe = session?.subscribe ?? noSubscription;
  const canWrite = useSyncExternalStore(subscribe, () => session?.getState().canWrite ?? false);
  const mayType = canWrite || suggesting;
  // Nothing of it changes with every letter, as the state of saving does.
  const article = useMemo<OpenArticle | null>(
    () =>
      session
        ? {
            row,
            template,
            session,
            editors,
            cross,
            me,
            canWrite,
            mayType,
            suggesting,
            language: row.language,
          }
        : null,
    [row, template, session, editors, cross, me, canWrite, mayType, suggesting],
  );

  if (!article || !review) return <Waiting text={t('loading')} />;
  return (
    <ArticleContext value={article}>
      <ReviewContext value={review}>
        <ArticleTitle />
        <ArticleHeader />
        <LeaveGuard />
        <ArticleBody />
        <Announcer />
      </ReviewContext>
    </ArticleContext>
  );
}

function ArticleTitle() {
  const { t } = useTranslation('editor');
  return <PageTitle>{useHeadline() || t('untitled')}</PageTitle>;
}

/** The article, once it is there, and what keeps it from being there or from being written. */
function ArticleBody() {
  const { t } = useTranslation('editor');
  const { row, session } = useArticle();
  const ready = useSessionState(session, (state) => state.ready);
  const epoch = useSessionState(session, (state) => state.epoch);
  const quarantine = useSessionState(session, (state) => state.quarantine);
  const denied = useSessionState(session, ({ save }) => (save.type === 'denied' ? save.reason : null));
  return (
    <>
      {denied !== null && <Denied reason={denied} />}
      {quarantine && <Unreadable article={row.id} goodAt={quarantine.goodAt} />}
      {ready && <Paper key={epoch} />}
      {!ready && denied === null && (
        <>
          <Waiting text={t('loading')} />
          <ConnectionTrouble />
        </>
      )}
    </>
  );
}

/** The session lives as long as the page; a document must not be opened while React only renders. */
function useArticleSession(article: ArticleId): ArticleSession | null {
  const { t } = useTranslation('editor');
  const me = useMe();
  const [session, setSession] = useState<ArticleSession | null>(null);
  const canWrite = may(me.role, 'article.write');
  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed role comes over the socket; a new language needs no new document
  useEffect(() => {
    const opened = new ArticleSession(article, me.id, canWrite, (news) => {
      notifications.show({
        title: t('refused.title'),
        message: refusalText(news, t),
        color: 'orange',
        autoClose: 12_000,
      });
    });
    setSession(opened);
    return () => opened.destroy();
  }, [article, me.id]);
  return session;
}

function refusalText({ reason, kept, outline }: RefusalNews, t: TFunction<'editor'>): string {
  const why = t(`refused.reason.${reason as 'schema'}`, { defaultValue: '' });
  const outcome = kept > 0 ? t('refused.kept') : outline ? t('refused.outline') : t('refused.noText');
  return `${why} ${outcome}`;
}

function Denied({ reason }: { reason: string }) {
  const { t } = useTranslation('editor');
  return (
    <Alert color="orange" className={classes.denied ?? ''}>
      <Text mb="sm">{t(`denied.${denialOf(reason)}`)}</Text>
      <Button size="compact-sm" variant="default" onClick={() => location.reload()}>
        {t('denied.reload')}
      </Button>
    </Alert>
  );
}

function Waiting({ text }: { text: string }) {
  return (
    <div className={classes.waiting} role="status">
      <Loader size="sm" />
      <span>{text}</span>
    </div>
  );
}

const noSubscription = () => () => {};
