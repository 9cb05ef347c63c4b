// One section on the page: its label, its size, its menu, and its text.
import { may } from '@galley/shared/access/roles.ts';
import { sectionFragment } from '@galley/shared/article/document.ts';
import type { OutlineEntry } from '@galley/shared/article/outline.ts';
import { readSection } from '@galley/shared/article/read-article.ts';
import { sectionLabel } from '@galley/shared/article/section-label.ts';
import { type SectionSpec, specOf } from '@galley/shared/article/template.ts';
import type { SectionId } from '@galley/shared/ids.ts';
import { ActionIcon } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconGripVertical, IconMessagePlus } from '@tabler/icons-react';
import type { Editor } from '@tiptap/core';
import {
  type MouseEvent,
  memo,
  type RefObject,
  startTransition,
  useCallback,
  useDeferredValue,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { useTranslation } from 'react-i18next';
import type * as Y from 'yjs';
import { useParticipants } from '../collab/use-presence.ts';
import { useArticle } from '../editor/article-context.ts';
import { RegionEditor } from '../editor/region-editor.tsx';
import { placeUnder } from '../editor/still-caret.ts';
import { showText } from '../editor/still-text.ts';
import text from '../editor/text.module.css';
import { useSuggesting, useSuggestionStore, useThreadStore } from '../review/article-review.ts';
import { MachineShare } from '../review/machine/machine-share.tsx';
import { useRegionMarks } from '../review/region-marks.ts';
import { useReading } from '../review/sections/read-sections.ts';
import { Seal } from '../review/sections/seal.tsx';
import { SectionStatus } from '../review/sections/section-status.tsx';
import { useSectionStatus } from '../review/sections/section-statuses.ts';
import { SectionVerdict } from '../review/sections/section-verdict.tsx';
import { SuggestingEditor } from '../review/suggestions/suggesting-editor.tsx';
import { ReaderBubble } from '../review/threads/reader-comments.tsx';
import { Face } from '../ui/face.tsx';
import { RenameSection } from './rename-section.tsx';
import { useSectionDrag } from './section-drag.ts';
import classes from './section-frame.module.css';
import { judge, useSizeText } from './section-limits.ts';
import { SectionMenu } from './section-menu.tsx';
import { useSectionSize } from './section-sizes.ts';

interface SectionFrameProps {
  entry: OutlineEntry;
  /** Its place among the sections, from 0, and how many there are. */
  index: number;
  count: number;
}

export const SectionFrame = memo(function SectionFrame({ entry, index, count }: SectionFrameProps) {
  const { t } = useTranslation('editor');
  const { row, session, template, language, canWrite, editors, me } = useArticle();
  const { t: words } = useTranslation('threads');
  const threads = useThreadStore();
  const active = useSyncExternalStore(editors.subscribe, () => editors.getState().active === entry.id);
  const wanted = useSyncExternalStore(editors.subscribe, () => editors.isWanted(entry.id));
  const status = useSectionStatus(row.id, entry.id);
  const sealed = status?.state === 'approved';
  const doc = sealed ? session.copy : session.doc;
  const fragment = useMemo(() => sectionFragment(doc, entry.id), [doc, entry.id]);
  useEffect(
    () => (sealed ? session.connection.leaveOutOfUndo(entry.id) : undefined),
    [sealed, session.connection, entry.id],
  );
  const marks = useRegionMarks(entry.id, fragment);
  const suggesting = useSuggesting();
  const suggestions = useSuggestionStore();
  const forking = suggesting && !sealed;
  const forkable = useSyncExternalStore(suggestions.subscribe, () => suggestions.getState().known);
  const spec = specOf(template, entry.kind);
  const label = sectionLabel(entry, template, language);
  const drag = useSectionDrag(entry.id);
  const [renaming, rename] = useDisclosure();
  const frame = useRef<HTMLElement>(null);
  const mounted = useMountedOnceNear(frame, index === 0) || wanted;
  // As on the whole page: the text comes first.
  const surrounded = useDeferredValue(true, false);
  const placeholder = spec?.hint[language] || t('section.hintEmpty');
  const edges = { start: useRef<HTMLElement>(null), end: useRef<HTMLElement>(null) };
  useReading(session.doc, entry, edges, status?.state === 'ready' && may(me.role, 'section.approve'));
  const tries = useTriesToWrite(frame, sealed && canWrite);
  const forReaders = useCallback(
    (editor: Editor) => threads.mayComment && <ReaderBubble editor={editor} section={entry.id} />,
    [threads, entry.id],
  );
  const about = { article: row.id, section: entry.id, label, template };
  const editorProps = { fragment, spec, placeholder, label, className: text.text };

  return (
    <section
      ref={frame}
      id={`section-${entry.id}`}
      aria-label={label}
      className={classes.frame}
      data-active={active || undefined}
      data-drop={drag.over}
      {...drag.target}
    >
      <header ref={edges.start} className={classes.head}>
        {canWrite && (
          <span data-tip={t('section.drag')} className={classes.grip} aria-hidden {...drag.handle}>
            <IconGripVertical size={15} />
          </span>
        )}
        <h2 className={classes.label} onDoubleClick={canWrite && !sealed ? rename.open : undefined}>
          {label}
        </h2>
        {spec?.required && <span className={classes.required}>{t('section.required')}</span>}
        {surrounded && (
          <>
            {status !== undefined && (
              <SectionStatus {...about} status={status} read={() => readSection(session.doc, entry)} />
            )}
            <MachineShare place={entry.id} />
            <PeopleHere section={entry.id} label={label} />
            <Size fragment={fragment} spec={spec} />
            {threads.mayComment && (
              <ActionIcon
                data-tip={words('commentSection')}
                size="sm"
                className={classes.comment ?? ''}
                aria-label={`${words('commentSection')}: ${label}`}
                onClick={() => threads.compose({ type: 'region', region: entry.id })}
              >
                <IconMessagePlus size={15} />
              </ActionIcon>
            )}
            {canWrite && (
              <>
                <SectionMenu
                  entry={entry}
                  label={label}
                  index={index}
                  count={count}
                  sealed={sealed}
                  onRename={rename.open}
                />
                <RenameSection entry={entry} opened={renaming} onClose={rename.close} />
              </>
            )}
          </>
        )}
      </header>
      {status?.approval && <Seal {...about} status={status} tries={tries} />}
      {status && <SectionVerdict {...about} status={status} read={() => readSection(session.doc, entry)} />}
      {mounted && status !== undefined && (forkable || !forking) ? (
        forking ? (
          <SuggestingEditor region={entry.id} {...editorProps} />
        ) : (
          <RegionEditor
            region={entry.id}
            sealed={sealed}
            marks={marks}
            forReaders={forReaders}
            {...editorProps}
          />
        )
      ) : (
        <StillText fragment={fragment} region={entry.id} takesCaret={(canWrite || suggesting) && !sealed} />
      )}
      <span ref={edges.end} className={classes.end} aria-hidden />
    </section>
  );
});

/** How often somebody has typed with the caret in a text that takes nothing. */
function useTriesToWrite(frame: RefObject<HTMLElement | null>, watching: boolean): number {
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (!watching) return setTries(0);
    // Such a text has no focus of its own: the keys go to the page.
    const onKeyDown = (event: KeyboardEvent) => {
      const at = window.getSelection()?.anchorNode;
      const isHere = at instanceof Node && frame.current?.querySelector('.ProseMirror')?.contains(at);
      const isElsewhere = document.activeElement?.closest(
        'input, textarea, [contenteditable="true"], button',
      );
      if (isHere && !isElsewhere && wouldWrite(event)) setTries((before) => before + 1);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [frame, watching]);
  return tries;
}

/** Whether the key would change a text. */
function wouldWrite({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  const pastes = (ctrlKey || metaKey) && (key === 'v' || key === 'x');
  const types = !ctrlKey && !metaKey && !altKey && [...key].length === 1;
  return pastes || types || key === 'Enter' || key === 'Backspace' || key === 'Delete';
}

interface StillTextProps {
  fragment: Y.XmlFragment;
  region: SectionId;
  /** Whether a click means that somebody wants to type there. */
  takesCaret: boolean;
}

/** The section's text until its editor mounts, in the form and the height that it has there. */
function StillText({ fragment, region, takesCaret }: StillTextProps) {
  const { editors } = useArticle();
  const holder = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => (holder.current ? showText(fragment, holder.current) : undefined), [fragment]);
  const onMouseDown = (event: MouseEvent<HTMLDivElement>) => {
    const { button, shiftKey, currentTarget } = event;
    if (!takesCaret || button !== 0 || shiftKey) return;
    // What the browser would select goes with the text as soon as the editor comes.
    event.preventDefault();
    // Nor may what is pasted or composed meanwhile go where the caret was.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    void editors.focus(region, placeUnder(currentTarget, fragment, event));
  };
  // biome-ignore lint/a11y/noStaticElementInteractions: what stands here becomes the textbox; it takes no keys itself.
  return <div ref={holder} className={text.text} onMouseDown={onMouseDown} />;
}

function Size({ fragment, spec }: { fragment: Y.XmlFragment; spec: SectionSpec | null }) {
  const size = useSectionSize(fragment, spec);
  return (
    <span className={classes.size} data-judgment={judge(size, spec)}>
      {useSizeText(size, spec)}
    </span>
  );
}

function PeopleHere({ section, label }: { section: SectionId; label: string }) {
  const { t } = useTranslation('editor');
  const { session } = useArticle();
  const people = useParticipants(session.connection.awareness).filter((person) => person.region === section);
  return (
    <span className={classes.people}>
      {people.map((person) => (
        <span key={person.id} data-tip={t('people.inSection', { name: person.name, section: label })}>
          <Face person={{ ...person, picture: null }} size={18} />
        </span>
      ))}
    </span>
  );
}

/** True from the start, or once the element has come near the window; it stays so. */
function useMountedOnceNear(element: React.RefObject<HTMLElement | null>, atOnce: boolean): boolean {
  const [near, setNear] = useState(atOnce);
  useEffect(() => {
    if (near || !element.current) return;
    const observer = new IntersectionObserver(
      // Who clicks there meanwhile is not kept waiting: keys go where the caret is put (`RegionEditors.ensure`).
      ([entry]) => entry?.isIntersecting && startTransition(() => setNear(true)),
      { rootMargin: '1200px 0px' },
    );
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element, near]);
  return near;
}
