// What the public reads of an article below its headline: the lead picture and the sections.
import { type Html, html } from '../../html/html.ts';
import type { SectionId } from '../../ids.ts';
import type { Language } from '../../language.ts';
import type { ArticleContent, NodeJson } from '../content.ts';
import { holdsSomething } from '../plain-text.ts';
import { sectionLabel } from '../section-label.ts';
import { slugFrom } from '../slug.ts';
import { specOf, type Template } from '../template.ts';
import { type BlocksOptions, blocksHtml } from './blocks-html.ts';
import { pictureHtml } from './picture-html.ts';
import type { PublicSection } from './public-section.ts';
import { readerWords } from './reader-words.ts';

/**
 * The sections as readers meet them: those that hold something. The first one follows the headline without a name of
 * its own on the page, unless it was given a title.
 */
export function publicSections(
  content: Pick<ArticleContent, 'sections'>,
  template: Pick<Template, 'sections'>,
  language: Language,
): PublicSection[] {
  const taken = new Set<string>(pageAnchors);
  return content.sections
    .filter(({ blocks }) => holdsSomething(blocks))
    .map((section, index) => {
      const label = sectionLabel(section, template, language);
      return {
        id: section.id,
        anchor: freeAnchor(slugFrom(label, language) || 'section', taken),
        label,
        boxed: specOf(template, section.kind)?.boxed ?? false,
        opening: index === 0 && section.title === '',
      };
    });
}

/** The HTML that a revision keeps. Throws a `ContentError` where the blocks don't fit the schema. */
export function articleHtml(
  content: ArticleContent,
  sections: readonly PublicSection[],
  options: BlocksOptions,
): Html {
  const { lead } = content;
  const words = readerWords[options.language];
  const blocksOf = (id: SectionId) => content.sections.find((section) => section.id === id)?.blocks ?? [];
  return html`${lead.media !== '' && pictureHtml(lead, 'lead', { facts: options.pictures.get(lead.media), words })}${sections.map((section) => sectionHtml(section, blocksOf(section.id), options))}`;
}

function sectionHtml(section: PublicSection, blocks: readonly NodeJson[], options: BlocksOptions): Html {
  const { anchor, label, boxed, opening } = section;
  const heading = html`<h2 id="${anchor}"${opening && !boxed && html` class="unseen"`}>${label}</h2>`;
  return html`<section class="section${boxed && ' boxed'}" aria-labelledby="${anchor}">${heading}${blocksHtml(blocks, options)}</section>`;
}

/** What the page around the sections names itself. */
const pageAnchors = ['content'];

function freeAnchor(wanted: string, taken: Set<string>): string {
  let anchor = wanted;
  for (let number = 2; taken.has(anchor); number += 1) anchor = `${wanted}-${number}`;
  taken.add(anchor);
  return anchor;
}
