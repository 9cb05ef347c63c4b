// The mouse, the keys and the clipboard of a selection over several regions.
import { useEffect, useSyncExternalStore } from 'react';
import { useArticle } from '../editor/article-context.ts';
import { type CrossSelection, type Spot, spotIn } from '../editor/cross-selection.ts';
import { insertLetter } from '../editor/native-keys.ts';
import { pasteOver } from '../editor/paste-over.ts';
import type { RegionEditors } from '../editor/region-editors.ts';
import { fragmentOfRegion } from '../editor/region-text.ts';
import { markOfKeys, toggleMarkOver } from '../editor/tools/marks.tsx';
import { useMachineWordsStore } from '../review/article-review.ts';
import { markedBetween } from '../review/machine/copied-machine-words.ts';

/**
 * Lets a selection be dragged from region to region, and acts on it by keyboard and clipboard. Tells whether there is one.
 */
export function useCrossSelection(): boolean {
  const { editors, cross, session, mayType } = useArticle();
  const words = useMachineWordsStore();
  const { steps } = session.connection;
  useEffect(() => {
    const stopDragging = dragSelections(editors, cross);

    const onKeyDown = (event: KeyboardEvent) => {
      if (!cross.isActive || isElsewhere(event.target)) return;
      const mark = markOfKeys(event);
      if (event.shiftKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
        cross.extend(event.key === 'ArrowDown' ? 1 : -1);
      } else if (event.shiftKey && (event.key === 'ArrowRight' || event.key === 'ArrowLeft')) {
        cross.extend(event.key === 'ArrowRight' ? 1 : -1);
      } else if (event.key === 'Backspace' || event.key === 'Delete') {
        if (mayType) void cross.delete(steps);
      } else if (mark) {
        if (mayType) void toggleMarkOver(cross, steps, mark);
      } else if (isMove(event)) {
        cross.clear();
        return;
      } else if (mayType && isText(event)) {
        const { key } = event;
        void cross.delete(
          steps,
          ([first]) => key !== 'Enter' && first && insertLetter(first.editor.view, key),
        );
      } else {
        return;
      }
      event.preventDefault();
      event.stopPropagation();
    };
    // Text that is composed can't wait for editors to mount: it goes to the caret, and the selection ends.
    const onCompositionStart = () => cross.clear();
    const onClipboard = (event: ClipboardEvent) => {
      if (!cross.isActive || isElsewhere(event.target)) return;
      event.preventDefault();
      event.stopPropagation();
      if (event.type === 'paste') {
        const html = event.clipboardData?.getData('text/html') ?? '';
        const text = event.clipboardData?.getData('text/plain') ?? '';
        if (!mayType) return;
        void cross.delete(steps, (emptied) => pasteOver(emptied, editors, { html, text }));
        return;
      }
      const { html, text } = cross.content(session.doc, (region, text, place) =>
        markedBetween(words, fragmentOfRegion(session.doc, region), text, place),
      );
      event.clipboardData?.setData('text/html', html);
      event.clipboardData?.setData('text/plain', text);
      if (event.type === 'cut' && mayType) void cross.delete(steps);
    };

    const clipboard = ['copy', 'cut', 'paste'] as const;
    window.addEventListener('keydown', onKeyDown, true);
    window.addEventListener('compositionstart', onCompositionStart, true);
    for (const type of clipboard) window.addEventListener(type, onClipboard, true);
    return () => {
      stopDragging();
      window.removeEventListener('keydown', onKeyDown, true);
      window.removeEventListener('compositionstart', onCompositionStart, true);
      for (const type of clipboard) window.removeEventListener(type, onClipboard, true);
    };
  }, [editors, cross, words, session.doc, steps, mayType]);
  return useSyncExternalStore(cross.subscribe, cross.getIsActive);
}

function dragSelections(editors: RegionEditors, cross: CrossSelection): () => void {
  let anchor: Spot | null = null;
  const spotAt = ({ clientX, clientY }: MouseEvent): Spot | null => {
    for (const { region, editor } of editors.mounted()) {
      const { top, bottom } = editor.view.dom.getBoundingClientRect();
      if (clientY < top || clientY > bottom) continue;
      const found = editor.view.posAtCoords({ left: clientX, top: clientY });
      if (found) return spotIn(editor, region, editor.state.doc.resolve(found.pos).index(0));
    }
    return null;
  };
  const onMouseDown = (event: MouseEvent) => {
    if (event.button !== 0 || isElsewhere(event.target)) return;
    const inText = event.target instanceof Element && event.target.closest('.ProseMirror') !== null;
    if (inText && event.shiftKey && extendTo(spotAt(event), editors, cross)) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    cross.clear();
    // On selected text a drag begins, and no new selection.
    anchor = inText && !isOnSelection(event) ? spotAt(event) : null;
  };
  const onMouseMove = (event: MouseEvent) => {
    if (!anchor || event.buttons !== 1) return;
    scrollNearEdge(event.clientY);
    const spot = spotAt(event);
    if (!spot || (spot.region === anchor.region && !cross.isActive)) return;
    cross.between(anchor, spot);
    window.getSelection()?.removeAllRanges();
  };
  const onMouseUp = () => {
    anchor = null;
  };
  // What is dragged is no selection any more.
  const onDragStart = onMouseUp;
  window.addEventListener('mousedown', onMouseDown, true);
  window.addEventListener('mousemove', onMouseMove, true);
  window.addEventListener('mouseup', onMouseUp, true);
  window.addEventListener('dragstart', onDragStart, true);
  return () => {
    window.removeEventListener('mousedown', onMouseDown, true);
    window.removeEventListener('mousemove', onMouseMove, true);
    window.removeEventListener('mouseup', onMouseUp, true);
    window.removeEventListener('dragstart', onDragStart, true);
  };
}

function isOnSelection({ clientX, clientY }: MouseEvent): boolean {
  const selection = window.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return false;
  return [...selection.getRangeAt(0).getClientRects()].some(
    ({ left, right, top, bottom }) =>
      clientX >= left && clientX <= right && clientY >= top && clientY <= bottom,
  );
}

/** A click with Shift in another region selects up to there. */
function extendTo(spot: Spot | null, editors: RegionEditors, cross: CrossSelection): boolean {
  const { active } = editors.getState();
  const editor = editors.active;
  if (!spot || !editor || active === null || (active === spot.region && !cross.isActive)) return false;
  cross.between(spotIn(editor, active, editor.state.selection.$anchor.index(0)), spot);
  return true;
}

/** Near the edge of the window, the page moves on under the pointer. */
function scrollNearEdge(y: number): void {
  const margin = 48;
  if (y < margin * 3) window.scrollBy(0, -margin / 2);
  else if (y > window.innerHeight - margin) window.scrollBy(0, margin / 2);
}

/** Fields and dialogs have selections of their own; their keys are theirs. */
function isElsewhere(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.closest('input, textarea, select, [role="dialog"], [role="menu"], [role="toolbar"]') !== null;
}

function isMove({ key }: KeyboardEvent): boolean {
  return (
    key === 'Escape' || key.startsWith('Arrow') || key === 'Home' || key === 'End' || key.startsWith('Page')
  );
}

function isText({ key, metaKey, ctrlKey, altKey }: KeyboardEvent): boolean {
  return key === 'Enter' || (!metaKey && !ctrlKey && !altKey && key.length === 1);
}
