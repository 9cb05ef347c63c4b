// Text with its formatting as the runs of a Word document.
import type { NodeJson } from '@galley/shared/article/content.ts';
import { isSafeLink } from '@galley/shared/article/schema/attributes.ts';
import { cleanLine } from '@galley/shared/text/characters.ts';
import { ExternalHyperlink, type IRunOptions, type ParagraphChild, TextRun } from 'docx';
import { inlineCodeStyle } from './docx-styles.ts';

/** The inline content of one block; `url` is where the desk is, which its own links are relative to. */
export function runsOf(nodes: readonly NodeJson[], url: string): ParagraphChild[] {
  return nodes.map((node) => {
    if (node.type === 'hardBreak') return new TextRun({ break: 1 });
    const href = linkOf(node);
    if (href === null) return new TextRun({ ...formatting(node), text: cleanLine(node.text ?? '') });
    const run = new TextRun({ ...formatting(node), text: cleanLine(node.text ?? ''), style: 'Hyperlink' });
    return new ExternalHyperlink({ link: new URL(href, url).href, children: [run] });
  });
}

function linkOf(node: NodeJson): string | null {
  const href = node.marks?.find(({ type }) => type === 'link')?.attrs?.href;
  return typeof href === 'string' && isSafeLink(href) && URL.canParse(href, 'https://desk.example')
    ? href
    : null;
}

/** Only what is there is said: an explicit `false` would cancel what a paragraph's style says. */
function formatting({ marks = [] }: NodeJson): IRunOptions {
  const has = (type: string) => marks.some((mark) => mark.type === type);
  return {
    ...(has('bold') ? { bold: true } : {}),
    ...(has('italic') ? { italics: true } : {}),
    ...(has('strike') ? { strike: true } : {}),
    ...(has('superscript') ? { superScript: true } : has('subscript') ? { subScript: true } : {}),
    ...(has('code') ? { style: inlineCodeStyle } : {}),
  };
}
