// What stands in the text while a picture is on its way: its name, how far it has got, and a way to call it off.
import { newId } from '@galley/shared/ids.ts';
import i18next from 'i18next';
import classes from './upload-bar.module.css';

export class UploadBar {
  readonly id = newId<string>();
  readonly element: HTMLElement = document.createElement('div');
  #progress = document.createElement('progress');

  constructor(name: string, onStop: () => void) {
    const label = i18next.t('tools:image.uploading', { name });
    const text = document.createElement('span');
    text.textContent = label;
    const stop = document.createElement('button');
    stop.type = 'button';
    stop.textContent = i18next.t('app:cancel');
    stop.onclick = onStop;
    this.#progress.max = 1;
    this.#progress.setAttribute('aria-label', label);
    this.element.className = classes.bar ?? '';
    this.element.contentEditable = 'false';
    this.element.append(text, this.#progress, stop);
  }

  /** A share from 0 to 1. Sent is not done: the server still has to look at the picture. */
  set(share: number): void {
    if (share < 1) this.#progress.value = share;
    else this.#progress.removeAttribute('value');
  }
}
