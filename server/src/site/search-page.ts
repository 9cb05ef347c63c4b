// The page of the search: the form, and what was found.
import { type Html, html, type Part } from '@galley/shared/html/html.ts';
import type { Language } from '@galley/shared/language.ts';
import { createHighlighter, type Highlighter, type MarkedText } from '../storage/search-passages.ts';
import { page } from './page.ts';
import { longestQuery, searchForm, searchPath } from './search-form.ts';
import type { Site } from './site-facts.ts';
import type { Story } from './stories.ts';
import { type FoundWords, storyItem } from './story-items.ts';
import { editionNames, siteWords } from './words.ts';

/** In words; a longer question is refused. */
export const mostWords = 12;

/** What the page says to a question. */
export type SearchAnswer =
  | { outcome: 'nothing-asked' }
  | { outcome: 'too-much' }
  | {
      outcome: 'answered';
      stories: readonly Story[];
      count: number;
      number: number;
      hasMore: boolean;
      meant: string | null;
      /** How many stories there are in other languages. */
      elsewhere: readonly (readonly [Language, number])[];
    };

export function searchPage(site: Site, language: Language, query: string, answer: SearchAnswer): string {
  const words = siteWords[language].search;
  const found = answer.outcome === 'answered' && answer;
  const title = query === '' ? words.title : words.resultsFor(query);
  const number = found && found.number > 1 && siteWords[language].page(found.number);
  return page(site, {
    language,
    title: number ? `${title} · ${number}` : title,
    searching: true,
    main: html`<section class="list story-list results"><header><h1>${words.title}${number && html` <small>${number}</small>`}</h1>${searchForm(language, 'search-words', query)}${said(language, query, answer)}</header>${found && found.stories.length > 0 && results(site, query, found.stories)}</section>
${found && paging(language, query, found)}`,
  });
}

function said(language: Language, query: string, answer: SearchAnswer): Part {
  const words = siteWords[language].search;
  if (answer.outcome === 'nothing-asked') return html`<p class="hint">${words.hint}</p>`;
  if (answer.outcome === 'too-much')
    return html`<p role="status">${words.tooMuch(mostWords, longestQuery)}</p>`;
  const { count, meant, elsewhere } = answer;
  const others = elsewhere.map(
    ([other, howMany]) =>
      html`<li><a href="${searchPath(other, query)}" hreflang="${other}">${words.elsewhere(howMany, editionNames[other])}</a></li>`,
  );
  return html`<p role="status">${count === 0 ? words.nothing : words.count(count)}</p>${meant !== null && html`<p class="meant">${words.meant} <a href="${searchPath(language, meant)}">${meant}</a>?</p>`}${others.length > 0 && html`<ul class="elsewhere">${others}</ul>`}`;
}

function results(site: Site, query: string, stories: readonly Story[]): Html {
  const highlighter = createHighlighter(query);
  return html`<div>${stories.map((story) => storyItem(site, story, 'small', undefined, foundWords(story, highlighter)))}</div>`;
}

function foundWords({ headline, dek, text, metadata }: Story, highlighter: Highlighter): FoundWords {
  const { language } = metadata;
  const passages = highlighter.passages(text, language);
  return {
    headline: marked(highlighter.mark(headline, language)),
    dek: marked(highlighter.mark(dek, language)),
    passages:
      passages.length === 0
        ? null
        : html`${passages.map((passage) => html`<span>${marked(passage)}</span> `)}`,
  };
}

function marked(pieces: readonly MarkedText[]): Html {
  return html`${pieces.map(({ text, isFound }) => (isFound ? html`<mark>${text}</mark>` : text))}`;
}

function paging(
  language: Language,
  query: string,
  { number, hasMore }: { number: number; hasMore: boolean },
): Part {
  if (number === 1 && !hasMore) return null;
  const { previous, next } = siteWords[language].search;
  return html`<p class="paging">${number > 1 && html`<a href="${searchPath(language, query, number - 1)}" rel="prev">${previous}</a>`}${hasMore && html`<a href="${searchPath(language, query, number + 1)}" rel="next">${next}</a>`}</p>`;
}
