// What readers see of an article as plain text: for the site's search.
import type { ArticleContent } from '../content.ts';
import { plainText } from '../plain-text.ts';
import type { PublicSection } from './public-section.ts';

/** The text of the sections that the page shows, each one behind the heading that is seen above it, if there is one. */
export function publicTexts(
  content: Pick<ArticleContent, 'sections'>,
  sections: readonly Pick<PublicSection, 'id' | 'label' | 'boxed' | 'opening'>[],
): string[] {
  return sections.map(({ id, label, boxed, opening }) => {
    const blocks = content.sections.find((section) => section.id === id)?.blocks ?? [];
    const heading = opening && !boxed ? '' : label;
    return [heading, plainText(blocks)].filter((text) => text !== '').join('\n');
  });
}
