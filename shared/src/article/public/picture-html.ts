// A picture for readers: in the size that their screen needs, with its caption and who made it.
import { attribute, type Html, html } from '../../html/html.ts';
import { avifPath, type PictureFacts, picturePath, pictureWidths } from '../picture-files.ts';
import {
  crops,
  focusPoint,
  type MachineSourceType,
  machineMade,
  type PictureSettings,
} from '../picture-settings.ts';
import type { PictureTexts } from '../picture-texts.ts';
import type { ReaderWords } from './reader-words.ts';

/** How wide the picture stands on the page. */
const sizes = {
  lead: '(min-width: 76rem) 72rem, 94vw',
  text: '(min-width: 46rem) 42rem, 94vw',
};

/** The figure; a picture of which nothing is known is still shown, without sizes. */
export function pictureHtml(
  picture: PictureTexts & PictureSettings & { media: string },
  place: 'lead' | 'text',
  { facts, words }: { facts: PictureFacts | undefined; words: ReaderWords },
): Html {
  const { media, alt } = picture;
  const wide = place === 'text' && picture.width === 'wide';
  const crop = place === 'text' && crops.find((one) => one === picture.crop);
  const classes = [
    'picture',
    ...(place === 'lead' ? ['lead'] : []),
    ...(wide ? ['wide'] : []),
    ...(crop ? [`crop-${crop.replace(':', '-')}`] : []),
  ];
  const shown = sizes[wide ? 'lead' : place];
  const image = html`<img src="${picturePath(media)}"${attribute('srcset', sourceSet(media, facts))}${attribute('sizes', facts && shown)}${attribute('width', facts?.width)}${attribute('height', facts?.height)}${attribute('class', focusClass(picture.focus))} alt="${alt}"${place === 'lead' ? html` fetchpriority="high"` : html` loading="lazy"`} decoding="async">`;
  return html`<figure class="${classes.join(' ')}">${withAvif(image, media, facts, shown)}${captionHtml(picture, words, machineMade(picture, facts))}</figure>`;
}

/** The class that keeps this point of a picture in view wherever it is cut; null for the middle. */
export function focusClass(focus: unknown): string | null {
  const { x, y } = focusPoint(focus);
  const step = (part: number) => Math.round(part / focusStep) * focusStep;
  const [left, top] = [step(x), step(y)];
  return left === 50 && top === 50 ? null : `focus-x-${left} focus-y-${top}`;
}

/** The points that pages know, in percent: they hold no styles of their own, so each has a class. */
export const focusStep = 5;

/** Every rendering that there is, and the picture itself. */
export function sourceSet(media: string, facts: PictureFacts | undefined): string | null {
  if (!facts) return null;
  const renderings = pictureWidths.filter((width) => facts.widths.includes(width));
  return [
    ...renderings.map((width) => `${picturePath(media, width)} ${width}w`),
    `${picturePath(media)} ${facts.width}w`,
  ].join(', ');
}

/** The image with its renderings as AVIF, for browsers that know it; alone where nothing is known of the picture. */
export function withAvif(image: Html, media: string, facts: PictureFacts | undefined, shown: string): Html {
  if (!facts) return image;
  const widths = [...pictureWidths.filter((width) => facts.widths.includes(width)), facts.width];
  const set = widths.map((width) => `${avifPath(media, width)} ${width}w`).join(', ');
  return html`<picture><source type="image/avif" srcset="${set}" sizes="${shown}">${image}</picture>`;
}

function captionHtml(
  picture: PictureTexts,
  words: ReaderWords,
  machine: MachineSourceType | null,
): Html | null {
  const said = picture.caption.trim();
  const by = picture.credit.trim();
  if (said === '' && by === '' && machine === null) return null;
  const creditLine = by && html`<span class="credit">${words.picture}: ${by}</span>`;
  const note = machine && html`<span class="machine-made">${words.machineMade[machine]}</span>`;
  const parts = [said, creditLine, note].filter(Boolean);
  return html`<figcaption>${parts.map((part, index) => html`${index > 0 && ' '}${part}`)}</figcaption>`;
}
