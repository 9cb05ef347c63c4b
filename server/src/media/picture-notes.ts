// What a picture's file says of it. The blocks of metadata are taken out of the file first, each of bounded size, and only these
// are parsed: what a hostile file can cost is bounded by that. Of all that they say the closed list of notes is kept, cleaned of
// control characters and cut to size; places and devices are not on it.
import { noteLimits, noteNames, type PictureNotes } from '@galley/shared/api/picture-notes.ts';
import { isAutomaticAlt } from '@galley/shared/article/alt-texts.ts';
import { machineSourceTypes } from '@galley/shared/article/picture-settings.ts';
import { cleanLine, cleanText } from '@galley/shared/text/characters.ts';
import ExifReader, { type ExpandedTags } from 'exifreader';
import sax from 'sax';
import { earliest, readExpiry, readIptcExpiry } from './file-licence.ts';

/** The blocks of a file, as they stand in it. */
export interface MetadataBlocks {
  exif?: Buffer | undefined;
  iptc?: Buffer | undefined;
  xmp?: Buffer | undefined;
}

/** What a segment of a JPEG can hold, less its head. */
const maxBlock = 65_000;
/** Of XMP. Programs of the trade nest a dozen deep. */
const maxDepth = 32;
const maxElements = 2000;
/** Of the words in which a file says until when it may be used. */
const maxExpiries = 500;

/** The notes of a file; none where it has no metadata, or such as can't be read. */
export function readNotes({ exif, iptc, xmp }: MetadataBlocks): PictureNotes {
  const segments = [
    ...segment(0xe1, exif),
    ...segment(0xed, iptc),
    ...(xmp && isPlainXmp(xmp) ? segment(0xe1, Buffer.concat([xmpHead, elementsOnly(xmp)])) : []),
  ];
  if (segments.length === 0) return {};
  const file = Buffer.concat([Buffer.of(0xff, 0xd8), ...segments, Buffer.of(0xff, 0xd9)]);
  try {
    return notesIn(ExifReader.load(file, { expanded: true }));
  } catch {
    return {};
  }
}

const xmpHead = Buffer.from('http://ns.adobe.com/xap/1.0/\0');

function segment(marker: number, body: Buffer | undefined): Buffer[] {
  if (!body || body.length === 0 || body.length > maxBlock) return [];
  const head = Buffer.alloc(4);
  head.writeUInt16BE(0xff00 + marker, 0);
  head.writeUInt16BE(body.length + 2, 2);
  return [head, body];
}

/** Whether XMP is well-formed and of ordinary size and depth: a reader of trees takes seconds for deep ones. */
function isPlainXmp(xmp: Buffer): boolean {
  if (xmp.length > maxBlock) return false;
  const parser = sax.parser(true);
  let depth = 0;
  let elements = 0;
  parser.onopentag = () => {
    depth += 1;
    elements += 1;
    if (depth > maxDepth || elements > maxElements) throw new RangeError('The XMP is too large.');
  };
  parser.onclosetag = () => {
    depth -= 1;
  };
  parser.ondoctype = () => {
    throw new RangeError('XMP has no document type.');
  };
  try {
    parser.write(xmp.toString('utf8').replace(/\0+$/, '')).close();
    return parser.error === null;
  } catch {
    return false;
  }
}

/**
 * Well-formed XMP without comments and instructions, its CDATA as text: exifreader takes these for elements and gives the whole
 * block up. Read as Latin-1, which keeps bytes of every encoding.
 */
function elementsOnly(xmp: Buffer): Buffer {
  const parts = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>/g;
  const text = xmp.toString('latin1').replace(parts, (_part, words: string | undefined) => {
    return (words ?? '').replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  });
  return Buffer.from(text, 'latin1');
}

/** XMP goes before IPTC, whose lines are short and whose letters may be of any alphabet, and both before the camera's. */
function notesIn(tags: ExpandedTags): PictureNotes {
  const tag = (group: 'xmp' | 'iptc' | 'exif', name: string) => {
    // The library's types name some of the tags; which there are, the file says.
    const all: Record<string, unknown> = { ...tags[group] };
    return wordsOf(all[name]);
  };
  const found: Record<(typeof noteNames)[number], string[]> = {
    headline: [tag('xmp', 'Headline'), tag('iptc', 'Headline')],
    caption: [
      tag('xmp', 'description'),
      tag('iptc', 'Caption/Abstract'),
      tag('exif', 'ImageDescription'),
    ].filter((words) => !isByMachine(words)),
    alt: [tag('xmp', 'AltTextAccessibility')],
    creator: [tag('xmp', 'creator'), tag('iptc', 'By-line'), tag('exif', 'Artist')],
    credit: [tag('xmp', 'Credit'), tag('iptc', 'Credit')],
    source: [tag('xmp', 'Source'), tag('iptc', 'Source')],
    // EXIF names the photographer, who may be a mere blank, and the editor; the library joins them by a semicolon.
    copyright: [
      tag('xmp', 'rights'),
      tag('iptc', 'Copyright Notice'),
      tag('exif', 'Copyright').replace(/^ *; */, ''),
    ],
    // Agencies write what may not be done into the instructions.
    usageTerms: [tag('xmp', 'UsageTerms'), tag('xmp', 'Instructions'), tag('iptc', 'Special Instructions')],
  };
  const notes: PictureNotes = {};
  for (const name of noteNames) {
    const [value] = found[name].map((words) => fitting(words, name)).filter(Boolean);
    if (value !== undefined) notes[name] = value;
  }
  const expires = earliest(
    [
      readIptcExpiry(tag('iptc', 'Expiration Date'), tag('iptc', 'Expiration Time')),
      // Of PLUS and of PRISM, of which there may be several.
      ...['LicenseEndDate', 'expirationDate'].flatMap((name) =>
        tag('xmp', name).slice(0, maxExpiries).split(/,\s*/).map(readExpiry),
      ),
    ].filter((one) => one !== null),
  );
  const term = tag('xmp', 'DigitalSourceType').split('/').at(-1);
  const sourceType = machineSourceTypes.find((one) => one === term);
  return { ...notes, ...(expires && { expires }), ...(sourceType && { sourceType }) };
}

/** Cameras and programs put their own name, or the file's, in the place of a caption. */
function isByMachine(words: string): boolean {
  return /^(?:[\w ]*\b(?:digital camera|DSC)|[\s-]*)$/i.test(words.trim()) || isAutomaticAlt(words);
}

/** A tag's words: of several languages the first, of several people all. */
function wordsOf(tag: unknown): string {
  if (typeof tag !== 'object' || tag === null || !('value' in tag)) return '';
  const { value } = tag;
  const [first] = Array.isArray(value) ? value : [];
  const isLanguages =
    typeof first === 'object' && first !== null && 'attributes' in first && hasLanguage(first.attributes);
  if (isLanguages) return wordsOf({ ...first, value: 'value' in first ? first.value : '' });
  if (typeof value === 'string') return value;
  return 'description' in tag && typeof tag.description === 'string' ? tag.description : '';
}

function hasLanguage(attributes: unknown): boolean {
  return typeof attributes === 'object' && attributes !== null && 'lang' in attributes;
}

/** Cleaned and cut to what is kept of this note, never within a character. */
function fitting(words: string, name: keyof typeof noteLimits): string {
  const limit = noteLimits[name];
  // Far more than is kept need not be cleaned.
  const start = words.slice(0, limit * 4);
  const clean = (name === 'caption' || name === 'usageTerms' ? cleanText(start) : cleanLine(start))
    .replace(/[ \t]+/g, ' ')
    .trim();
  if (clean.length <= limit) return clean;
  return `${cleanText(clean.slice(0, limit - 1)).trimEnd()}…`;
}
