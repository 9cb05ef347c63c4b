// The comments of an open article on a phone: a sheet over the lower part of the window that leaves the passage in view above it,
// also while the on-screen keyboard takes a part of the window.
import { CloseButton } from '@mantine/core';
import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useThreadState } from '../review/article-review.ts';
import { passageOf, wholeOf } from '../review/threads/margin-layout.ts';
import classes from './comments-sheet.module.css';

interface CommentsSheetProps {
  onClose: () => void;
  children: ReactNode;
}

export function CommentsSheet({ onClose, children }: CommentsSheetProps) {
  const { t } = useTranslation('threads');
  const sheet = useRef<HTMLDivElement>(null);
  useVisibleWindow(sheet);
  usePassageInView(sheet);
  const opener = useRef<Element | null>(null);
  useLayoutEffect(() => {
    opener.current = document.activeElement;
    // A draft takes the focus itself, and whoever writes goes on writing.
    const isText = opener.current?.closest('[contenteditable="true"]');
    if (!isText && !sheet.current?.contains(opener.current)) sheet.current?.focus({ preventScroll: true });
  }, []);
  const close = () => {
    onClose();
    if (opener.current instanceof HTMLElement) opener.current.focus({ preventScroll: true });
  };
  return (
    <div
      ref={sheet}
      role="dialog"
      aria-label={t('title')}
      tabIndex={-1}
      className={classes.sheet}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) close();
      }}
    >
      <div className={classes.head}>
        <h2 className={classes.title}>{t('title')}</h2>
        <CloseButton size={44} aria-label={t('close')} onClick={close} />
      </div>
      <div className={classes.cards}>{children}</div>
    </div>
  );
}

/** Tells the sheet which part of the window the on-screen keyboard leaves. */
function useVisibleWindow(sheet: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const visible = window.visualViewport;
    if (!visible) return;
    const measure = () => {
      const { height, offsetTop } = visible;
      sheet.current?.style.setProperty('--visible-height', `${height}px`);
      sheet.current?.style.setProperty('--below', `${Math.max(0, innerHeight - offsetTop - height)}px`);
    };
    measure();
    visible.addEventListener('resize', measure);
    visible.addEventListener('scroll', measure);
    return () => {
      visible.removeEventListener('resize', measure);
      visible.removeEventListener('scroll', measure);
    };
  }, [sheet]);
}

/** Keeps what the looked-at or begun comment is about between the bars and the sheet, whatever becomes of their sizes. */
function usePassageInView(sheet: RefObject<HTMLElement | null>): void {
  const active = useThreadState((state) => state.active);
  const draft = useThreadState((state) => state.draft);
  const id = draft ? 'draft' : active;
  useEffect(() => {
    if (id === null || !sheet.current) return;
    let frame = 0;
    const show = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        const passage = passageOf(id) ?? (draft && wholeOf(draft));
        const rect = passage?.getClientRects()[0] ?? passage?.getBoundingClientRect();
        const top = sheet.current?.getBoundingClientRect().top;
        if (!rect || top === undefined) return;
        const bars = document.querySelector('[data-editor-bar]')?.getBoundingClientRect().bottom ?? 0;
        const [from, to] = [bars + margin, top - margin];
        const fits = rect.top >= from && Math.min(rect.bottom, rect.top + to - from) <= to;
        if (!fits) window.scrollBy(0, rect.top - from);
      });
    };
    show();
    const sizes = new ResizeObserver(show);
    sizes.observe(sheet.current);
    window.visualViewport?.addEventListener('resize', show);
    return () => {
      cancelAnimationFrame(frame);
      sizes.disconnect();
      window.visualViewport?.removeEventListener('resize', show);
    };
  }, [id, draft, sheet]);
}

/** Between the passage and what stands around it, in px. */
const margin = 12;
