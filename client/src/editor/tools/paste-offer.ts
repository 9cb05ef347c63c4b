// What stands below what was just pasted: an offer, and a way to let it be.
import classes from './paste-offer.module.css';

interface PasteOfferOptions {
  /** What is offered, what takes it, and what lets it be. */
  words: { offer: string; take: string; keep: string };
  onTake(): void;
  onDismiss(): void;
}

/** The offer as an element that is no part of the text; whoever makes it puts it below the block and takes it away. */
export class PasteOffer {
  readonly element: HTMLElement = document.createElement('div');

  constructor({ words, onTake, onDismiss }: PasteOfferOptions) {
    this.element.className = classes.offer ?? '';
    this.element.contentEditable = 'false';
    this.element.setAttribute('role', 'group');
    this.element.setAttribute('aria-label', words.offer);
    const text = document.createElement('span');
    text.textContent = words.offer;
    const take = button(words.take, onTake);
    take.className = classes.take ?? '';
    this.element.append(text, take, button(words.keep, onDismiss));
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
