// The form for the search, and where it leads.
import { attribute, type Html, html } from '@galley/shared/html/html.ts';
import type { Language } from '@galley/shared/language.ts';
import { siteWords } from './words.ts';

/** In characters; a longer question is refused. */
export const longestQuery = 200;

/** The media type of the description that browsers read: see open-search.ts. */
export const openSearchType = 'application/opensearchdescription+xml';

/** Where the description of the search in a language is. */
export function openSearchPath(language: Language): string {
  return `/${language}/opensearch.xml`;
}

/** Where the results are: of this question where there is one, on this page of them. */
export function searchPath(language: Language, query = '', page = 1): string {
  const path = `/${language}/search`;
  if (query === '') return path;
  // Browsers write the form's question in the same way.
  const asked = new URLSearchParams({ q: query, ...(page > 1 && { page: String(page) }) });
  return `${path}?${asked}`;
}

/** The form; `id` names its field on the page, `query` is what stands in it. */
export function searchForm(language: Language, id: string, query?: string): Html {
  const { label, button } = siteWords[language].search;
  return html`<form class="search" role="search" action="${searchPath(language)}"><label class="unseen" for="${id}">${label}</label><input type="search" id="${id}" name="q"${attribute('value', query)} placeholder="${label}" maxlength="${String(longestQuery)}" autocomplete="off" enterkeyhint="search"><button type="submit">${button}</button></form>`;
}
