// The canonical form of content: what an approval and a revision are bound to. It holds what readers get, in one
// notation, so that equal articles have equal forms: text, formatting, order; no ids of blocks and none of the desk's own marks.
import { cleanData, cleanLine, writableText } from '../text/characters.ts';
import type { ArticleContent, NodeJson, SectionContent } from './content.ts';
import { withTextsAsAttributes } from './picture-texts.ts';

/** The canonical text of an article; its SHA-256 is the content's hash. */
export function canonicalArticle(content: ArticleContent): string {
  const { headline, dek, lead, sections } = withoutDeskMarks(content);
  return stable({
    headline,
    dek,
    lead,
    sections: sections.map(sectionForm),
  });
}

/** The canonical text of a section with its kind and title; where it stands in the article does not count. */
export function canonicalSection(section: SectionContent): string {
  const { blocks, ...rest } = cleanData(section, writableText);
  return stable(sectionForm({ ...rest, blocks: nodesWithoutDeskMarks(blocks) }));
}

/** The canonical text of one block: equal for blocks that readers can't tell apart. */
export function canonicalBlock(block: NodeJson): string {
  return stable(nodesWithoutDeskMarks([block]).map(canonicalNode));
}

/** Blocks without the anchors of threads: a copy carries none. */
export function withoutAnchors(blocks: readonly NodeJson[]): NodeJson[] {
  return withMarks(blocks, (type) => type !== 'anchor');
}

/**
 * The same content without the desk's own marks, such as editors' notes and where threads point: only formatting that
 * readers see stays, and so do the passages that were marked. Nor does it hold characters that no file may hold, which old
 * articles may have: so nothing that is published or exported does.
 */
export function withoutDeskMarks(content: ArticleContent): ArticleContent {
  const writable = cleanData(content, writableText);
  return {
    ...writable,
    headline: cleanLine(writable.headline),
    dek: cleanLine(writable.dek),
    sections: writable.sections.map((section) => ({
      ...section,
      blocks: nodesWithoutDeskMarks(section.blocks),
    })),
  };
}

function sectionForm({ kind, title, blocks }: SectionContent) {
  return { kind, title, blocks: blocks.map(canonicalNode) };
}

/** The marks that readers see. */
const formatting: ReadonlySet<string> = new Set([
  'bold',
  'italic',
  'strike',
  'code',
  'link',
  'superscript',
  'subscript',
]);

function nodesWithoutDeskMarks(nodes: readonly NodeJson[]): NodeJson[] {
  return withMarks(withTextsAsAttributes(nodes), (type) => formatting.has(type));
}

function withMarks(nodes: readonly NodeJson[], stays: (type: string) => boolean): NodeJson[] {
  const result: NodeJson[] = [];
  for (const node of nodes) {
    const marks = node.marks?.filter((mark) => stays(mark.type));
    const { marks: _marks, content, ...rest } = node;
    const clean: NodeJson = { ...rest };
    if (content) clean.content = withMarks(content, stays);
    if (marks && marks.length > 0) clean.marks = marks;
    const previous = result.at(-1);
    // A mark that ended inside a word cut its text in two.
    if (previous && isSameText(previous, clean)) previous.text = `${previous.text ?? ''}${clean.text ?? ''}`;
    else result.push(clean);
  }
  return result;
}

function isSameText(a: NodeJson, b: NodeJson): boolean {
  return a.type === 'text' && b.type === 'text' && stable(a.marks ?? []) === stable(b.marks ?? []);
}

function canonicalNode(node: NodeJson): unknown {
  const { id: _id, ...attrs } = node.attrs ?? {};
  const marks = (node.marks ?? []).map((mark) => ({ type: mark.type, attrs: said(mark.attrs ?? {}) }));
  return {
    type: node.type,
    attrs: said(attrs),
    marks: marks.sort((a, b) => (a.type < b.type ? -1 : 1)),
    text: node.text ?? '',
    content: (node.content ?? []).map(canonicalNode),
  };
}

/** Attributes that are absent, null or empty say the same: nothing. */
function said(attrs: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(attrs).filter(([, value]) => value !== null && value !== undefined && value !== ''),
  );
}

/** JSON with the keys of each object in order. */
function stable(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
