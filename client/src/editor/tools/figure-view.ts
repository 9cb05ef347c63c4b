// A figure in the editor: the picture, and its words as texts right under it, each a line of the editor's own.
import { isAutomaticAlt } from '@galley/shared/article/alt-texts.ts';
import { picturePath } from '@galley/shared/article/picture-files.ts';
import { focusPoint } from '@galley/shared/article/picture-settings.ts';
import { figureTexts } from '@galley/shared/article/picture-texts.ts';
import { type FigureAttributes, pictureTextsIn } from '@galley/shared/article/schema/figure.ts';
import type { NodeViewRenderer } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import type { NodeView, ViewMutationRecord } from '@tiptap/pm/view';
import i18next from 'i18next';
import classes from './node-views.module.css';

/** The picture and the place of its texts. */
export const figureView: NodeViewRenderer = ({ node }) => new FigureView(node);

class FigureView implements NodeView {
  readonly dom = document.createElement('figure');
  readonly contentDOM = document.createElement('div');
  #image = document.createElement('img');
  /** What an article of an older schema says that could not be shared yet. */
  #unshared = document.createElement('figcaption');
  #type: Node['type'];

  constructor(node: Node) {
    this.#type = node.type;
    this.dom.className = classes.figure ?? '';
    this.dom.dataset.dragHandle = '';
    this.#image.draggable = false;
    this.#image.contentEditable = 'false';
    this.#unshared.contentEditable = 'false';
    this.contentDOM.className = classes.fields ?? '';
    this.dom.append(this.#image, this.contentDOM, this.#unshared);
    this.#show(node);
  }

  update(node: Node): boolean {
    if (node.type !== this.#type) return false;
    this.#show(node);
    return true;
  }

  selectNode(): void {
    this.dom.dataset.selected = 'true';
  }

  deselectNode(): void {
    delete this.dom.dataset.selected;
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return mutation.type !== 'selection' && !this.contentDOM.contains(mutation.target);
  }

  #show(node: Node): void {
    const { alt, caption, credit } = pictureTextsIn(node);
    const address = picturePath(node.attrs.media);
    if (this.#image.getAttribute('src') !== address) this.#image.src = address;
    this.#image.alt = alt;
    const { width, crop, focus } = node.attrs as FigureAttributes;
    this.dom.toggleAttribute('data-wide', width === 'wide');
    this.#image.style.aspectRatio = crop?.replace(':', ' / ') ?? '';
    const { x, y } = focusPoint(focus);
    this.#image.style.objectPosition = `${x}% ${y}%`;
    this.#unshared.textContent =
      node.childCount === 0 ? [caption, credit, alt].filter(Boolean).join(' · ') : '';
  }
}

/** One of a figure's texts, with its name before it. */
export const figureTextView: NodeViewRenderer = ({ node }) => new FigureTextView(node);

class FigureTextView implements NodeView {
  readonly dom = document.createElement('div');
  readonly contentDOM = document.createElement('div');
  #type: Node['type'];

  constructor(node: Node) {
    this.#type = node.type;
    const field = figureTexts.find(({ type }) => type === node.type.name)?.field ?? 'caption';
    const label = document.createElement('span');
    label.className = classes.label ?? '';
    label.contentEditable = 'false';
    label.ariaHidden = 'true';
    label.textContent = i18next.t(`tools:figure.${field}`);
    this.contentDOM.className = classes.words ?? '';
    this.dom.className = classes.field ?? '';
    this.dom.role = 'group';
    this.dom.ariaLabel = label.textContent;
    this.dom.dataset.field = field;
    this.contentDOM.dataset.hint = i18next.t(`tools:figure.${field}Hint`);
    this.dom.append(label, this.contentDOM);
    this.#show(node);
  }

  update(node: Node): boolean {
    if (node.type !== this.#type) return false;
    this.#show(node);
    return true;
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return mutation.type !== 'selection' && !this.contentDOM.contains(mutation.target);
  }

  #show(node: Node): void {
    const automatic = node.type.name === 'figureAlt' && isAutomaticAlt(node.textContent);
    this.dom.toggleAttribute('data-automatic', automatic);
    this.dom.toggleAttribute('data-empty', node.content.size === 0);
  }
}
