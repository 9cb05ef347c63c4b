// From a tree of HTML to what is found in it: lines with their form, blocks that are taken over whole, pictures.
import type { NodeJson } from '../content.ts';
import { type Found, type FoundFile, type FoundLine, joinedLosses, line, type SaidRole } from './found.ts';
import { blockFrom } from './html-blocks.ts';
import { type CleanOptions, cleanHtml } from './html-clean.ts';
import { lossOf } from './html-dropped.ts';
import { pageFacts } from './html-facts.ts';
import { marksWithin } from './html-marks.ts';
import { ownArticle, saidOf } from './html-own.ts';
import { emojiOf, pictureFrom, titleOf } from './html-pictures.ts';
import { type FindMainText, type Regions, regionsOf } from './html-regions.ts';
import {
  attributeOf,
  classesOf,
  type HtmlElement,
  isBlock,
  isElement,
  isUnseen,
  textIn,
} from './html-tree.ts';
import { inlineText, textNode, tidyInline } from './inline.ts';
import type { LeftOutReason, Lost } from './pieces.ts';

export interface ReadOptions extends CleanOptions {
  /** Whether parts of it may be left out for where they stand; else all that is seen is taken. */
  page: boolean;
  findMainText?: FindMainText | undefined;
}

/** What is found in the tree, which is changed on the way. */
export function readTree(root: HtmlElement, options: ReadOptions): FoundFile {
  const facts = options.page ? pageFacts(root) : {};
  const taken = cleanHtml(root, options);
  const regions: Regions = options.page ? regionsOf(root, options.findMainText) : new Map();
  const lost: Lost[] = [];
  const reader = createReader({
    regions,
    lost,
    isOwn: options.page && ownArticle(root) !== null,
    isPart: false,
  });
  reader.walk(root, []);
  reader.end();
  return { found: reader.found, facts, lost: joinedLosses([...taken, ...lost]) };
}

interface ReadContext {
  /** A desk wrote the HTML, and says in it what each line is. */
  isOwn: boolean;
  /** What is read is a block's part. */
  isPart: boolean;
  regions: Regions;
  lost: Lost[];
}

type Marks = NonNullable<NodeJson['marks']>;

interface Reader {
  found: Found[];
  walk(element: HtmlElement, marks: Marks): void;
  walkChildren(element: HtmlElement, marks: Marks): void;
  /** Ends the line that is open. */
  end(): void;
}

function createReader(context: ReadContext): Reader {
  const { regions, lost, isOwn, isPart } = context;
  const found: Found[] = [];
  let inline: NodeJson[] = [];
  /** Pictures among the words of a line come behind it. */
  let pictures: Found[] = [];
  let form: FoundLine['form'] = { is: 'plain' };
  let said: SaidRole | null = null;
  let section: HtmlElement | null = null;
  let leftOut: LeftOutReason | null = null;

  const add = (...more: Found[]) => {
    for (const one of more) found.push(leftOut && !one.leftOut ? { ...one, leftOut } : one);
  };
  const end = () => {
    // Two breaks in a row are how mail programs write paragraphs.
    for (const part of isOwn ? [inline] : splitAtDoubleBreaks(inline)) {
      const content = tidyInline(part);
      const text = inlineText(content).trim();
      if (text === '') continue;
      const notice = regions.size > 0 && !isOwn && /^(anzeige|advertisement|werbung)$/i.test(text);
      const found = said ? { ...line(form, content), said } : line(form, content);
      add(notice ? { ...found, leftOut: 'advertisement' } : found);
    }
    inline = [];
    add(...pictures);
    pictures = [];
  };
  const within = (lineForm: FoundLine['form'], element: HtmlElement, marks: Marks) => {
    end();
    const before = { form, said, section };
    form = lineForm;
    if (isOwn && attributeOf(element, 'data-kind') !== null) section = element;
    if (isOwn && !isPart) said = saidOf(element, section);
    walkChildren(element, marks);
    end();
    ({ form, said, section } = before);
  };
  /** What is found in an element that is a block's part. */
  const read = (element: HtmlElement): Found[] => {
    // A block's parts are said by the block.
    const inner = createReader({ ...context, isPart: true });
    inner.walkChildren(element, []);
    inner.end();
    return inner.found;
  };
  const parts = { read, lost, isOwn };

  const walkChildren = (element: HtmlElement, marks: Marks) => {
    for (const child of element.childNodes) {
      if (isElement(child)) walk(child, marks);
      else inline.push(textNode((textIn(child) ?? '').replace(/[\n\r\f]/g, ' '), marks));
    }
  };

  const addPicture = (image: HtmlElement) => {
    const emoji = emojiOf(image);
    if (emoji !== null) {
      inline.push(textNode(emoji));
      return;
    }
    const picture = pictureFrom(image, { caption: titleOf(image), credit: '' }, parts);
    if (picture.length === 0) return;
    if (inlineText(inline).trim() !== '') {
      pictures.push(...picture);
      return;
    }
    end();
    add(...picture);
  };

  const walkSeen = (element: HtmlElement, outer: Marks) => {
    const marks = marksWithin(element, outer);
    const special = blockFrom(element, parts);
    if (special) {
      end();
      const lead = isOwn && attributeOf(element, 'data-role') === 'lead';
      add(...special.map((one): Found => (lead ? { ...one, lead } : one)));
    } else if (element.tagName === 'br') {
      inline.push({ type: 'hardBreak' });
    } else if (element.tagName === 'img') {
      addPicture(element);
    } else if (isBlock(element)) {
      within(formOf(element) ?? form, element, marks);
    } else {
      // What is pressed is no part of the word beside it.
      if (element.tagName === 'button') inline.push(textNode(' '));
      walkChildren(element, marks);
      if (element.tagName === 'button') inline.push(textNode(' '));
    }
  };

  const walk = (element: HtmlElement, outer: Marks) => {
    const loss = lossOf(element);
    if (loss) {
      lost.push(loss);
      inline.push(textNode(' '));
    }
    if (loss || isUnseen(element)) return;
    const region = regions.get(element);
    if (region === undefined) {
      walkSeen(element, outer);
      return;
    }
    end();
    const before = leftOut;
    leftOut = region === 'article' ? null : region;
    walkSeen(element, outer);
    end();
    leftOut = before;
  };

  return { found, walk, walkChildren, end };
}

function formOf(element: HtmlElement): FoundLine['form'] | null {
  const level = /^h([1-6])$/.exec(element.tagName)?.[1];
  const classes = classesOf(element);
  if (classes.includes('document-title')) return { is: 'title' };
  if (
    classes.some((name) => ['dek', 'subtitle', 'standfirst'].includes(name)) &&
    attributeOf(element, 'role') === null
  )
    return { is: 'subtitle' };
  return level ? { is: 'heading', level: Number(level) } : null;
}

function splitAtDoubleBreaks(nodes: readonly NodeJson[]): NodeJson[][] {
  const parts: NodeJson[][] = [[]];
  let breaks = 0;
  for (const node of nodes) {
    const blank = node.type === 'text' && (node.text ?? '').trim() === '';
    breaks = node.type === 'hardBreak' ? breaks + 1 : blank ? breaks : 0;
    if (node.type === 'hardBreak' && breaks === 2) parts.push([]);
    else parts.at(-1)?.push(node);
  }
  return parts;
}
