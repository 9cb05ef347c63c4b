// Pages that have only something to say: not there, withdrawn, out of reach.
import { html, type Part } from '@galley/shared/html/html.ts';
import type { Language } from '@galley/shared/language.ts';
import { page } from './page.ts';
import type { Site } from './site-facts.ts';
import { dateWords, siteWords } from './words.ts';

export function missingPage(site: Site, language: Language): string {
  const { title, text } = siteWords[language].missing;
  return messagePage(site, language, title, html`<p>${text}</p>`);
}

/** Says nothing of what the article said: that may be the reason why it was withdrawn. */
export function withdrawnPage(
  site: Site,
  language: Language,
  { note, at }: { note: string; at: string },
): string {
  const { title, text, on, reason } = siteWords[language].withdrawn;
  const when = html`<p class="facts">${on} <time datetime="${at}">${dateWords(at, language, site.timeZone)}</time></p>`;
  const why = note && html`<p class="reason"><span>${reason}</span> ${note}</p>`;
  return messagePage(site, language, title, html`<p>${text}</p>${why}${when}`);
}

/** For a preview's link that works no longer, or never did. */
export function endedPreviewPage(site: Site, language: Language): string {
  const { title, text } = siteWords[language].endedPreview;
  return messagePage(site, language, title, html`<p>${text}</p>`);
}

export function unavailablePage(site: Site, language: Language): string {
  const { title, text } = siteWords[language].unavailable;
  return messagePage(site, language, title, html`<p>${text}</p>`);
}

export function busyPage(site: Site, language: Language): string {
  const { title, text } = siteWords[language].search.busy;
  return messagePage(site, language, title, html`<p>${text}</p>`);
}

function messagePage(site: Site, language: Language, title: string, text: Part): string {
  const home = html`<p class="home"><a href="/">${siteWords[language].home}</a></p>`;
  return page(site, {
    language,
    title,
    main: html`<div class="message"><h1>${title}</h1>${text}${home}</div>`,
  });
}
