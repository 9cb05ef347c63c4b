// What stands in the text while a picture is on its way: its name, how far it has got, and a way to call it off.
import { newId } from '@galley/shared/ids.ts';
import i18next from 'i18next';
import classes from './upload-bar.module.css';

/** An element for the text, which the editor keeps out of its document. */
export class UploadBar {
  readonly id = newId<string>();
  readonly element: HTMLElement = document.createElement('div');
  #progress = document.createElement('progress');

  constructor(name: string, onStop: () => void) {
    const label = i18next.t('tools:image.uploading', { name });
    const text = document.createElement('span');
    text.textContent = label;
    const stop = button(i18next.t('app:cancel'), i18next.t('tools:image.cancel', { name }), onStop);
    this.#progress.max = 1;
    this.#progress.value = 0;
    this.#progress.setAttribute('aria-label', label);
    this.element.className = classes.bar ?? '';
    this.element.contentEditable = 'false';
    this.element.append(text, this.#progress, stop);
  }

  /** Where several are on their way: a way to call all of them off. */
  offerAll(onStop: () => void): void {
    const label = i18next.t('tools:image.cancelAll');
    this.element.append(button(label, label, onStop));
  }

  /** A share from 0 to 1. Sent is not done: the server still has to look at the picture. */
  set(share: number): void {
    if (share < 1) this.#progress.value = share;
    else this.#progress.removeAttribute('value');
  }
}

function button(label: string, name: string, onClick: () => void): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.textContent = label;
  element.ariaLabel = name;
  element.onclick = onClick;
  return element;
}
