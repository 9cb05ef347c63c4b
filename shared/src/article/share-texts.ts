// Makes shared texts of the words of pictures that an article of schema 2 or older holds as plain strings, and gives its empty
// blocks the text that letters go into (keep-texts.ts says why). To be done on the server alone, in one admitted change: two
// clients that each did it would double the words.
import * as Y from 'yjs';
import type { SectionId } from '../ids.ts';
import { emptyLead } from './content.ts';
import { leadTexts, sectionFragment } from './document.ts';
import { readOutline } from './outline.ts';
import { figureTexts } from './picture-texts.ts';
import { addTexts, hasLine, lacksTexts, readLead, writeLead } from './read-article.ts';

/** Whether words of a picture are still to be shared, or blocks have no text yet, outside of these sections. */
export function holdsUnshared(doc: Y.Doc, sealed: ReadonlySet<SectionId>): boolean {
  return (
    leadTexts.some((text) => !hasLine(doc, text)) ||
    unsharedFigures(doc, sealed).next().done === false ||
    openSections(doc, sealed).some(lacksTexts)
  );
}

/** Shares them. Nothing of what readers see changes, nor the hash that an approval is bound to. */
export function shareTexts(doc: Y.Doc, sealed: ReadonlySet<SectionId>): void {
  doc.transact(() => {
    if (leadTexts.some((text) => !hasLine(doc, text))) writeLead(doc, { ...emptyLead, ...readLead(doc) });
    for (const figure of unsharedFigures(doc, sealed)) shareFigure(figure);
    for (const section of openSections(doc, sealed)) addTexts(section);
  });
}

function shareFigure(figure: Y.XmlElement): void {
  figureTexts.forEach(({ type, field }, index) => {
    const said = attributeOf(figure, field);
    if (said !== '') figure.setAttribute(field, '');
    if (isText(figure.get(index), type)) return;
    const element = new Y.XmlElement(type);
    // Also where it is empty: of the first two people who type, neither makes a second text.
    element.insert(0, [new Y.XmlText(said)]);
    figure.insert(index, [element]);
  });
}

function* unsharedFigures(doc: Y.Doc, sealed: ReadonlySet<SectionId>): Generator<Y.XmlElement> {
  for (const section of openSections(doc, sealed)) yield* unsharedIn(section);
}

function openSections(doc: Y.Doc, sealed: ReadonlySet<SectionId>): Y.XmlFragment[] {
  return readOutline(doc).flatMap(({ id }) => (sealed.has(id) ? [] : [sectionFragment(doc, id)]));
}

function* unsharedIn(parent: Y.XmlFragment): Generator<Y.XmlElement> {
  for (const child of parent.toArray()) {
    if (!(child instanceof Y.XmlElement)) continue;
    if (child.nodeName !== 'figure') yield* unsharedIn(child);
    else if (!figureTexts.every(({ type }, index) => isText(child.get(index), type))) yield child;
  }
}

function isText(child: unknown, type: string): boolean {
  return child instanceof Y.XmlElement && child.nodeName === type;
}

function attributeOf(figure: Y.XmlElement, name: string): string {
  // Yjs' types promise a text; older articles may hold anything.
  const value: unknown = figure.getAttribute(name);
  return typeof value === 'string' ? value : '';
}
