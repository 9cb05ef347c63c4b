// The page of one article: head, sections, outline, tools and the publishing panel around one live document.
import { may } from '@galley/shared/access/roles.ts';
import { isLine } from '@galley/shared/article/region.ts';
import type { Template } from '@galley/shared/article/template.ts';
import { type ArticleId, articleIdOf } from '@galley/shared/ids.ts';
import { Alert, Button, Loader, Text } from '@mantine/core';
import { useDisclosure, useHotkeys, useMediaQuery } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { type QueryClient, useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import {
  memo,
  useCallback,
  useDeferredValue,
  useEffect,
  useLayoutEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { ApiProblem } from '../app/api.ts';
import { articleQuery } from '../app/articles.ts';
import { useOwnKeysSheet } from '../app/page-keys.ts';
import { peopleQuery } from '../app/people.ts';
import { useMe } from '../app/session.tsx';
import { templatesQuery, useTemplates } from '../app/templates.ts';
import { denialOf } from '../collab/denial.ts';
import { ArticleSession, type RefusalNews } from '../collab/session.ts';
import { useLeadTexts, useOutline } from '../collab/use-yjs.ts';
import {
  ArticleContext,
  type ArticleFacts,
  factsOf,
  type OpenArticle,
  ToolsContext,
  useArticle,
  useHeadline,
  useSessionState,
} from '../editor/article-context.ts';
import { CrossSelection } from '../editor/cross-selection.ts';
import { RegionEditors } from '../editor/region-editors.ts';
import { FindBar } from '../editor/tools/find-bar.tsx';
import { LinkBox } from '../editor/tools/link-box.tsx';
import { ToolDialog } from '../editor/tools/tool-dialog.tsx';
import barClasses from '../editor/tools/tools.module.css';
import { PageKeys, useTools } from '../editor/tools/use-tools.ts';
import { useUndoPlace } from '../editor/use-undo-place.ts';
import {
  ReviewContext,
  useOpenReview,
  useSuggesting,
  useSuggestionStore,
  useThreadStore,
} from '../review/article-review.ts';
import { machineMadeQuery } from '../review/machine/machine-made.ts';
import { sectionStatusesQuery } from '../review/sections/section-statuses.ts';
import { suggestionsQuery } from '../review/suggestions/suggestions-query.ts';
import { ReaderHandle } from '../review/threads/reader-comments.tsx';
import { selectedSubject } from '../review/threads/thread-marks.ts';
import { threadsQuery } from '../review/threads/thread-requests.ts';
import type { ThreadStore } from '../review/threads/thread-store.ts';
import { useNamedPlace, useThreadKeys } from '../review/threads/ways-to-cards.ts';
import { Announcer } from '../ui/announcer.tsx';
import { SideDrawer } from '../ui/drawers.tsx';
import { PageTitle } from '../ui/page-title.tsx';
import { AddSectionButton } from './add-section.tsx';
import { ArticleCommands } from './article-commands.tsx';
import { ArticleHeader } from './article-header.tsx';
import classes from './article-page.module.css';
import { BlockHandle } from './block-handle.tsx';
import { Bubble } from './bubble.tsx';
import { ChecksSide } from './checks-side.tsx';
import { CommentsSide } from './comments-side.tsx';
import { ConnectionTrouble } from './connection-trouble.tsx';
import { HelpSheet } from './help-sheet.tsx';
import { KeepPlace } from './keep-place.tsx';
import { LeadImage } from './lead-image.tsx';
import { LeaveGuard } from './leave-guard.tsx';
import { LineEditor } from './line-editor.tsx';
import { OutlinePanel } from './outline-panel.tsx';
import { PhoneBar } from './phone-bar.tsx';
import { PublishingSide } from './publishing-side.tsx';
import { SectionFrame } from './section-frame.tsx';
import { type Side, ToolsBar } from './tools-bar.tsx';
import { Unreadable } from './unreadable.tsx';
import { useCrossSelection } from './use-cross-selection.ts';
import { useFileGuard } from './use-file-guard.ts';
import { useFirstCaret } from './use-first-caret.ts';
import { useFollowedBlock } from './use-followed-block.ts';

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

const Paper = memo(function Paper() {
  const { t } = useTranslation('editor');
  const { row, session, editors, canWrite, mayType } = useArticle();
  const outline = useOutline(session.doc);
  const sections = useMemo(() => outline.filter((entry) => !entry.removed), [outline]);
  const [outlineOpened, outlineDrawer] = useDisclosure(false);
  const phone = useMediaQuery('(max-width: 62em)') ?? false;
  const wide = useMediaQuery('(min-width: 75em)') ?? true;
  const narrow = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false }) ?? false;
  const Bar = narrow ? PhoneBar : ToolsBar;
  // The text comes first; what stands around it is rendered behind it, in pieces between which keys are taken.
  const surrounded = useDeferredValue(true, false);
  const [side, setSide] = useState<Side | null>(null);
  // Where there is a margin, comments stand in it unless something else is wanted there.
  const shown = side ?? (wide ? 'comments' : null);
  const threads = useThreadStore();
  useEffect(() => threads.onShow(() => setSide('comments')), [threads]);
  const suggestions = useSuggestionStore();
  const comment = useCallback(() => commentHere(editors, threads), [editors, threads]);
  useThreadKeys(threads, suggestions, comment);
  useNamedPlace(threads, suggestions);
  const order = sections.map(({ id }) => id).join();
  const lead = useLeadTexts(session.doc);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the ids in their order are what counts
  useLayoutEffect(
    () => editors.setOrder(['headline', 'dek', ...lead, ...sections.map(({ id }) => id)]),
    [editors, order, lead],
  );
  const crossing = useCrossSelection();
  useUndoPlace();
  useFollowedBlock();
  useFileGuard();
  useFirstCaret(sections[0]?.id);
  const tools = useTools();
  const [finding, setFinding] = useState<'find' | 'replace' | null>(null);
  const [helpOpened, help] = useDisclosure();
  useOwnKeysSheet(help.open);
  const [focusMode, focus] = useDisclosure();
  useHotkeys(
    focusMode
      ? [['Escape', (event) => !closesSomethingElse(event) && focus.close(), { preventDefault: false }]]
      : [],
    [],
    true,
  );
  const openPublishing = useCallback(() => setSide('publishing'), []);
  const openChecks = useCallback(() => setSide('checks'), []);
  const openFind = useCallback(() => setFinding(mayType ? 'replace' : 'find'), [mayType]);

  return (
    <ToolsContext value={tools}>
      <PageKeys onFind={(replacing) => setFinding(replacing ? 'replace' : 'find')} onHelp={help.open} />
      <div
        className={classes.page}
        data-panel={
          shown === 'publishing' || shown === 'checks' || (shown === 'comments' && !wide) || undefined
        }
        data-focus={focusMode || undefined}
      >
        {surrounded ? (
          <>
            <Bar
              tools={tools}
              onOutline={outlineDrawer.open}
              side={shown}
              onSide={(wanted) => setSide(shown === wanted ? null : wanted)}
              focusMode={focusMode}
              onFocusMode={focus.toggle}
              onFind={() => setFinding(finding ? null : mayType ? 'replace' : 'find')}
              onHelp={help.open}
            />
            {finding && <FindBar replacing={finding === 'replace'} onClose={() => setFinding(null)} />}
            {tools.prompt && <ToolDialog prompt={tools.prompt} onClose={tools.closePrompt} />}
            <ArticleCommands
              sections={sections}
              onComment={comment}
              onPublish={openPublishing}
              onChecks={openChecks}
              onFind={openFind}
              onHelp={help.open}
            />
            <HelpSheet opened={helpOpened} onClose={help.close} />
          </>
        ) : (
          !narrow && <div className={barClasses.bar} />
        )}
        <div className={classes.columns}>
          {phone ? (
            <SideDrawer
              opened={outlineOpened}
              onClose={outlineDrawer.close}
              title={t('outline.title')}
              size={300}
            >
              <OutlinePanel onGo={outlineDrawer.close} />
            </SideDrawer>
          ) : (
            <aside className={classes.outline}>{surrounded && <OutlinePanel />}</aside>
          )}
          <div className={classes.middle}>
            <ModeNote />
            <article className={classes.paper} lang={row.language} data-cross={crossing || undefined}>
              {surrounded &&
                (mayType ? <BlockHandle tools={tools} /> : threads.mayComment && <ReaderHandle />)}
              {surrounded && mayType && <Bubble tools={tools} />}
              {tools.prompt?.kind === 'link' && (
                <LinkBox
                  key={tools.prompt.editor.state.selection.from}
                  editor={tools.prompt.editor}
                  onClose={tools.closePrompt}
                />
              )}
              <div id="article-head" className={classes.head}>
                <LineEditor
                  line="headline"
                  placeholder={t('headlineHint')}
                  label={t('headline')}
                  className={classes.headline}
                />
                <LineEditor line="dek" placeholder={t('dekHint')} label={t('dek')} className={classes.dek} />
                <LeadImage />
              </div>
              <KeepPlace order={order} editors={editors}>
                {sections.map((entry, index) => (
                  <SectionFrame key={entry.id} entry={entry} index={index} count={sections.length} />
                ))}
              </KeepPlace>
              {canWrite && (
                <div className={classes.add}>
                  <AddSectionButton />
                </div>
              )}
            </article>
          </div>
          {surrounded && (
            <>
              <PublishingSide
                opened={shown === 'publishing'}
                phone={phone}
                onClose={() => setSide(null)}
                onComments={() => setSide('comments')}
              />
              <ChecksSide opened={shown === 'checks'} phone={phone} onClose={() => setSide(null)} />
              {shown === 'comments' && (
                <CommentsSide wide={wide} phone={phone} onClose={() => setSide(null)} />
              )}
            </>
          )}
        </div>
      </div>
    </ToolsContext>
  );
});

/** Whether the key is for what stands over the page: a dialog, a menu, a list. */
function closesSomethingElse({ target }: KeyboardEvent): boolean {
  const over = '[role="dialog"], [role="menu"], [role="listbox"]';
  return document.querySelector(over) !== null || target instanceof HTMLInputElement;
}

/** Tells those who can't write in this article, or suggest at the moment, what becomes of what they do. */
function ModeNote() {
  const { t } = useTranslation('editor');
  const { t: words } = useTranslation('suggestions');
  const { canWrite, row } = useArticle();
  const { rights } = useSuggestionStore();
  const suggesting = useSuggesting();
  if (canWrite && !suggesting) return null;
  const why =
    row.archivedAt !== null ? t('archivedWhy') : rights.make ? words('readOnlyWhy') : t('readOnlyWhy');
  return (
    <Alert
      variant="light"
      color={suggesting ? 'pencil' : 'gray'}
      className={classes.note ?? ''}
      title={suggesting ? words('note') : t('readOnly')}
    >
      {suggesting ? words('noteWhy') : why}
    </Alert>
  );
}

/** Begins a comment on what is selected, else on the section or line with the caret, else on the article. */
function commentHere(editors: RegionEditors, threads: ThreadStore): void {
  const region = editors.selected() ?? editors.getState().active;
  const editor = region && editors.of(region);
  if (region === null || !editor) threads.compose({ type: 'article' });
  else {
    const passage = isLine(region) ? null : selectedSubject(editor.state, region);
    threads.compose(passage ?? { type: 'region', region });
  }
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
