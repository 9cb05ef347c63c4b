// Word documents, read by a reader of our own. What it must know of lists, styles, hidden text, fields and changes is gone
// in the HTML that other readers make, and with it the words that they don't know.
import { extname } from 'node:path/posix';
import type { ImportFault } from '@galley/shared/api/imports.ts';
import type { NodeJson } from '@galley/shared/article/content.ts';
import type { FoundFile } from '@galley/shared/article/formats/found.ts';
import { readHtml } from '@galley/shared/article/formats/html-in.ts';
import { textNode, tidyInline } from '@galley/shared/article/formats/inline.ts';
import type { FoundFacts } from '@galley/shared/article/formats/pieces.ts';
import { readText } from '@galley/shared/article/formats/text-in.ts';
import { decodeText } from '../decode-text.ts';
import { ArchiveError, type ArchiveLimits, openArchive } from './archive.ts';
import { type BodyOptions, readBody, wordsOf } from './body.ts';
import { createLosses, type Losses } from './losses.ts';
import { readNumbering } from './numbering.ts';
import { openPackage, type Package, type Part, type Relationship } from './package.ts';
import { readStyles } from './styles.ts';
import { child, descendants, elements, textIn, type XmlElement } from './xml.ts';

export type DocxOutcome = ({ outcome: 'read' } & FoundFile) | { outcome: 'refused'; fault: ImportFault };

export const archiveLimits: ArchiveLimits = {
  entries: 5000,
  bytes: 120 * 1024 * 1024,
  ratio: 200,
  ratioFrom: 4 * 1024 * 1024,
};

/** All that is in a Word document, or why it can't be read. */
export async function readDocx(file: Buffer): Promise<DocxOutcome> {
  const start = file.toString('latin1', 0, 4);
  if (start === '\xd0\xcf\x11\xe0') {
    // Both are in Microsoft's older container; it names its parts in UTF-16.
    const locked = file.includes(Buffer.from('EncryptedPackage', 'utf16le'));
    return { outcome: 'refused', fault: locked ? 'encrypted' : 'old-word' };
  }
  if (start !== 'PK\x03\x04') return { outcome: 'refused', fault: 'wrong-kind' };
  try {
    const document = await openPackage(await openArchive(file, archiveLimits));
    return { outcome: 'read', ...(await readPackage(document)) };
  } catch (error) {
    if (error instanceof ArchiveError) return { outcome: 'refused', fault: error.fault };
    throw error;
  }
}

async function readPackage(document: Package): Promise<FoundFile> {
  const losses = createLosses();
  const styles = readStyles((await document.related('styles'))?.root);
  const numbering = readNumbering((await document.related('numbering'))?.root, styles);
  const facts: FoundFacts = await factsOf(document);
  const media = new Map<string, Buffer>();
  const words = new Map<string, string>();
  const chunks = new Map<string, FoundFile>();
  const options = (part: Part, note: BodyOptions['note']): BodyOptions => ({
    styles,
    numbering,
    losses,
    relationships: part.relationships,
    bytes: (name) => media.get(name),
    drawingWords: (name) => words.get(name) ?? '',
    note,
    chunk: (name) => chunks.get(name) ?? null,
    onByline: (text) => {
      facts.byline ??= text;
    },
  });
  const load = async ({ relationships }: Part) => {
    for (const { type, target, external } of relationships.values()) {
      if (external) continue;
      if (type === 'image') keep(media, target, await document.bytes(target));
      if (type === 'chart' || type === 'diagramData')
        keep(words, target, drawnWords((await document.part(target))?.root));
      if (type === 'aFChunk') keep(chunks, target, await readChunk(document, target));
    }
  };

  await load(document.main);
  const notes = {
    footnote: await document.related('footnotes'),
    endnote: await document.related('endnotes'),
  };
  const noteText = new Map<string, NodeJson[]>();
  for (const [kind, part] of Object.entries(notes)) {
    if (!part) continue;
    await load(part);
    for (const note of elements(part.root, `w:${kind}`)) {
      // Separators between the text and its notes have a type.
      if ((note.attributes['w:type'] ?? 'normal') !== 'normal') continue;
      const found = readBody(
        note,
        options(part, () => null),
      );
      noteText.set(`${kind} ${note.attributes['w:id'] ?? ''}`, inOneLine(found));
    }
  }
  const found = readBody(
    bodyOf(document.main.root),
    options(document.main, (kind, id) => noteText.get(`${kind} ${id}`) ?? null),
  );
  await countComments(document, losses);
  await countHeaders(document, losses, (part) =>
    readBody(
      part.root,
      options(part, () => null),
    ),
  );
  if ([...document.names].some((name) => /vbaProject\.bin$/i.test(name))) losses.add('macros');
  return { found, facts, lost: losses.list() };
}

function keep<Value>(map: Map<string, Value>, name: string, value: Value | null): void {
  if (value !== null) map.set(name, value);
}

function bodyOf(root: XmlElement): XmlElement {
  const body = child(root, 'w:body');
  if (!body) throw new ArchiveError('wrong-kind', 'There is no document in it.');
  return body;
}

/** A note in the line that it belongs to. */
function inOneLine(found: FoundFile['found']): NodeJson[] {
  return tidyInline(
    found.flatMap((one) => [
      textNode(' '),
      ...(one.type === 'line' ? one.inline : [textNode(wordsOf([one]))]),
    ]),
  );
}

/** The words that stand in a chart or a diagram. */
function drawnWords(root: XmlElement | undefined): string {
  return descendants(root, 'a:t', 'c:strCache')
    .map((one) => (one.name === 'a:t' ? textIn(one) : descendants(one, 'c:v').map(textIn).join(' ')))
    .join(' ');
}

/** A file of another format within the document. */
async function readChunk(document: Package, name: string): Promise<FoundFile | null> {
  const bytes = await document.bytes(name);
  if (!bytes) return null;
  const ending = extname(name).toLowerCase();
  const isHtml = ['.html', '.htm', '.xhtml'].includes(ending);
  if (!isHtml && ending !== '.txt') return null;
  const decoded = decodeText(bytes, { html: isHtml });
  if (decoded.outcome === 'refused') return null;
  return isHtml ? readHtml(decoded.text) : readText(decoded.text);
}

async function countComments(document: Package, losses: Losses): Promise<void> {
  const comments = await document.related('comments');
  for (const comment of elements(comments?.root, 'w:comment')) {
    const text = elements(comment).map(textIn).join(' ');
    const author = comment.attributes['w:author'] ?? '';
    losses.add('comments', author === '' ? text : `${author}: ${text}`);
  }
}

/** Headers and footers with words in them, each once; page numbers alone are none. */
async function countHeaders(
  document: Package,
  losses: Losses,
  read: (part: Part) => FoundFile['found'],
): Promise<void> {
  const used = new Set<Relationship | undefined>(
    descendants(document.main.root, 'w:headerReference', 'w:footerReference').map(({ attributes }) =>
      document.main.relationships.get(attributes['r:id'] ?? ''),
    ),
  );
  for (const relationship of used) {
    const part = relationship ? await document.part(relationship.target) : null;
    const words = part ? wordsOf(read(part)).trim() : '';
    if (/\p{L}/u.test(words)) losses.add('headers-footers', words);
  }
}

/** Keywords are what people give on purpose; titles and authors are mostly those of an older file. */
async function factsOf(document: Package): Promise<FoundFacts> {
  const core = await document.part('docProps/core.xml').catch(() => null);
  const keywords = child(core?.root, 'cp:keywords');
  const tags = keywords
    ? textIn(keywords)
        .split(/[,;]/)
        .map((tag) => tag.replace(/\s+/g, ' ').trim())
        .filter((tag) => tag !== '' && tag.length <= 80)
    : [];
  return tags.length > 0 ? { tags } : {};
}
