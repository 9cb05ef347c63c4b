// The XML of a Word document as a tree. Whatever prefixes a program writes, names bear those of ISO/IEC 29500 here, and
// those of its strict form too.
import sax, { type QualifiedTag } from 'sax';
import { ArchiveError } from './archive.ts';

export interface XmlElement {
  /** With the usual prefix, as in `w:p`; without one where the namespace is unknown. */
  name: string;
  /** By such names; those without a namespace have no prefix. */
  attributes: Record<string, string>;
  children: (XmlElement | string)[];
}

const xmlLimits = {
  /** Elements and attributes of one part. */
  nodes: 3_000_000,
  depth: 200,
};

/** The root of a part. Throws an `ArchiveError` where it is not well-formed or too much. */
export function parseXml(bytes: Buffer): XmlElement {
  const text = decoded(bytes);
  const document: XmlElement = { name: '', attributes: {}, children: [] };
  const open = [document];
  let nodes = 0;
  // Only the five entities of XML itself: those that a document declares are refused.
  const parser = sax.parser(true, { xmlns: true, strictEntities: true } as object);
  parser.onopentag = (tag) => {
    const { uri, local, attributes } = tag as QualifiedTag;
    const element: XmlElement = { name: nameOf(uri, local), attributes: {}, children: [] };
    for (const { uri: space, prefix, local: key, value } of Object.values(attributes)) {
      if (prefix !== 'xmlns') element.attributes[nameOf(space, key)] = value;
      nodes += 1;
    }
    nodes += 1;
    open.at(-1)?.children.push(element);
    open.push(element);
    if (nodes > xmlLimits.nodes || open.length > xmlLimits.depth)
      throw new ArchiveError('too-much', 'The XML has too many elements.');
  };
  parser.onclosetag = () => {
    open.pop();
  };
  const addText = (text: string) => {
    const parent = open.at(-1);
    // What stands between elements is there for the eye of programmers.
    if (parent && (parent.name === 'w:t' || parent.name === 'm:t' || text.trim() !== '')) {
      parent.children.push(text);
    }
  };
  parser.ontext = addText;
  parser.oncdata = addText;
  parser.onerror = (error) => {
    // Word itself is strict here, but peers write prefixes that nothing declares and read them again.
    if (!error.message.startsWith('Unbound namespace prefix'))
      throw new ArchiveError('broken', error.message);
    // The parser goes on once it holds no error, which its type does not say.
    parser.error = null as unknown as Error;
  };
  const size = 64 * 1024;
  for (let at = 0; at < text.length; at += size) parser.write(text.slice(at, at + size));
  parser.close();
  const root = document.children.find((child) => typeof child !== 'string');
  if (!root) throw new ArchiveError('broken', 'The XML has no root.');
  return root;
}

function decoded(bytes: Buffer): string {
  const mark = bytes.toString('latin1', 0, 2);
  const encoding = mark === '\xff\xfe' ? 'utf-16le' : mark === '\xfe\xff' ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

function nameOf(uri: string, local: string): string {
  const prefix = prefixes.get(uri);
  return prefix === undefined ? local : `${prefix}:${local}`;
}

const office = 'http://schemas.openxmlformats.org';
const strict = 'http://purl.oclc.org/ooxml';
const word = 'http://schemas.microsoft.com/office/word';

const prefixes: ReadonlyMap<string, string> = new Map([
  ...[office, strict].flatMap((base): [string, string][] => {
    const year = base === office ? '/2006' : '';
    return [
      [`${base}/wordprocessingml${year}/main`, 'w'],
      [`${base}/officeDocument${year}/relationships`, 'r'],
      [`${base}/officeDocument${year}/math`, 'm'],
      [`${base}/drawingml${year}/main`, 'a'],
      [`${base}/drawingml${year}/wordprocessingDrawing`, 'wp'],
      [`${base}/drawingml${year}/picture`, 'pic'],
      [`${base}/drawingml${year}/chart`, 'c'],
      [`${base}/drawingml${year}/diagram`, 'dgm'],
    ];
  }),
  [`${office}/markup-compatibility/2006`, 'mc'],
  [`${office}/package/2006/metadata/core-properties`, 'cp'],
  ['urn:schemas-microsoft-com:vml', 'v'],
  ['urn:schemas-microsoft-com:office:office', 'o'],
  [`${word}/2010/wordml`, 'w14'],
  [`${word}/2010/wordprocessingShape`, 'wps'],
  ['http://schemas.microsoft.com/office/drawing/2017/decorative', 'adec'],
]);

/** The first child element of this name. */
export function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((one): one is XmlElement => typeof one !== 'string' && one.name === name);
}

/** The child elements, of one name or of any. */
export function elements(element: XmlElement | undefined, name?: string): XmlElement[] {
  return (element?.children ?? []).filter(
    (one): one is XmlElement => typeof one !== 'string' && (name === undefined || one.name === name),
  );
}

/** All elements of these names within, in their order; not those within one of them. */
export function descendants(element: XmlElement | undefined, ...names: string[]): XmlElement[] {
  return elements(element).flatMap((one) => (names.includes(one.name) ? [one] : descendants(one, ...names)));
}

/** All text within. */
export function textIn(element: XmlElement): string {
  return element.children.map((one) => (typeof one === 'string' ? one : textIn(one))).join('');
}

/** The `w:val` of the child of this name. */
export function valOf(element: XmlElement | undefined, name: string): string | undefined {
  return child(element, name)?.attributes['w:val'];
}

/** An on/off property (ISO/IEC 29500-1, 17.17.4): null where it is not there. */
export function switchOf(element: XmlElement | undefined, name: string): boolean | null {
  const property = child(element, name);
  if (!property) return null;
  return !['0', 'false', 'off'].includes(property.attributes['w:val'] ?? '1');
}

/** A whole number in an attribute or value, null where there is none. */
export function numberIn(text: string | undefined): number | null {
  return text !== undefined && /^-?\d{1,9}$/.test(text) ? Number(text) : null;
}
