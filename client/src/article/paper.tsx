// The open article as it is written and read: its text, and the tools, outline and sides around it.
import { isLine } from '@galley/shared/article/region.ts';
import { Alert } from '@mantine/core';
import { useDisclosure, useHotkeys, useMediaQuery } from '@mantine/hooks';
import { memo, useCallback, useDeferredValue, useEffect, useLayoutEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOwnKeysSheet } from '../app/page-keys.ts';
import { useLeadTexts, useOutline } from '../collab/use-yjs.ts';
import { ToolsContext, useArticle } from '../editor/article-context.ts';
import type { RegionEditors } from '../editor/region-editors.ts';
import { FindBar } from '../editor/tools/find-bar.tsx';
import { LinkBox } from '../editor/tools/link-box.tsx';
import { ToolDialog } from '../editor/tools/tool-dialog.tsx';
import barClasses from '../editor/tools/tools.module.css';
import { PageKeys, useTools } from '../editor/tools/use-tools.ts';
import { useUndoPlace } from '../editor/use-undo-place.ts';
import { useSuggesting, useSuggestionStore, useThreadStore } from '../review/article-review.ts';
import { ReaderHandle } from '../review/threads/reader-comments.tsx';
import { selectedSubject } from '../review/threads/thread-marks.ts';
import type { ThreadStore } from '../review/threads/thread-store.ts';
import { useNamedPlace, useThreadKeys } from '../review/threads/ways-to-cards.ts';
import { SideDrawer } from '../ui/drawers.tsx';
import { AddSectionButton } from './add-section.tsx';
import { ArticleCommands } from './article-commands.tsx';
import classes from './article-page.module.css';
import { BlockHandle } from './block-handle.tsx';
import { Bubble } from './bubble.tsx';
import { ChecksSide, ShownHints } from './checks-side.tsx';
import { CommentsSide } from './comments-side.tsx';
import { HelpSheet } from './help-sheet.tsx';
import { KeepPlace } from './keep-place.tsx';
import { LeadImage } from './lead-image.tsx';
import { LineEditor } from './line-editor.tsx';
import { OutlinePanel } from './outline-panel.tsx';
import { PhoneBar } from './phone-bar.tsx';
import { PublishingSide } from './publishing-side.tsx';
import { SectionFrame } from './section-frame.tsx';
import { type Side, ToolsBar } from './tools-bar.tsx';
import { useCrossSelection } from './use-cross-selection.ts';
import { useFileGuard } from './use-file-guard.ts';
import { useFirstCaret } from './use-first-caret.ts';
import { useFollowedBlock } from './use-followed-block.ts';

/** The page once its document is there; made anew with each document. */
export const Paper = memo(function Paper() {
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
              {surrounded && <ShownHints />}
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
