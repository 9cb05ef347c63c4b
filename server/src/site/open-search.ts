// How programs search the site: the description that browsers add it to their search engines with (OpenSearch 1.1), and the same
// as structured data.
import { html } from '@galley/shared/html/html.ts';
import type { Language } from '@galley/shared/language.ts';
import { openSearchPath, openSearchType, searchPath } from './search-form.ts';
import type { Site } from './site-facts.ts';
import { siteWords } from './words.ts';

/** The formats' own limits, in characters. */
const longestShortName = 16;
const longestLongName = 48;

/** The description of the search in a language. */
export function openSearchDescription(site: Site, language: Language): string {
  const { about } = siteWords[language].search;
  const { name, url, assets } = site;
  return html`<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>${cut(name, longestShortName)}</ShortName>
<LongName>${cut(name, longestLongName)}</LongName>
<Description>${cut(about(name), 1024)}</Description>
<Image width="32" height="32" type="image/svg+xml">${url + assets.icon}</Image>
<Url type="text/html" method="get" template="${`${url + searchPath(language)}?q={searchTerms}`}"/>
<Url type="${openSearchType}" rel="self" template="${url + openSearchPath(language)}"/>
<Language>${language}</Language>
<InputEncoding>UTF-8</InputEncoding>
<OutputEncoding>UTF-8</OutputEncoding>
</OpenSearchDescription>
`.toString();
}

/** The site as schema.org names it, with its search. */
export function searchAction({ name, url }: Site, language: Language): Record<string, unknown> {
  return {
    '@context': 'https://schema.org',
    '@type': 'WebSite',
    name,
    url: `${url}/`,
    potentialAction: {
      '@type': 'SearchAction',
      target: {
        '@type': 'EntryPoint',
        urlTemplate: `${url + searchPath(language)}?q={search_term_string}`,
      },
      'query-input': 'required name=search_term_string',
    },
  };
}

/** A name of at most so many characters, whole words where it can. */
function cut(name: string, longest: number): string {
  if (name.length <= longest) return name;
  const beginning = name.slice(0, longest).toWellFormed();
  return beginning.includes(' ') ? beginning.replace(/\s+\S*$/, '') : beginning;
}
