// The blocks of a Word document: paragraphs, tables and what stands around them. An element that nothing is known of is
// looked through, so that its words stay.
import type { NodeJson } from '@galley/shared/article/content.ts';
import type { Found, FoundFile } from '@galley/shared/article/formats/found.ts';
import { inlineText, textNode, tidyInline } from '@galley/shared/article/formats/inline.ts';
import { assemble, type Block, type TextBlock } from './assemble.ts';
import type { Losses } from './losses.ts';
import type { ListSign, Numbering } from './numbering.ts';
import type { Relationship } from './package.ts';
import { createRunReader, type ParagraphContent, type RunReaderOptions } from './runs.ts';
import { outlineRole, type ParagraphStyle, type StyleRole, type Styles } from './styles.ts';
import { readTable } from './tables.ts';
import { child, elements, numberIn, textIn, valOf, type XmlElement } from './xml.ts';

export interface BodyOptions {
  styles: Styles;
  numbering: Numbering;
  losses: Losses;
  relationships: ReadonlyMap<string, Relationship>;
  bytes(name: string): Buffer | undefined;
  drawingWords(name: string): string;
  note: RunReaderOptions['note'];
  /** What was found in a file of another format within the document, by the name of its part; null where it can't be read. */
  chunk(name: string): FoundFile | null;
  /** Takes the line that names the article's makers. */
  onByline(text: string): void;
}

/** What is found in a `w:body`, a note, a header or anything else that holds paragraphs. */
export function readBody(element: XmlElement, options: BodyOptions): Found[] {
  const { styles, numbering, losses } = options;
  const runs = createRunReader({ ...options, box: (content) => blocksIn(content) });
  /** Paragraphs whose ends were deleted: they go on in the next one. */
  let goingOn: XmlElement[] = [];

  return blocksIn(element);

  function blocksIn(container: XmlElement): Found[] {
    const blocks: Block[] = [];
    walk(container, blocks);
    if (goingOn.length > 0) paragraph({ name: 'w:p', attributes: {}, children: [] }, blocks);
    return assemble(blocks);
  }

  function walk(container: XmlElement, blocks: Block[]): void {
    let loose: XmlElement[] = [];
    const endLoose = () => {
      if (loose.length > 0) paragraph({ name: 'w:p', attributes: {}, children: loose }, blocks);
      loose = [];
    };
    for (const one of elements(container)) {
      if (isInline(one.name)) {
        loose.push(one);
        continue;
      }
      endLoose();
      block(one, blocks);
    }
    endLoose();
  }

  function block(element: XmlElement, blocks: Block[]): void {
    switch (element.name) {
      case 'w:p':
        paragraph(element, blocks);
        return;
      case 'w:tbl':
        for (const found of tableIn(element)) blocks.push({ is: 'found', found });
        return;
      case 'w:altChunk':
        chunk(element, blocks);
        return;
      case 'w:del':
      case 'w:moveFrom':
        losses.add('tracked-changes', textIn(element));
        return;
      case 'mc:AlternateContent': {
        const ways = [...elements(element, 'mc:Choice'), ...elements(element, 'mc:Fallback')];
        for (const way of ways) {
          const before = blocks.length;
          walk(way, blocks);
          if (blocks.length > before) return;
        }
        return;
      }
      default:
        if (!/Pr$/.test(element.name)) walk(element, blocks);
    }
  }

  function tableIn(table: XmlElement): Found[] {
    return readTable(table, {
      styles,
      read: blocksIn,
      onDeletedRow: (words) => losses.add('tracked-changes', words),
    });
  }

  function paragraph(element: XmlElement, blocks: Block[]): void {
    const properties = child(element, 'w:pPr');
    const parts = [...goingOn, ...elements(element).filter(({ name }) => name !== 'w:pPr')];
    goingOn = [];
    if (child(child(properties, 'w:rPr'), 'w:del')) {
      goingOn = parts;
      return;
    }
    const style = styles.paragraph(valOf(properties, 'w:pStyle'));
    const role = roleIn(properties, style);
    const content = runs.read(parts, { ...style, role });
    const sign = signOf(properties, style);
    pushParagraph({ properties, role, content, sign }, blocks);
  }

  function pushParagraph({ properties, role, content, sign }: ReadParagraph, blocks: Block[]): void {
    const { pictures, boxes, picturesBehind, credit } = content;
    const found = (all: Found[]) => blocks.push(...all.map((one): Block => ({ is: 'found', found: one })));
    if (!picturesBehind) found(pictures);
    const inline = labelled(content.inline, role, sign);
    const dropCap = child(properties, 'w:framePr')?.attributes['w:dropCap'];
    const text: TextBlock = {
      is: 'text',
      role,
      item: itemOf(sign, role),
      inline,
      credit,
      dropCap: dropCap === 'drop' || dropCap === 'margin',
      leftOut: null,
    };
    const isText = inlineText(content.inline).trim() !== '';
    if (isText || credit !== '') {
      if (role.is === 'byline') options.onByline(inlineText(tidyInline(content.inline)));
      blocks.push(text);
    }
    if (content.hidden.trim() !== '') {
      if (isText) losses.add('hidden-text', content.hidden);
      else
        blocks.push({
          ...text,
          role: { is: 'plain' },
          inline: [textNode(content.hidden)],
          leftOut: 'hidden',
        });
    }
    if (picturesBehind) found(pictures);
    found(boxes);
    const isRule = content.isRule || (!isText && pictures.length === 0 && hasBorder(properties));
    if (isRule) found([{ type: 'block', block: { type: 'horizontalRule' } }]);
    else if (!isText && pictures.length === 0 && boxes.length === 0)
      blocks.push(role.is === 'code' || role.is === 'quote' ? text : { is: 'empty' });
  }

  /** The sign of a list before the paragraph; counted also where the paragraph itself is empty. */
  function signOf(properties: XmlElement | undefined, style: ParagraphStyle): ListSign | null {
    const own = child(properties, 'w:numPr');
    const numId = valOf(own, 'w:numId') ?? style.list?.numId;
    if (numId === undefined || numId === '0') return null;
    const level = numberIn(valOf(own, 'w:ilvl')) ?? style.list?.level ?? null;
    return numbering.next({ numId, level }, style.styleId);
  }

  function chunk(element: XmlElement, blocks: Block[]): void {
    const target = options.relationships.get(element.attributes['r:id'] ?? '')?.target ?? '';
    const file = options.chunk(target);
    if (!file) {
      losses.add('details', target);
      return;
    }
    for (const found of file.found) blocks.push({ is: 'found', found });
    for (const { what, count, words = [] } of file.lost)
      for (let at = 0; at < count; at += 1) losses.add(what, words[at]);
  }
}

interface ReadParagraph {
  properties: XmlElement | undefined;
  role: StyleRole;
  content: ParagraphContent;
  sign: ListSign | null;
}

function roleIn(properties: XmlElement | undefined, { role }: ParagraphStyle): StyleRole {
  const outline = numberIn(valOf(properties, 'w:outlineLvl'));
  if (outline === null || (role.is !== 'plain' && role.is !== 'heading')) return role;
  return outlineRole(outline);
}

/** The form of an item, where the paragraph can be one. */
function itemOf(sign: ListSign | null, role: StyleRole): TextBlock['item'] {
  if (!sign || sign.is === 'words' || !itemRoles.has(role.is)) return null;
  if (sign.is === 'bullet') return { is: 'bullet', depth: sign.depth };
  return { is: 'numbered', depth: sign.depth, number: sign.number, type: sign.type };
}

const itemRoles: ReadonlySet<StyleRole['is']> = new Set(['plain', 'item-more', 'quote', 'table-heading']);

/** The text with what Word writes before it, where its form can't show that: numbers of headings, words such as `Article 3`. */
function labelled(inline: NodeJson[], role: StyleRole, sign: ListSign | null): NodeJson[] {
  if (!sign || sign.is === 'bullet' || itemOf(sign, role)) return inline;
  return [textNode(`${sign.label} `), ...inline];
}

/** A line above or below an empty paragraph is how Word draws a divider. */
function hasBorder(properties: XmlElement | undefined): boolean {
  const borders = child(properties, 'w:pBdr');
  return ['w:top', 'w:bottom'].some((side) => {
    const value = valOf(borders, side);
    return value !== undefined && value !== 'nil' && value !== 'none';
  });
}

const inlineNames: ReadonlySet<string> = new Set([
  'w:r',
  'w:hyperlink',
  'w:fldSimple',
  'w:ruby',
  'w:bdo',
  'w:dir',
  'm:oMath',
  'm:oMathPara',
]);

function isInline(name: string): boolean {
  return inlineNames.has(name);
}

/** The words of a part that is only counted, such as a header. */
export function wordsOf(found: readonly Found[]): string {
  return found
    .map((one) => {
      if (one.type === 'line') return inlineText(one.inline);
      if (one.type === 'picture') return one.alt;
      return blockWords(one.block);
    })
    .join(' ');
}

function blockWords({ text = '', content = [] }: NodeJson): string {
  return content.length === 0 ? text : content.map(blockWords).join(' ');
}
