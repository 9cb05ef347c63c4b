// A picture for readers: in the size that their screen needs, with its caption and who made it.
import { type PictureFacts, picturePath, pictureWidths } from '../../api/media.ts';
import { attribute, type Html, html } from '../../html/html.ts';
import type { Lead } from '../content.ts';
import type { ReaderWords } from './reader-words.ts';

/** How wide the picture stands on the page. */
const sizes = {
  lead: '(min-width: 76rem) 72rem, 94vw',
  text: '(min-width: 46rem) 42rem, 94vw',
};

/** The figure; a picture of which nothing is known is still shown, without sizes. */
export function pictureHtml(
  picture: Lead,
  place: keyof typeof sizes,
  { facts, words }: { facts: PictureFacts | undefined; words: ReaderWords },
): Html {
  const { media, alt, caption, credit } = picture;
  return html`<figure class="picture${place === 'lead' ? ' lead' : ''}"><img src="${picturePath(media)}"${attribute('srcset', sourceSet(media, facts))}${attribute('sizes', facts && sizes[place])}${attribute('width', facts?.width)}${attribute('height', facts?.height)} alt="${alt}"${place === 'lead' ? html` fetchpriority="high"` : html` loading="lazy"`} decoding="async">${captionHtml(caption, credit, words)}</figure>`;
}

/** Every rendering that there is, and the picture itself. */
export function sourceSet(media: string, facts: PictureFacts | undefined): string | null {
  if (!facts) return null;
  const renderings = pictureWidths.filter((width) => facts.widths.includes(width));
  return [
    ...renderings.map((width) => `${picturePath(media, width)} ${width}w`),
    `${picturePath(media)} ${facts.width}w`,
  ].join(', ');
}

function captionHtml(caption: string, credit: string, words: ReaderWords): Html | null {
  const said = caption.trim();
  const by = credit.trim();
  if (said === '' && by === '') return null;
  const creditLine = by && html`<span class="credit">${words.picture}: ${by}</span>`;
  return html`<figcaption>${said}${said && by && ' '}${creditLine}</figcaption>`;
}
