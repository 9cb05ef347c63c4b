// What stands below pasted Markdown: the offer to format it, and a way to let it be.
import i18next from 'i18next';
import classes from './format-offer.module.css';

export class FormatOffer {
  readonly element: HTMLElement = document.createElement('div');

  constructor({ onTake, onDismiss }: { onTake(): void; onDismiss(): void }) {
    this.element.className = classes.offer ?? '';
    this.element.contentEditable = 'false';
    this.element.setAttribute('role', 'group');
    this.element.setAttribute('aria-label', i18next.t('tools:pasted.markdown'));
    const text = document.createElement('span');
    text.textContent = i18next.t('tools:pasted.markdown');
    const take = button(i18next.t('tools:pasted.format'), onTake);
    take.className = classes.take ?? '';
    this.element.append(text, take, button(i18next.t('tools:pasted.keep'), onDismiss));
  }
}

function button(name: string, onClick: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = name;
  // The caret stays where it is.
  made.onmousedown = (event) => event.preventDefault();
  made.onclick = onClick;
  return made;
}
