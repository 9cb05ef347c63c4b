// Something from elsewhere, without a script of ours: a frame that holds nothing but a link, and the link leads to what
// is to be shown in that frame. Before it is followed the reader's browser asks nobody for anything.
import { attribute, type Html, html } from '../../html/html.ts';
import type { Language } from '../../language.ts';
import type { Embeddable } from '../schema/embed-hosts.ts';
import { readerWords } from './reader-words.ts';

/** Where the style of the page in the frame is; public pages serve it. */
export const embedStylePath = '/embed.css';

export function embedHtml({ provider, url, frame, ratio }: Embeddable, language: Language): Html {
  const { embed } = readerWords[language];
  const cover = html`<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${provider}</title><link rel="stylesheet" href="${embedStylePath}"></head><body><a href="${frame}"><strong>${embed.load(provider)}</strong></a><p>${embed.warning(provider)}</p></body></html>`;
  return html`<figure class="embed"><iframe class="ratio-${ratioName(ratio)}" title="${provider}"${attribute('srcdoc', cover.toString())} sandbox="allow-scripts allow-same-origin allow-popups allow-presentation" allow="fullscreen; picture-in-picture; encrypted-media" referrerpolicy="strict-origin-when-cross-origin"></iframe><figcaption><a href="${url}" rel="noopener">${embed.open(provider)}</a></figcaption></figure>`;
}

/** The name of a ratio in style sheets, which give each its shape: 178 for 16 by 9. */
export function ratioName(ratio: number): string {
  return String(Math.round(ratio * 100));
}
