// The links in an article's text, each with its place as the checks count it.
import type { ArticleContent } from '../article/content.ts';
import { withTextsAsNodes } from '../article/picture-texts.ts';
import { sectionSchema } from '../article/schema/schema.ts';
import type { SectionId } from '../ids.ts';
import { textBlocks } from './text-blocks.ts';

export interface PlacedLink {
  place: SectionId;
  /** Which block of words of the section it is in, from 0, and where it begins in the block's text. */
  block: number;
  from: number;
  quote: string;
  href: string;
}

/** All links in their order; one whose words have several formats is one. */
export function linksIn({ sections }: Pick<ArticleContent, 'sections'>): PlacedLink[] {
  return sections.flatMap(({ id, blocks }) => {
    const doc = sectionSchema.nodeFromJSON({ type: 'doc', content: withTextsAsNodes(blocks) });
    return textBlocks(doc).flatMap(({ start, text }, block) => {
      const links: PlacedLink[] = [];
      doc.nodesBetween(start, start + text.length, (node, position) => {
        const href: unknown = node.marks.find(({ type }) => type.name === 'link')?.attrs.href;
        if (!node.isText || typeof href !== 'string') return;
        const from = position - start;
        const last = links.at(-1);
        if (last?.href === href && last.from + last.quote.length === from) last.quote += node.text ?? '';
        else links.push({ place: id, block, from, quote: node.text ?? '', href });
      });
      return links;
    });
  });
}
