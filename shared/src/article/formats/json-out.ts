// An article as JSON, for programs: its parts by name, its blocks as ProseMirror nodes of the desk's schema.
import type { NodeJson } from '../content.ts';
import { type ExportSource, exported } from './exported.ts';

/** The whole article as indented JSON. Ids of blocks mean something at the desk only and are left out. */
export function writeJson(source: ExportSource): string {
  const {
    headline,
    dek,
    byline,
    lead,
    language,
    tags,
    siteSection,
    embargo,
    elsewhere,
    sections,
    ...article
  } = exported(source);
  const { pictureAddress } = article;
  const { socialPicture } = elsewhere;
  const file = {
    format: 'galley-article',
    version: 1,
    language,
    headline,
    dek,
    byline,
    // Left out where there is none, as in files from before.
    ...(tags.length > 0 ? { tags } : {}),
    ...(siteSection === null ? {} : { siteSection }),
    ...(embargo === null ? {} : { embargo }),
    ...elsewhere,
    ...(socialPicture === undefined ? {} : { socialPictureAddress: pictureAddress(socialPicture) }),
    lead: lead.media === '' ? null : { ...lead, address: pictureAddress(lead.media) },
    sections: sections.map(({ kind, label, titled, blocks }) => ({
      kind,
      label,
      // Only where it is a title of the section's own, and not the name of its kind.
      ...(titled ? { title: label } : {}),
      blocks: blocks.map((block) => jsonBlock(block, pictureAddress)),
    })),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

function jsonBlock(
  { attrs, content, ...node }: NodeJson,
  pictureAddress: (media: string) => string,
): NodeJson {
  const { id: _id, ...said } = attrs ?? {};
  const known = Object.entries(said).filter(([, value]) => value !== null && value !== '');
  if (node.type === 'figure') known.push(['address', pictureAddress(String(said.media))]);
  return {
    ...node,
    ...(known.length > 0 ? { attrs: Object.fromEntries(known) } : {}),
    ...(content ? { content: content.map((child) => jsonBlock(child, pictureAddress)) } : {}),
  };
}
