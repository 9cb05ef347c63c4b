import { leadMap, lineFragment, sectionFragment } from '@galley/shared/article/document.ts';
import { moveSection, readOutline, removeSection, renameSection } from '@galley/shared/article/outline.ts';
import { fillDocument, readArticle, writeLine } from '@galley/shared/article/read-article.ts';
import { duplicateSection } from '@galley/shared/article/sections.ts';
import { article, h, item, p, section, t, ul } from '@galley/shared/article/testing.ts';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { type DocumentPart, sectionOf, unsentChanges } from './unsent-changes.ts';

const content = article(
  'A headline',
  section('introduction', p('One ', t('two', 'bold'), ' three.'), p('Four.')),
  section('news', h(2, 'Five'), p('Six seven eight.'), ul(item(p('Nine')), item(p('Ten')))),
  section('summary', p('Eleven.')),
);
const [introduction, news, summary] = content.sections.map(({ id }) => id) as [never, never, never];

describe('unsent changes', () => {
  it('are none where the server has everything', () => {
    const known = serverDocument();
    expect([...unsentChanges(copyOf(known), known)]).toEqual([]);
  });

  it('are distinguished by part, entries of the outline first', () => {
    const known = serverDocument();
    const mine = copyOf(known);
    typeInto(mine, introduction, 0, 'Written offline. ');
    leadMap(mine).set('media', 'ship');
    writeLine(mine, 'lead-alt', 'A ship');
    moveSection(mine, summary, 'first');
    expect([...unsentChanges(mine, known).keys()]).toEqual([
      `outline:${summary}`,
      `section:${introduction}`,
      'lead',
      'lead-alt',
    ]);
  });

  it('of one part stand without the others', () => {
    const known = serverDocument();
    const mine = copyOf(known);
    // Turn by turn, so that one client's edits of the parts lie between each other.
    for (const word of ['a', 'b', 'c']) {
      typeInto(mine, introduction, 0, word);
      typeInto(mine, summary, 0, word);
    }
    const fresh = copyOf(known);
    apply(fresh, mine, (part) => part === `section:${summary}`);
    expect(textOf(fresh, summary)).toContain('cba');
    expect(textOf(fresh, introduction)).not.toContain('a');
    expect(fresh.store.pendingStructs).toBeNull();
  });

  it('hold deletions and what others wrote meanwhile', () => {
    const known = serverDocument();
    const mine = copyOf(known);
    sectionFragment(mine, news).delete(1, 1);
    typeInto(mine, news, 0, 'mine ');
    typeInto(known, news, 2, 'theirs ');
    typeInto(known, introduction, 0, 'theirs ');
    apply(known, mine);
    expect(textOf(known, news)).toContain('mine Five');
    expect(textOf(known, news)).toContain('theirs Nine');
    expect(textOf(known, news)).not.toContain('Six');
    expect(textOf(known, introduction)).toContain('theirs One');
  });

  it('name the section that they belong to', () => {
    expect(sectionOf(`section:${news}`)).toBe(news);
    expect(sectionOf(`outline:${news}`)).toBe(news);
    expect(sectionOf('headline')).toBeNull();
  });

  it('put into the server’s document make it what the person had, whatever they did', () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 60 }), (edits) => {
        const known = serverDocument();
        const mine = copyOf(known);
        for (const [index, one] of edits.entries()) act(mine, one, index);
        const fresh = copyOf(known);
        apply(fresh, mine);
        expect(fresh.store.pendingStructs).toBeNull();
        expect(readArticle(fresh)).toEqual(readArticle(mine));
        expect(readOutline(fresh)).toEqual(readOutline(mine));
      }),
    );
  });
});

type Edit = { what: string; section: number; at: number };
const edit: fc.Arbitrary<Edit> = fc.record({
  what: fc.constantFrom(
    'type',
    'cut',
    'block',
    'unblock',
    'format',
    'line',
    'lead',
    'caption',
    'move',
    'title',
    'copy',
    'drop',
  ),
  section: fc.nat(9),
  at: fc.nat(30),
});

function act(doc: Y.Doc, { what, section: which, at }: Edit, index: number): void {
  const outline = readOutline(doc);
  const entry = outline[which % outline.length];
  if (!entry) return;
  const fragment = sectionFragment(doc, entry.id);
  const text = textsOf(fragment)[at % Math.max(1, textsOf(fragment).length)];
  const place = text ? at % (text.length + 1) : 0;
  if (what === 'type') text?.insert(place, `w${index} `);
  else if (what === 'cut') text?.delete(place, Math.min(2, text.length - place));
  else if (what === 'format') text?.format(place, Math.min(3, text.length - place), { italic: {} });
  else if (what === 'block') fragment.insert(at % (fragment.length + 1), [paragraph(`new ${index}`)]);
  else if (what === 'unblock' && fragment.length > 0) fragment.delete(at % fragment.length, 1);
  else if (what === 'line') textsOf(lineFragment(doc, 'headline'))[0]?.insert(0, `l${index}`);
  else if (what === 'lead') leadMap(doc).set('media', `lead ${index}`);
  else if (what === 'caption') textsOf(lineFragment(doc, 'lead-caption'))[0]?.insert(0, `c${index}`);
  else if (what === 'move') moveSection(doc, entry.id, at % 2 ? 'first' : 'last');
  else if (what === 'title') renameSection(doc, entry.id, `Title ${index}`);
  else if (what === 'drop') removeSection(doc, entry.id);
  else if (what === 'copy' && outline.length < 6) duplicateSection(doc, entry.id);
}

function serverDocument(): Y.Doc {
  const doc = new Y.Doc();
  fillDocument(doc, content);
  return doc;
}

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}

function apply(fresh: Y.Doc, mine: Y.Doc, wanted: (part: DocumentPart) => boolean = () => true): void {
  for (const [part, update] of unsentChanges(mine, fresh)) {
    if (wanted(part) && update) Y.applyUpdate(fresh, update);
  }
}

function typeInto(doc: Y.Doc, id: never, block: number, words: string): void {
  const top = sectionFragment(doc, id).get(block) as Y.XmlElement;
  textsOf(top)[0]?.insert(0, words);
}

function textOf(doc: Y.Doc, id: never): string {
  return textsOf(sectionFragment(doc, id))
    .map((text) =>
      text
        .toDelta()
        .map(({ insert }: { insert: string }) => insert)
        .join(''),
    )
    .join('\n');
}

function textsOf(node: Y.XmlFragment | Y.XmlElement): Y.XmlText[] {
  return node
    .toArray()
    .flatMap((child) =>
      child instanceof Y.XmlText ? [child] : child instanceof Y.XmlElement ? textsOf(child) : [],
    );
}

function paragraph(words: string): Y.XmlElement {
  const element = new Y.XmlElement('paragraph');
  element.insert(0, [new Y.XmlText(words)]);
  return element;
}
