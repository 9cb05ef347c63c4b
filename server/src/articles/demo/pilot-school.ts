// A short English news article that only waits to be published.
import { builtInIds } from '@galley/shared/article/built-in-templates.ts';
import { emptyLead } from '@galley/shared/article/content.ts';
import type { NewArticleRow } from '../article-store.ts';
import { bullets, p, section, subheading } from './building.ts';

export const pilotSchool: NewArticleRow = {
  template: builtInIds.news,
  language: 'en',
  byline: 'Northern Wire',
  content: {
    headline: 'Harbor pilots open a school, because half of them will retire',
    dek: 'The first twelve trainees start in autumn. Most of their lessons take place in fog.',
    lead: emptyLead,
    sections: [
      section(
        'introduction',
        p(
          'Of the 46 pilots who bring ships through the Narrows, 24 will have retired six years from now. Their guild does not want to wait for the state any longer and is opening a school of its own in the former customs house.',
        ),
      ),
      section(
        'news',
        subheading('A bridge in the attic'),
        p(
          'The heart of the school is under the roof: a ship’s bridge with nine screens for windows. On it the trainees meet every kind of weather that the guild has noted down since 1903, and some ships that have not been built yet. The recordings of the currents come from the pilots’ own boats.',
        ),
        p(
          '“You can learn the charts in a year,” says the guild’s elder, Bram Castellane. “Learning when to say nothing to a captain takes about ten.” So each trainee gets an old pilot for company, two days a week, at sea. Applicants need a mate’s license, good ears and a recommendation from somebody who has seen them seasick.',
        ),
      ),
      section('outlook', p('The lessons begin on September 14. The guild expects about 90 applications.')),
      section(
        'summary',
        bullets(
          'More than half of the pilots in the Narrows retire within six years.',
          'Their guild opens a school with a simulator in the former customs house.',
          'Twelve trainees start on September 14.',
        ),
      ),
    ],
  },
};
