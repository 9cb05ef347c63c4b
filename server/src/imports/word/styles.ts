// Styles: what a paragraph is by its style or by what that is based on, and how styles make its text look.
import { child, elements, numberIn, switchOf, valOf, type XmlElement } from './xml.ts';

/** What a paragraph is by its style. */
export type StyleRole =
  | { is: 'plain' | 'title' | 'subtitle' | 'byline' | 'quote' | 'pull' | 'caption' | 'code' | 'contents' }
  | { is: 'table-heading' }
  /** A further paragraph of a list's item, which is so deep. */
  | { is: 'item-more'; depth: number }
  | { is: 'heading'; level: number };

/** How text looks, as far as it is said; null goes with what is around it. */
export interface Look {
  bold: boolean | null;
  italic: boolean | null;
  strike: boolean | null;
  hidden: boolean | null;
  vertical: string | null;
}

export interface ParagraphStyle {
  role: StyleRole;
  look: Look;
  /** The list that the style puts its paragraphs into. */
  list: { numId: string; level: number | null } | null;
  styleId: string | null;
}

interface CharacterStyle {
  look: Look;
  code: boolean;
  /** The own style of a picture's credit within its caption. */
  credit: boolean;
}

export interface Styles {
  /** By its id; the default one for none. */
  paragraph(id: string | undefined): ParagraphStyle;
  character(id: string | undefined): CharacterStyle;
  /** Whether a table style makes its first row look different. */
  marksFirstRow(id: string | undefined): boolean;
  /** The list of a numbering style. */
  listOf(id: string): string | undefined;
}

const noLook: Look = { bold: null, italic: null, strike: null, hidden: null, vertical: null };

/** What a run's or a style's properties say. */
export function lookIn(properties: XmlElement | undefined): Look {
  if (!properties) return noLook;
  const struck = switchOf(properties, 'w:strike');
  return {
    bold: switchOf(properties, 'w:b'),
    italic: switchOf(properties, 'w:i'),
    strike: switchOf(properties, 'w:dstrike') || struck,
    hidden: switchOf(properties, 'w:vanish'),
    vertical: valOf(properties, 'w:vertAlign') ?? null,
  };
}

/** The first as far as it says something, else the second. */
export function lookOver(first: Look, second: Look): Look {
  return {
    bold: first.bold ?? second.bold,
    italic: first.italic ?? second.italic,
    strike: first.strike ?? second.strike,
    hidden: first.hidden ?? second.hidden,
    vertical: first.vertical ?? second.vertical,
  };
}

/** Styles of paragraph and character together: one turns the other's off. ISO/IEC 29500-1, 17.7.3. */
export function lookToggled(paragraph: Look, character: Look): Look {
  const toggled = (a: boolean | null, b: boolean | null) => (a === true && b === true ? false : a || b);
  return {
    bold: toggled(paragraph.bold, character.bold),
    italic: toggled(paragraph.italic, character.italic),
    strike: toggled(paragraph.strike, character.strike),
    hidden: toggled(paragraph.hidden, character.hidden),
    vertical: character.vertical ?? paragraph.vertical,
  };
}

export function readStyles(root: XmlElement | undefined): Styles {
  const all = elements(root, 'w:style');
  const byId = new Map(all.map((style) => [style.attributes['w:styleId'] ?? '', style]));
  const defaultParagraph = all.find(
    ({ attributes }) => attributes['w:type'] === 'paragraph' && isOn(attributes['w:default']),
  );
  const defaults = lookIn(child(child(child(root, 'w:docDefaults'), 'w:rPrDefault'), 'w:rPr'));
  /** The style and those it is based on, itself first. */
  const chainOf = (id: string | undefined, fallback?: XmlElement): XmlElement[] => {
    const chain: XmlElement[] = [];
    let style = id === undefined ? fallback : (byId.get(id) ?? fallback);
    while (style && !chain.includes(style)) {
      chain.push(style);
      style = byId.get(valOf(style, 'w:basedOn') ?? '');
    }
    return chain;
  };
  const lookOf = (chain: readonly XmlElement[]) =>
    chain.reduce<Look>((look, style) => lookOver(look, lookIn(child(style, 'w:rPr'))), noLook);
  const paragraphs = new Map<string | undefined, ParagraphStyle>();
  const characters = new Map<string | undefined, CharacterStyle>();
  return {
    paragraph: (id) => {
      const known = paragraphs.get(id);
      if (known) return known;
      const chain = chainOf(id, defaultParagraph);
      const style = {
        role: roleOf(chain),
        look: lookOver(lookOf(chain), defaults),
        list: listIn(chain),
        styleId: chain[0]?.attributes['w:styleId'] ?? null,
      };
      paragraphs.set(id, style);
      return style;
    },
    character: (id) => {
      const known = characters.get(id);
      if (known) return known;
      const chain = id === undefined ? [] : chainOf(id);
      const names = chain.map(nameOf);
      const style = {
        look: lookOf(chain),
        code: names.some((name) => codeNames.has(name)),
        credit: names.includes('picture credit'),
      };
      characters.set(id, style);
      return style;
    },
    marksFirstRow: (id) =>
      chainOf(id ?? '').some((style) =>
        elements(style, 'w:tblStylePr').some(({ attributes }) => attributes['w:type'] === 'firstRow'),
      ),
    listOf: (id) => valOf(child(child(byId.get(id), 'w:pPr'), 'w:numPr'), 'w:numId'),
  };
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && !['0', 'false', 'off'].includes(value);
}

function nameOf(style: XmlElement): string {
  return (valOf(style, 'w:name') ?? '').trim().toLowerCase();
}

/** The nearest style that says something: by its outline level or by a name that programs give in files of any language. */
function roleOf(chain: readonly XmlElement[]): StyleRole {
  for (const style of chain) {
    const name = nameOf(style);
    const known = named.get(name);
    if (known) return { is: known };
    const more = /^list continue(?: ([2-5]))?$/.exec(name);
    if (more) return { is: 'item-more', depth: Number(more[1] ?? 1) - 1 };
    if (/^(toc|contents|table of figures)\b/.test(name)) return { is: 'contents' };
    const outline = numberIn(valOf(child(style, 'w:pPr'), 'w:outlineLvl'));
    if (outline !== null) return outlineRole(outline);
    const level = /^(?:heading|überschrift) ?([1-9])$/.exec(name)?.[1];
    if (level !== undefined) return { is: 'heading', level: Number(level) };
  }
  return { is: 'plain' };
}

/** Outline levels count from 0; 9 is body text. ISO/IEC 29500-1, 17.3.1.20. */
export function outlineRole(outline: number): StyleRole {
  return outline >= 0 && outline < 9 ? { is: 'heading', level: outline + 1 } : { is: 'plain' };
}

const codeNames: ReadonlySet<string> = new Set([
  'code',
  'inline code',
  'source code',
  'source text',
  'html code',
  'html keyboard',
  'html sample',
  'html typewriter',
  'html preformatted',
  'preformatted text',
  'verbatim char',
  'macro text',
]);

/** Names of styles as Word, LibreOffice and Google Docs write them, and German ones of other programs. */
const named: ReadonlyMap<string, Exclude<StyleRole['is'], 'heading' | 'item-more'>> = new Map([
  ...[...codeNames].map((name) => [name, 'code'] as const),
  ...(['title', 'titel'] as const).map((name) => [name, 'title'] as const),
  ...(['subtitle', 'untertitel'] as const).map((name) => [name, 'subtitle'] as const),
  ['byline', 'byline'],
  ...['quote', 'quotations', 'block quote', 'block text', 'blockquote', 'zitat'].map(
    (name) => [name, 'quote'] as const,
  ),
  ...['intense quote', 'pull quote', 'intensives zitat'].map((name) => [name, 'pull'] as const),
  ...['caption', 'illustration', 'figure', 'beschriftung', 'image caption'].map(
    (name) => [name, 'caption'] as const,
  ),
  ['table heading', 'table-heading'],
]);

function listIn(chain: readonly XmlElement[]): ParagraphStyle['list'] {
  let level: number | null = null;
  for (const style of chain) {
    const properties = child(child(style, 'w:pPr'), 'w:numPr');
    level ??= numberIn(valOf(properties, 'w:ilvl'));
    const numId = valOf(properties, 'w:numId');
    if (numId !== undefined) return numId === '0' ? null : { numId, level };
  }
  return null;
}
