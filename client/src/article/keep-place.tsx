// Sections change their order while people write in them: the focus, the caret and what the eye is on stay.
import { Component, type ReactNode } from 'react';
import { focusWithCaret } from '../editor/native-keys.ts';
import type { RegionEditors } from '../editor/region-editors.ts';

interface KeepPlaceProps {
  /** Whatever changes with the order. */
  order: string;
  editors: RegionEditors;
  children: ReactNode;
}

interface Place {
  element: HTMLElement;
  top: number;
}

/**
 * Moving an element in the page takes the focus from it. This gives it back, and scrolls as far as the element moved.
 * A class, because only classes are asked for a snapshot right before the page changes.
 */
export class KeepPlace extends Component<KeepPlaceProps> {
  #holder: HTMLDivElement | null = null;

  override getSnapshotBeforeUpdate(before: KeepPlaceProps): Place | null {
    const element = document.activeElement;
    if (before.order === this.props.order || !(element instanceof HTMLElement)) return null;
    return this.#holder?.contains(element) ? { element, top: element.getBoundingClientRect().top } : null;
  }

  override componentDidUpdate(_before: KeepPlaceProps, _state: unknown, place: Place | null): void {
    if (!place?.element.isConnected) return;
    const { element, top } = place;
    if (document.activeElement !== element) {
      const inText = this.props.editors.mounted().find(({ editor }) => editor.view.dom === element);
      // The editor puts its caret back too.
      if (inText) focusWithCaret(inText.editor.view);
      else element.focus({ preventScroll: true });
    }
    window.scrollBy({ top: element.getBoundingClientRect().top - top, behavior: 'instant' });
  }

  override render(): ReactNode {
    return (
      <div
        ref={(element) => {
          this.#holder = element;
        }}
      >
        {this.props.children}
      </div>
    );
  }
}
