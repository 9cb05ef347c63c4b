// What the bubble is about: a selection, or the link or note that the caret is in.
import type { Editor } from '@tiptap/core';
import { type RefObject, useEffect, useState } from 'react';
import { isInFigureText } from './figure-texts.ts';
import { markTools } from './marks.tsx';

/** What the bubble at the caret is about. */
export type BubbleSubject =
  /** `plain` text takes no formatting. */
  | { type: 'selection'; from: number; to: number; marks: readonly string[]; plain: boolean }
  | { type: 'link'; from: number; address: string }
  | { type: 'note'; from: number; text: string };

/** The subject; null while there is none, while the mouse still selects, and once Escape was pressed. */
export function useBubbleSubject(
  editor: Editor | null,
  holder: RefObject<HTMLElement | null>,
): BubbleSubject | null {
  const [subject, setSubject] = useState<BubbleSubject | null>(null);
  useEffect(() => {
    if (!editor) return setSubject(null);
    let selecting = false;
    const update = () => {
      const next = selecting || !hasFocus(editor, holder.current) ? null : subjectOf(editor);
      setSubject((before) => (JSON.stringify(before) === JSON.stringify(next) ? before : next));
    };
    const onMouseDown = (event: MouseEvent) => {
      if (holder.current?.contains(event.target as Node)) return;
      selecting = event.target instanceof Node && editor.view.dom.contains(event.target);
      if (selecting) setSubject(null);
    };
    const onMouseUp = () => {
      selecting = false;
      update();
    };
    const onKeyDown = (event: KeyboardEvent) => event.key === 'Escape' && setSubject(null);
    // The focus has gone where it goes only after the blur.
    const onBlur = () => requestAnimationFrame(update);
    update();
    editor.on('transaction', update);
    editor.on('focus', update);
    editor.on('blur', onBlur);
    window.addEventListener('mousedown', onMouseDown, true);
    window.addEventListener('mouseup', onMouseUp);
    window.addEventListener('keydown', onKeyDown);
    return () => {
      editor.off('transaction', update);
      editor.off('focus', update);
      editor.off('blur', onBlur);
      window.removeEventListener('mousedown', onMouseDown, true);
      window.removeEventListener('mouseup', onMouseUp);
      window.removeEventListener('keydown', onKeyDown);
    };
  }, [editor, holder]);
  return subject;
}

function hasFocus(editor: Editor, bubble: HTMLElement | null): boolean {
  return editor.isFocused || Boolean(bubble?.contains(document.activeElement));
}

function subjectOf(editor: Editor): BubbleSubject | null {
  if (editor.isDestroyed || !editor.isEditable || editor.isActive('codeBlock')) return null;
  const { selection, doc } = editor.state;
  const { from, to, empty } = selection;
  if (empty) {
    if (editor.isActive('link'))
      return { type: 'link', from, address: String(editor.getAttributes('link').href) };
    if (editor.isActive('note'))
      return { type: 'note', from, text: String(editor.getAttributes('note').text) };
    return null;
  }
  if (doc.textBetween(from, to).trim() === '') return null;
  const names = [...markTools.map(({ key }) => key), 'link', 'note'];
  const plain = isInFigureText(selection.$from) && isInFigureText(selection.$to);
  return { type: 'selection', from, to, marks: names.filter((name) => editor.isActive(name)), plain };
}
