// What still stands between an article and its publication: one pure rule for the panel and for the server.
import { saysSomething } from './alt-texts.ts';
import type { BlockType } from './blocks.ts';
import {
  type ArticleContent,
  maxDekLength,
  maxHeadlineLength,
  type NodeJson,
  type SectionContent,
} from './content.ts';
import { allows } from './new-content.ts';
import { plainText } from './plain-text.ts';
import type { ReadinessCode, ReadinessItem } from './readiness-item.ts';
import type { Region } from './region.ts';
import { type SectionSpec, specOf, type Template } from './template.ts';
import { countWords } from './words.ts';

/** Everything that is missing or out of bounds, head first and then section by section; empty when all is well. */
export function readiness(
  content: ArticleContent,
  template: Pick<Template, 'sections'>,
  settings: { slug: string | null },
): ReadinessItem[] {
  const missing = template.sections.filter(
    (spec) => spec.required && !content.sections.some((section) => section.kind === spec.kind),
  );
  return [
    ...headReadiness(content, settings.slug),
    ...missing.map((spec) => item('section-missing', null, spec.kind)),
    ...content.sections.flatMap((section) => sectionReadiness(section, specOf(template, section.kind))),
  ];
}

function headReadiness({ headline, dek, lead }: ArticleContent, slug: string | null): ReadinessItem[] {
  const items: ReadinessItem[] = [];
  if (headline.trim() === '') items.push(item('headline-missing', 'headline'));
  if (headline.length > maxHeadlineLength)
    items.push(
      item('headline-too-long', 'headline', null, { count: headline.length, limit: maxHeadlineLength }),
    );
  if (dek.length > maxDekLength)
    items.push(item('dek-too-long', 'dek', null, { count: dek.length, limit: maxDekLength }));
  if (slug === null || slug === '') items.push(item('slug-missing', null));
  if (lead.media !== '' && !saysSomething(lead.alt)) items.push(item('lead-alt-missing', 'lead-alt'));
  if (lead.media !== '' && lead.credit.trim() === '') items.push(item('lead-credit-missing', 'lead-credit'));
  return items;
}

function sectionReadiness(section: SectionContent, spec: SectionSpec | null): ReadinessItem[] {
  const items: ReadinessItem[] = [];
  const add = (code: ReadinessCode, counts: { count?: number; limit?: number } = {}) =>
    items.push(item(code, section.id, section.kind, counts));
  const words = countWords(plainText(section.blocks));
  const empty =
    words === 0 && !section.blocks.some((block) => block.type === 'figure' || block.type === 'embed');
  if (empty) {
    if (spec?.required) add('section-empty');
  } else if (spec) {
    const listItems = countOf(section.blocks, 'listItem');
    if (spec.minWords !== null && words < spec.minWords)
      add('too-few-words', { count: words, limit: spec.minWords });
    if (spec.maxWords !== null && words > spec.maxWords)
      add('too-many-words', { count: words, limit: spec.maxWords });
    if (spec.minItems !== null && listItems < spec.minItems) {
      add('too-few-items', { count: listItems, limit: spec.minItems });
    }
    if (spec.maxItems !== null && listItems > spec.maxItems) {
      add('too-many-items', { count: listItems, limit: spec.maxItems });
    }
  }
  const figures = section.blocks.filter((block) => block.type === 'figure');
  if (figures.some((figure) => !saysSomething(figure.attrs?.alt))) add('image-alt-missing');
  if (figures.some((figure) => isBlank(figure.attrs?.credit))) add('image-credit-missing');
  // The schema has no other types at the top of a section.
  if (section.blocks.some((block) => !allows(spec, block.type as BlockType) && !isEmptyParagraph(block))) {
    add('block-not-allowed');
  }
  return items;
}

function item(
  code: ReadinessCode,
  region: Region | null,
  kind: string | null = null,
  { count = null, limit = null }: { count?: number | null; limit?: number | null } = {},
): ReadinessItem {
  return { code, region, kind, count, limit };
}

/** How many nodes of a type there are at the first two levels: a list's items, but not those of the lists inside them. */
function countOf(blocks: readonly NodeJson[], type: string): number {
  return blocks.reduce(
    (sum, block) => sum + (block.content ?? []).filter((child) => child.type === type).length,
    0,
  );
}

function isBlank(value: unknown): boolean {
  return typeof value !== 'string' || value.trim() === '';
}

/** The editor may leave one behind the last block, to write on in. */
function isEmptyParagraph(block: NodeJson): boolean {
  return block.type === 'paragraph' && (block.content ?? []).length === 0;
}
