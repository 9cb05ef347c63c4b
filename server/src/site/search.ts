// The search of the site. Its pages are made for each question and kept nowhere: there are as many as people can think of.
import { languages } from '@galley/shared/language.ts';
import { cleanName } from '@galley/shared/text/characters.ts';
import type { Request, Router } from 'express';
import pLimit from 'p-limit';
import { ProblemError } from '../http/problem.ts';
import { addressOf, limitRequests } from '../http/request-limits.ts';
import { wordsIn } from '../storage/search-terms.ts';
import type { Storage } from '../storage/storage.ts';
import { pageNumber } from './addresses.ts';
import type { MachineOutputs } from './machine-outputs.ts';
import { openSearchDescription } from './open-search.ts';
import { languageOf } from './reader-language.ts';
import { longestQuery, openSearchPath, openSearchType, searchPath } from './search-form.ts';
import { mostWords, type SearchAnswer, searchPage } from './search-page.ts';
import { createStorySearch, type StoryQuestion } from './story-search.ts';

const storiesOnPage = 20;

/** Of each address for itself, so that nobody is kept from searching by others. */
const limit = { limit: 120, windowMs: 60_000 };

/** Of all together: whoever saves needs the database's other connections. Beyond those who wait, readers are asked to come back. */
const together = { atOnce: 2, waiting: 40 };

/** Adds the search in each language and its descriptions; `/search` leads to that of the reader's language. */
export function addSearch(
  router: Router,
  {
    currentSite,
    stories,
    pages,
    send,
    missing,
    storage,
  }: Omit<MachineOutputs, 'fixed'> & { storage: Storage },
): void {
  const search = createStorySearch(storage, stories);
  const limited = limitRequests({ ...limit, key: addressOf });
  const turns = pLimit(together.atOnce);

  /** Null where there is no such page of results. */
  const answerTo = async (question: StoryQuestion, number: number): Promise<SearchAnswer | null> => {
    const { query, language } = question;
    const words = wordsIn(query);
    if (words.length === 0) return { outcome: 'nothing-asked' };
    if (query.length > longestQuery || words.length > mostWords) return { outcome: 'too-much' };
    const counts = await search.counts(query);
    const count = counts.get(language) ?? 0;
    const offset = (number - 1) * storiesOnPage;
    if (number > 1 && offset >= count) return null;
    const found = count === 0 ? [] : await search.find({ ...question, limit: storiesOnPage, offset });
    return {
      outcome: 'answered',
      stories: found,
      count,
      number,
      hasMore: count > offset + storiesOnPage,
      meant: count === 0 ? await search.meant(question) : null,
      elsewhere: [...counts].filter(([other]) => other !== language),
    };
  };

  router.get('/search', (request, response) => {
    response.vary('accept-language').set('cache-control', 'no-cache');
    response.redirect(302, searchPath(languageOf(request), queryOf(request)));
  });

  for (const language of languages) {
    router.get(searchPath(language), limited, async (request, response) => {
      const query = queryOf(request);
      const number = pageNumber(request);
      if (turns.pendingCount >= together.waiting) throw new ProblemError('too-many-requests');
      const answer = number === null ? null : await turns(() => answerTo({ query, language }, number));
      if (answer === null) return await missing(request, response);
      const status = answer.outcome === 'too-much' ? 400 : 200;
      // What is withdrawn must not be shown again by whoever has kept the page.
      response.status(status).set('cache-control', 'public, no-cache').type('html');
      const shown = query.slice(0, longestQuery).toWellFormed();
      response.send(searchPage(await currentSite(), language, shown, answer));
    });

    router.get(openSearchPath(language), async (request, response) => {
      const found = await pages.get(openSearchPath(language), async () => ({
        outcome: 'page',
        body: openSearchDescription(await currentSite(), language),
        type: openSearchType,
      }));
      if (found.outcome === 'kept') send(request, response, found);
      else await missing(request, response);
    });
  }
}

/** The question on one line, without what would turn the words around it. */
function queryOf({ query: { q } }: Request): string {
  return typeof q === 'string' ? cleanName(q) : '';
}
