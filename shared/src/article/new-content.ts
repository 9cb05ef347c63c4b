// Content for new articles and sections, and copies of content that share no identity with what they were copied from.
import { newId, type SectionId } from '../ids.ts';
import type { Language } from '../language.ts';
import { type BlockType, blockTypes } from './blocks.ts';
import { withoutAnchors } from './canonical.ts';
import { type ArticleContent, emptyLead, type NodeJson, type SectionContent } from './content.ts';
import type { SectionSpec, TemplateContent } from './template.ts';

/** A new article of a template: its sections in their order, with their boilerplate or a first empty block. */
export function contentOfTemplate(
  template: Pick<TemplateContent, 'sections'>,
  language: Language,
): ArticleContent {
  return {
    headline: '',
    dek: '',
    lead: emptyLead,
    sections: template.sections.map((spec) => newSection(spec, language)),
  };
}

/** A new section of a kind. */
export function newSection(spec: SectionSpec, language: Language): SectionContent {
  const lines = spec.boilerplate[language].split('\n').filter((line) => line.trim() !== '');
  const list = holdsLists(spec);
  const texts = lines.length > 0 ? lines : [''];
  const paragraphs = texts.map((line) => paragraph(line.trim()));
  return {
    id: newId<SectionId>(),
    kind: spec.kind,
    title: '',
    blocks: list ? [bulletList(paragraphs)] : paragraphs,
  };
}

/** What a section of this kind begins with where it has no boilerplate. */
export function emptyBlock(spec: Pick<SectionSpec, 'blocks'> | null): NodeJson {
  return holdsLists(spec) ? bulletList([paragraph('')]) : paragraph('');
}

function holdsLists(spec: Pick<SectionSpec, 'blocks'> | null): boolean {
  return !allows(spec, 'paragraph') && allows(spec, 'bulletList');
}

/** Whether a section of this kind may hold the block; an unknown kind and an empty list allow every block. */
export function allows(spec: Pick<SectionSpec, 'blocks'> | null, block: BlockType): boolean {
  return spec === null || spec.blocks.length === 0 || spec.blocks.includes(block);
}

/** A copy with new ids for all sections and blocks. */
export function withFreshIds(content: ArticleContent): ArticleContent {
  return { ...content, sections: content.sections.map(withFreshSectionIds) };
}

/** A copy of a section with a new id, and new ids for its blocks. */
export function withFreshSectionIds(section: SectionContent): SectionContent {
  return { ...section, id: newId<SectionId>(), blocks: withoutAnchors(section.blocks).map(withFreshBlockId) };
}

/** A paragraph of plain text. */
export function paragraph(text: string): NodeJson {
  return block('paragraph', text);
}

/** A subheading of plain text. */
export function heading(text: string, level: 2 | 3 = 2): NodeJson {
  const node = block('heading', text);
  return { ...node, attrs: { ...node.attrs, level } };
}

/** A bullet list, an item for each node. */
export function bulletList(items: readonly NodeJson[]): NodeJson {
  return {
    type: 'bulletList',
    attrs: { id: newId() },
    content: items.map((item) => ({ type: 'listItem', content: [item] })),
  };
}

function block(type: 'paragraph' | 'heading', text: string): NodeJson {
  return { type, attrs: { id: newId() }, ...(text === '' ? {} : { content: [{ type: 'text', text }] }) };
}

const withIds: ReadonlySet<string> = new Set(blockTypes);

function withFreshBlockId(node: NodeJson): NodeJson {
  return {
    ...node,
    ...(withIds.has(node.type) ? { attrs: { ...node.attrs, id: newId() } } : {}),
    ...(node.content ? { content: node.content.map(withFreshBlockId) } : {}),
  };
}
