// The pictures of an article in the order in which readers meet them: the lead image first.
import { isId, type MediaId } from '../ids.ts';
import type { ArticleContent, NodeJson } from './content.ts';
import { type PictureSettings, pictureSettingNames } from './picture-settings.ts';
import { type PictureTexts, pictureTextsOf } from './picture-texts.ts';

/** A picture of an article with what is said of it there; `media` is its id. */
export type ArticlePicture = PictureTexts & PictureSettings & { media: MediaId };

/** The lead image, if there is one, and the pictures in the text. */
export function picturesOf({
  lead,
  sections,
}: Pick<ArticleContent, 'lead'> & {
  sections: readonly { blocks: readonly NodeJson[] }[];
}): ArticlePicture[] {
  const inText = sections.flatMap(({ blocks }) => blocks.flatMap(figuresIn));
  return lead.media === '' ? inText : [{ ...lead, media: lead.media }, ...inText];
}

function figuresIn(node: NodeJson): ArticlePicture[] {
  if (node.type !== 'figure') return (node.content ?? []).flatMap(figuresIn);
  const { attrs = {} } = node;
  if (!isId<MediaId>(attrs.media)) return [];
  const settings: PictureSettings = {};
  for (const name of pictureSettingNames) {
    const value = attrs[name];
    if (typeof value === 'string') settings[name] = value;
  }
  return [{ media: attrs.media, ...pictureTextsOf(node), ...settings }];
}
