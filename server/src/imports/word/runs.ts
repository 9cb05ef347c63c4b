// The text within paragraphs: runs with their formatting, links, fields, notes, changes, pictures and text boxes. An
// element that nothing is known of is looked through, so that its words stay.
import type { NodeJson } from '@galley/shared/article/content.ts';
import type { Found, FoundPicture } from '@galley/shared/article/formats/found.ts';
import { inlineText, textNode } from '@galley/shared/article/formats/inline.ts';
import { isSafeLink } from '@galley/shared/article/schema/attributes.ts';
import { hex as dingbat } from 'dingbat-to-unicode';
import { readField, withFragment } from './fields.ts';
import type { Losses } from './losses.ts';
import { readMath } from './math.ts';
import type { Relationship } from './package.ts';
import { altOf, type Drawn, isHiddenDrawing, isRule, readPicture } from './pictures.ts';
import { type Look, lookIn, lookOver, lookToggled, type ParagraphStyle, type Styles } from './styles.ts';
import { child, descendants, elements, switchOf, textIn, valOf, type XmlElement } from './xml.ts';

/** What a paragraph holds besides its text. */
export interface ParagraphContent {
  inline: NodeJson[];
  /** Text that readers of the document don't see. */
  hidden: string;
  /** The same of a picture's credit, where a caption marks it. */
  credit: string;
  pictures: FoundPicture[];
  /** Whether text stands before the first picture. */
  picturesBehind: boolean;
  /** From text boxes that hang on the paragraph. */
  boxes: Found[];
  isRule: boolean;
}

export interface RunReaderOptions {
  styles: Styles;
  losses: Losses;
  relationships: ReadonlyMap<string, Relationship>;
  /** The bytes of pictures. */
  bytes(name: string): Buffer | undefined;
  /** The words in a chart or a diagram. */
  drawingWords(name: string): string;
  /** The text of a footnote or endnote; null while notes themselves are read. */
  note(kind: 'footnote' | 'endnote', id: string): NodeJson[] | null;
  /** The blocks of a text box. */
  box(content: XmlElement): Found[];
}

export interface RunReader {
  /** Reads a paragraph or any element with text in it. Fields may go on from one to the next. */
  read(elements: readonly XmlElement[], style: ParagraphStyle): ParagraphContent;
}

interface OpenField {
  instruction: string;
  isResult: boolean;
  hadResult: boolean;
  href: string | null;
  /** Of a check box or list to choose from: what is chosen. */
  choice: string;
}

interface Around {
  href: string | null;
  /** Set within deleted text. */
  deleted: boolean;
}

export function createRunReader(options: RunReaderOptions): RunReader {
  const { styles, losses, relationships } = options;
  const fields: OpenField[] = [];

  return { read };

  function read(parts: readonly XmlElement[], style: ParagraphStyle): ParagraphContent {
    const content: ParagraphContent = {
      inline: [],
      hidden: '',
      credit: '',
      pictures: [],
      picturesBehind: false,
      boxes: [],
      isRule: false,
    };
    let removed = '';
    /** How text of the paragraph looks without more being said; that of a heading goes without saying. */
    const paragraphLook: Look =
      style.role.is === 'plain' || style.role.is === 'item-more'
        ? style.look
        : { ...lookIn(undefined), hidden: style.look.hidden };
    const isCode = style.role.is === 'code';

    for (const part of parts) walk(part, { href: null, deleted: false });
    if (removed.trim() !== '') losses.add('tracked-changes', removed);
    return content;

    function walk(element: XmlElement, around: Around): void {
      const { name } = element;
      if (name === 'w:r') {
        run(element, around);
        return;
      }
      if (name === 'w:hyperlink') {
        into(element, { ...around, href: linkOf(element) ?? around.href });
        return;
      }
      if (name === 'w:fldSimple') {
        const field = readField(element.attributes['w:instr'] ?? '');
        into(element, { ...around, href: safe(field.href) ?? around.href });
        return;
      }
      if (name === 'w:ins' || name === 'w:moveTo') {
        if (name === 'w:ins') losses.add('tracked-changes');
        into(element, around);
        return;
      }
      if (name === 'w:del' || name === 'w:moveFrom') {
        removed += ' ';
        into(element, { ...around, deleted: true });
        return;
      }
      if (name === 'w:ruby') {
        ruby(element, around);
        return;
      }
      if (name === 'm:oMath' || name === 'm:oMathPara') {
        math(element, around);
        return;
      }
      if (name === 'mc:AlternateContent') {
        alternate(element, around, (one) => walk(one, around));
        return;
      }
      if (isProperties(name)) return;
      into(element, around);
    }

    function into(element: XmlElement, around: Around): void {
      for (const one of elements(element)) walk(one, around);
    }

    function run(element: XmlElement, around: Around): void {
      const properties = child(element, 'w:rPr');
      const styleId = valOf(properties, 'w:rStyle');
      const own = styles.character(styleId);
      const look = lookOver(lookIn(properties), lookToggled(paragraphLook, own.look));
      const say = (text: string) => add(text, look, { around, code: own.code || isCode, credit: own.credit });
      for (const one of elements(element)) runPart(one, around, say);
    }

    function runPart(element: XmlElement, around: Around, say: (text: string) => void): void {
      const inner = (one: XmlElement) => runPart(one, around, say);
      switch (element.name) {
        case 'w:t':
          say(textIn(element));
          return;
        case 'w:delText':
          removed += textIn(element);
          return;
        case 'w:tab':
        case 'w:ptab':
          say('\t');
          return;
        case 'w:br':
        case 'w:cr':
          say('\n');
          return;
        case 'w:noBreakHyphen':
          say('\u2011');
          return;
        case 'w:softHyphen':
          say('\u00ad');
          return;
        case 'w:sym':
          say(symbolOf(element));
          return;
        case 'w:fldChar':
          fieldSign(element, say);
          return;
        case 'w:instrText': {
          const open = fields.at(-1);
          if (open && !open.isResult) open.instruction += textIn(element);
          return;
        }
        case 'w:footnoteReference':
        case 'w:endnoteReference':
          noteAt(element, around);
          return;
        case 'w:ruby':
          ruby(element, around);
          return;
        case 'mc:AlternateContent':
          alternate(element, around, inner);
          return;
        case 'w:drawing':
        case 'w:pict':
        case 'w:object':
          if (!around.deleted) drawing(element);
          return;
        default:
          if (isProperties(element.name) || element.name === 'w:delInstrText') return;
          for (const one of elements(element)) {
            // A run within what only a program knows.
            if (one.name === 'w:r') walk(one, around);
            else inner(one);
          }
      }
    }

    function add(
      text: string,
      look: Look,
      { around, code, credit }: { around: Around; code: boolean; credit: boolean },
    ): void {
      if (text === '') return;
      if (around.deleted) {
        removed += text;
        return;
      }
      // The instruction of a field is not seen, whatever it holds.
      if (fields.some((field) => !field.isResult)) return;
      if (look.hidden === true) {
        content.hidden += text;
        return;
      }
      // What is hidden or removed on either side is not one word.
      if (content.hidden !== '') content.hidden += ' ';
      if (removed !== '') removed += ' ';
      if (credit && style.role.is === 'caption') {
        content.credit += text;
        return;
      }
      const href = around.href ?? fields.findLast((field) => field.href !== null)?.href ?? null;
      const marks = marksOf(look, href, code);
      if (text.trim() !== '' && content.pictures.length === 0) content.picturesBehind = true;
      for (const [index, line] of text
        .replace(/\t/g, isCode ? '\t' : ' ')
        .split('\n')
        .entries()) {
        if (index > 0) content.inline.push({ type: 'hardBreak' });
        if (line !== '') content.inline.push(textNode(line, marks));
      }
    }

    function fieldSign(element: XmlElement, say: (text: string) => void): void {
      const type = element.attributes['w:fldCharType'];
      if (type === 'begin') {
        const choice = choiceIn(child(element, 'w:ffData'));
        fields.push({ instruction: '', isResult: false, hadResult: false, href: null, choice });
      } else if (type === 'separate') {
        const open = fields.at(-1);
        if (!open) return;
        open.isResult = true;
        open.hadResult = true;
        open.href = safe(readField(open.instruction).href);
      } else if (type === 'end') {
        const closed = fields.pop();
        if (closed && !closed.hadResult) say(closed.choice || readField(closed.instruction).display);
      }
    }

    function noteAt(element: XmlElement, around: Around): void {
      if (around.deleted || fields.some((field) => !field.isResult)) return;
      const kind = element.name === 'w:footnoteReference' ? 'footnote' : 'endnote';
      const note = options.note(kind, element.attributes['w:id'] ?? '');
      if (note && inlineText(note).trim() !== '') content.inline.push(textNode(' ['), ...note, textNode(']'));
    }

    function ruby(element: XmlElement, around: Around): void {
      for (const base of elements(element, 'w:rubyBase')) into(base, around);
      const readings = elements(element, 'w:rt');
      if (readings.length === 0) return;
      const plain = lookIn(undefined);
      const bracket = (sign: string) => add(sign, plain, { around, code: false, credit: false });
      bracket('(');
      for (const reading of readings) into(reading, around);
      bracket(')');
    }

    function math(element: XmlElement, around: Around): void {
      const { nodes, flattened } = readMath(element);
      if (around.deleted) {
        removed += inlineText(nodes);
        return;
      }
      if (flattened) losses.add('equations');
      content.inline.push(...nodes);
      if (nodes.length > 0 && content.pictures.length === 0) content.picturesBehind = true;
    }

    /** Several programs' ways of one thing: the first that gives something. */
    function alternate(element: XmlElement, around: Around, inner: (one: XmlElement) => void): void {
      const amount = () =>
        content.inline.length +
        content.hidden.length +
        content.pictures.length +
        content.boxes.length +
        removed.length +
        (content.isRule ? 1 : 0);
      const ways = [...elements(element, 'mc:Choice'), ...elements(element, 'mc:Fallback')];
      for (const way of ways) {
        const before = amount();
        for (const one of elements(way)) inner(one);
        if (amount() > before) return;
      }
      if (ways.length === 0) into(element, around);
    }

    function drawing(element: XmlElement): void {
      const properties = descendants(element, 'wp:docPr')[0];
      if (isHiddenDrawing(properties)) return;
      const shapes = descendants(element, 'v:shape', 'v:rect', 'v:line', 'v:oval', 'v:roundrect');
      if (shapes.some(isRule)) {
        content.isRule = true;
        return;
      }
      drawn(element, altOf(properties) || (shapes[0]?.attributes.alt ?? ''));
    }

    function drawn(element: XmlElement, alt: string): void {
      for (const one of elements(element)) {
        const { name, attributes } = one;
        if (name === 'w:txbxContent') content.boxes.push(...options.box(one));
        else if (name === 'mc:AlternateContent')
          alternate(one, { href: null, deleted: false }, (way) => {
            if (way.name === 'w:txbxContent') content.boxes.push(...options.box(way));
            else drawn({ name: '', attributes: {}, children: [way] }, alt);
          });
        else if (name === 'a:blip' || name === 'v:imagedata')
          takeOver(
            readPicture(one, attributes['o:title'] && alt === '' ? '' : alt, {
              bytes: options.bytes,
              relationship: (id) => relationships.get(id),
            }),
          );
        else if (name === 'c:chart' || name === 'dgm:relIds') {
          const target = relationships.get(attributes['r:id'] ?? attributes['r:dm'] ?? '')?.target;
          losses.add('pictures', [alt, target === undefined ? '' : options.drawingWords(target)].join(' '));
        } else if (name === 'v:textpath') content.boxes.push(...wordArt(attributes.string ?? ''));
        else if (name !== 'a:extLst') drawn(one, pictureAlt(one) ?? alt);
      }
    }

    function takeOver({ pictures, lost }: Drawn): void {
      content.pictures.push(...pictures);
      for (const words of lost) losses.add('pictures', words);
    }
  }

  function linkOf({ attributes }: XmlElement): string | null {
    const target = relationships.get(attributes['r:id'] ?? '');
    if (!target) return null;
    return safe(withFragment(target.target, attributes['w:anchor'] ?? attributes['w:docLocation'] ?? ''));
  }
}

/** A picture's own alternative text within a group of them. */
function pictureAlt(element: XmlElement): string | null {
  if (element.name !== 'pic:pic') return null;
  return altOf(child(child(element, 'pic:nvPicPr'), 'pic:cNvPr')) || null;
}

function wordArt(text: string): Found[] {
  return text.trim() === '' ? [] : [{ type: 'line', form: { is: 'plain' }, inline: [textNode(text.trim())] }];
}

/** Addresses of other places only: a document's own bookmarks and files beside it are left behind. */
function safe(href: string | null): string | null {
  if (href === null) return null;
  const address = href.trim().replace(/ /g, '%20');
  return /^(https?|mailto|tel):/i.test(address) && isSafeLink(address) ? address : null;
}

function marksOf(look: Look, href: string | null, code: boolean): NonNullable<NodeJson['marks']> {
  const link = href === null ? [] : [{ type: 'link', attrs: { href } }];
  // Code bears no other mark, and where a link leads is worth more than its typeface.
  if (code) return link.length > 0 ? link : [{ type: 'code' }];
  const { bold, italic, strike, vertical } = look;
  return [
    ...link,
    ...(bold === true ? [{ type: 'bold' }] : []),
    ...(italic === true ? [{ type: 'italic' }] : []),
    ...(strike === true ? [{ type: 'strike' }] : []),
    ...(vertical === 'subscript' ? [{ type: 'subscript' }] : []),
    ...(vertical === 'superscript' ? [{ type: 'superscript' }] : []),
  ];
}

/** Elements that say how something is and hold no text. */
function isProperties(name: string): boolean {
  return /Pr$|PrChange$/.test(name) || name === 'w:sectPr' || name === 'w:ffData';
}

function symbolOf({ attributes }: XmlElement): string {
  const font = attributes['w:font'] ?? '';
  const code = attributes['w:char'] ?? '';
  // Fonts of signs are also reached from F000 on.
  const known = dingbat(font, code) ?? (/^F0..$/i.test(code) ? dingbat(font, code.slice(2)) : undefined);
  if (known) return known.string;
  const point = Number.parseInt(code, 16);
  return point >= 0x20 && point < 0xe000 && !(point >= 0xd800) ? String.fromCodePoint(point) : '';
}

/** What is chosen in a form's box to tick or list to choose from. */
function choiceIn(data: XmlElement | undefined): string {
  const box = child(data, 'w:checkBox');
  if (box) return (switchOf(box, 'w:checked') ?? switchOf(box, 'w:default')) ? '☒' : '☐';
  const list = child(data, 'w:ddList');
  const entries = elements(list, 'w:listEntry').map(({ attributes }) => attributes['w:val'] ?? '');
  return entries[Number(valOf(list, 'w:result') ?? valOf(list, 'w:default') ?? 0)] ?? '';
}
