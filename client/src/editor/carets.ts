// Other people's carets: a bar in their color with their name on a flag, and their selection in a tint of it.
import type { UserId } from '@galley/shared/ids.ts';
import { Extension } from '@tiptap/core';
import { yCursorPlugin } from '@tiptap/y-tiptap';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { readableOn } from '../ui/readable-on.ts';
import classes from './carets.module.css';
import { RegionAwareness } from './region-awareness.ts';

/** Whose caret it is, as presence has it. */
export interface CaretUser {
  /** Set by the server. */
  id?: string;
  name?: string;
  color?: string;
}

/**
 * The carets of everybody else in the editor of one region, whose text is the fragment's. One's own is shown to them if
 * `shown`.
 */
export function remoteCarets(
  awareness: Awareness,
  fragment: Y.XmlFragment,
  { shown }: { shown: boolean },
): Extension {
  // y-tiptap asks for the whole class and uses no more of it than this has.
  const ofRegion = new RegionAwareness(awareness, fragment, shown) as unknown as Awareness;
  return Extension.create({
    name: 'remoteCarets',
    // Before the plugins that look at where others are.
    priority: 999,
    addProseMirrorPlugins: () => [
      yCursorPlugin(ofRegion, { cursorBuilder: drawCaret, selectionBuilder: tintOf }),
    ],
  });
}

/** A caret with its flag. */
export function drawCaret({ id = '', name = '', color = '#888888' }: CaretUser): HTMLElement {
  const caret = document.createElement('span');
  caret.className = classes.caret ?? '';
  caret.dataset.caretOf = id;
  caret.style.setProperty('--caret', color);
  caret.style.setProperty('--caret-text', readableOn(color));
  const flag = document.createElement('span');
  flag.className = classes.flag ?? '';
  flag.textContent = name;
  // Word joiners keep the caret from breaking a line or a word.
  caret.append('\u2060', flag, '\u2060');
  return caret;
}

/** How what somebody has selected looks. */
export function tintOf({ color = '#888888' }: CaretUser) {
  return { nodeName: 'span', class: classes.selection ?? '', style: `--caret: ${color}` };
}

/** The person's caret on the page, if it stands in a text that is mounted. */
export function caretOf(person: UserId): Element | null {
  return document.querySelector(`[data-caret-of="${CSS.escape(person)}"]`);
}
