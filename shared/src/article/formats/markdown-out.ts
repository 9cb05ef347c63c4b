// An article as Markdown (CommonMark with GitHub's tables and strikethrough).
import type { Root, RootContent } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown } from 'mdast-util-to-markdown';
import { stringify } from 'yaml';
import { type Exported, type ExportSource, exported } from './exported.ts';
import { blockNodes, pictureNode } from './markdown-blocks.ts';
import { lineNodes } from './markdown-inline.ts';

/**
 * The whole text, below what there is to say of it (tags, section of the site, embargo, how it is shown elsewhere) as YAML front matter: the headline as the first heading,
 * sections as headings of the second level.
 */
export function writeMarkdown(source: ExportSource): string {
  const article = exported(source);
  const { headline, dek, byline, lead, sections } = article;
  const children: RootContent[] = [
    ...heading(1, headline),
    ...paragraph(dek),
    ...paragraph(byline),
    ...(lead.media === '' ? [] : [pictureNode(lead, article)]),
    ...sections.flatMap(({ label, blocks }) => [...heading(2, label), ...blockNodes(blocks, article)]),
  ];
  return frontMatter(article) + markdownOf({ type: 'root', children });
}

/** Empty where there is nothing to say. */
function frontMatter({ tags, siteSection, embargo, elsewhere }: Exported): string {
  const { searchTitle, searchDescription, canonical } = elsewhere;
  const said = {
    ...(tags.length > 0 ? { tags } : {}),
    ...(siteSection === null ? {} : { section: siteSection }),
    ...(embargo === null ? {} : { embargo }),
    ...(searchTitle === undefined ? {} : { seo_title: searchTitle }),
    ...(searchDescription === undefined ? {} : { seo_description: searchDescription }),
    ...(canonical === undefined ? {} : { canonical_url: canonical }),
  };
  return Object.keys(said).length === 0 ? '' : `---\n${stringify(said)}---\n\n`;
}

function heading(depth: 1 | 2, text: string): RootContent[] {
  return text === '' ? [] : [{ type: 'heading', depth, children: lineNodes([{ type: 'text', text }]) }];
}

function paragraph(text: string): RootContent[] {
  return text === '' ? [] : [{ type: 'paragraph', children: lineNodes([{ type: 'text', text }]) }];
}

function markdownOf(tree: Root): string {
  return toMarkdown(tree, {
    bullet: '-',
    rule: '-',
    emphasis: '*',
    fences: true,
    incrementListMarker: true,
    listItemIndent: 'one',
    extensions: [gfmToMarkdown({ tablePipeAlign: false })],
    // A colon at a line's start would make a definition of it.
    unsafe: [{ character: ':', atBreak: true }],
  });
}
