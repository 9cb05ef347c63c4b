// An article that left a desk as JSON becomes one of this desk's, section by section: nothing in it needs to be recognized.
import { type MediaId, newId, type SectionId } from '../../ids.ts';
import { type ArticleContent, emptyLead, type Lead, type NodeJson, type SectionContent } from '../content.ts';
import { fitBlocks, linesOf } from '../fit-blocks.ts';
import { withFreshSectionIds } from '../new-content.ts';
import { maxTitleLength } from '../outline.ts';
import { type SectionSpec, specOf } from '../template.ts';
import { completed } from './compose.ts';
import type { DeskArticle } from './json-in.ts';
import { saysLabel } from './line-kinds.ts';
import { mainKind } from './recognize.ts';

interface DeskArticleOptions {
  /** The template's. */
  sections: readonly SectionSpec[];
  /** Which picture of this desk a picture of that desk is; one that is not there leaves its words. */
  pictures: ReadonlyMap<string, MediaId>;
}

/**
 * The article's content, with ids of its own. A kind that the template lacks becomes its main one, with the former name as title,
 * and sections that the template requires begin empty.
 */
export function contentOfDeskArticle(
  article: DeskArticle,
  { sections: specs, pictures }: DeskArticleOptions,
): ArticleContent {
  const { headline, dek, lead, language } = article;
  const sections = article.sections.map(({ kind: given, label, title, blocks }): SectionContent => {
    const spec = specOf({ sections: specs }, given);
    const kind = spec?.kind ?? mainKind(specs);
    const own = title ?? (saysLabel(label, spec, language) ? '' : label);
    const section = { id: newId<SectionId>(), kind, title: own.slice(0, maxTitleLength) };
    return withFreshSectionIds({
      ...section,
      blocks: fitBlocks(withPictures(blocks, pictures), specOf({ sections: specs }, kind)),
    });
  });
  const required = specs.filter((spec) => spec.required).map(withoutBoilerplate);
  const all = sections.length === 0 && required.length === 0 ? specs.map(withoutBoilerplate) : required;
  return {
    headline,
    dek,
    lead: lead ? leadWith(lead, pictures.get(lead.media)) : emptyLead,
    sections: completed(sections, { sections: all, language }),
  };
}

/** Without its picture the texts wait for the next one, which writes nothing over that is there. */
function leadWith(lead: Lead, media: MediaId | undefined): Lead {
  const { alt, caption, credit } = lead;
  return media ? { ...lead, media } : { ...emptyLead, alt, caption, credit };
}

/** Text that nobody has written is not brought along. */
function withoutBoilerplate(spec: SectionSpec): SectionSpec {
  return { ...spec, boilerplate: { en: '', de: '' } };
}

function withPictures(blocks: readonly NodeJson[], pictures: ReadonlyMap<string, MediaId>): NodeJson[] {
  return blocks.flatMap((block) => {
    if (block.type !== 'figure')
      return [block.content ? { ...block, content: withPictures(block.content, pictures) } : block];
    const media = pictures.get(String(block.attrs?.media));
    if (media) return [{ ...block, attrs: { ...block.attrs, media } }];
    return linesOf(block).map((content) => ({ type: 'paragraph', content }));
  });
}
