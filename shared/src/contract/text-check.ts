// What else is asked about an article's text.
import {
  languageCheckSchema,
  linkCheckSchema,
  replacementAnswerSchema,
  replacementSchema,
} from '../api/text-check.ts';
import { defineRoute } from './define-route.ts';
import { articleParam } from './params.ts';

const params = { id: articleParam };

/** The routes of checks that need the server. */
export const textCheckRoutes = {
  checkLanguage: defineRoute({
    method: 'GET',
    path: '/api/articles/:id/language-check',
    summary: 'Spelling and grammar of the text as it stands, by the LanguageTool server of this desk.',
    action: 'article.read',
    params,
    answer: languageCheckSchema,
    audited: true,
  }),
  checkLinks: defineRoute({
    method: 'GET',
    path: '/api/articles/:id/link-check',
    summary: 'Asks where the links of the text as it stands lead, and says which lead nowhere.',
    action: 'suggestion.make',
    params,
    answer: linkCheckSchema,
    audited: true,
  }),
  checkInsideLinks: defineRoute({
    method: 'GET',
    path: '/api/articles/:id/link-check/inside',
    summary:
      'Says which links of the text as it stands lead to articles that readers can’t open. Nobody else is asked.',
    action: 'suggestion.make',
    params,
    answer: linkCheckSchema,
    audited: true,
  }),
  replaceWords: defineRoute({
    method: 'POST',
    path: '/api/articles/:id/replacements',
    summary:
      'Puts other words in the place of some, if these very letters still stand: of two who ask, one is answered `gone`.',
    action: 'article.write',
    params,
    body: replacementSchema,
    limit: '16kb',
    answer: replacementAnswerSchema,
    // Writing is in the audit log, and what is answered has nothing of the text.
    audited: false,
  }),
};
