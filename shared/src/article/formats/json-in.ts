// An article that left a desk as JSON (json-out.ts) and comes back.
import { z } from 'zod';
import { languages } from '../../language.ts';
import { leadSchema, type NodeJson, nodeSchema } from '../content.ts';
import { checkedDocument } from '../read-article.ts';
import { fittingTexts } from '../search-and-social.ts';
import { type Found, type FoundFile, line } from './found.ts';
import { textNode } from './inline.ts';

const fileSchema = z.object({
  format: z.literal('galley-article'),
  version: z.literal(1),
  language: z.enum(languages),
  headline: z.string(),
  dek: z.string(),
  byline: z.string(),
  tags: z.array(z.string()).optional(),
  /** The section of the site, by its name. */
  siteSection: z.string().optional(),
  embargo: z.string().optional(),
  searchTitle: z.string().optional(),
  searchDescription: z.string().optional(),
  canonical: z.string().optional(),
  socialPicture: z.string().optional(),
  lead: leadSchema.nullable(),
  sections: z
    .array(
      z.object({
        kind: z.string(),
        label: z.string(),
        title: z.string().optional(),
        blocks: z.array(nodeSchema),
      }),
    )
    .max(200),
});
/** An article as its file has it, with blocks of the desk's schema. */
export type DeskArticle = z.infer<typeof fileSchema>;

/** The article in the file; null where it is none of this form, or holds blocks that no article can have. */
export function readDeskArticle(source: string): DeskArticle | null {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    return null;
  }
  const file = fileSchema.safeParse(value);
  if (!file.success) return null;
  const sections = file.data.sections.map((section) => ({
    ...section,
    blocks: section.blocks.map(asSchema),
  }));
  return sections.every(({ blocks }) => isArticle(blocks)) ? { ...file.data, sections } : null;
}

/** What is found in the file, as in any other; null as for `readDeskArticle`. */
export function readJson(source: string): FoundFile | null {
  const file = readDeskArticle(source);
  if (!file) return null;
  const { headline, dek, byline, lead, language, tags, siteSection, embargo, sections } = file;

  const facts = {
    ...(headline === '' ? {} : { headline }),
    ...(dek === '' ? {} : { dek }),
    ...(byline === '' ? {} : { byline }),
    language,
    ...(tags ? { tags } : {}),
    ...(siteSection === undefined ? {} : { siteSection }),
    ...(embargo === undefined ? {} : { embargo }),
    ...fittingTexts(file),
  };
  const found: Found[] = lead ? [{ type: 'block', block: { type: 'figure', attrs: lead } }] : [];
  for (const { kind, label, blocks } of sections) {
    found.push(line({ is: 'section', kind }, [textNode(label)]));
    found.push(...blocks.map((block): Found => ({ type: 'block', block })));
  }
  return { found, facts, lost: [] };
}

/** A node without what the file adds for other programs, and with what it leaves out where it says nothing. */
function asSchema({ attrs, content, ...node }: NodeJson): NodeJson {
  const { address: _, ...said } = attrs ?? {};
  const whole = { ...(defaults[node.type] ?? {}), ...(node.type === 'figure' ? said : attrs) };
  return {
    ...node,
    ...(Object.keys(whole).length > 0 ? { attrs: whole } : {}),
    ...(content ? { content: content.map(asSchema) } : {}),
  };
}

const defaults: Record<string, Record<string, unknown> | undefined> = {
  figure: { alt: '', caption: '', credit: '' },
  blockquote: { source: '' },
  codeBlock: { language: null },
  orderedList: { start: 1 },
};

function isArticle(blocks: readonly NodeJson[]): boolean {
  try {
    checkedDocument(blocks);
    return true;
  } catch {
    return false;
  }
}
