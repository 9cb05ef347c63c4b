// A short English news article.
import { builtInIds } from '@galley/shared/article/built-in-templates.ts';
import { emptyLead } from '@galley/shared/article/content.ts';
import type { NewArticleRow } from '../article-store.ts';
import { bullets, p, section, subheading } from './building.ts';

export const windowSills: NewArticleRow = {
  template: builtInIds.news,
  language: 'en',
  byline: 'The Sound Ledger',
  tags: ['Library', 'Nordhaven'],
  content: {
    headline: 'The library that lends out its windowsills',
    dek: 'No garden, no balcony, no problem: in Harbor City one can now borrow nine inches of southern light.',
    lead: emptyLead,
    sections: [
      section(
        'introduction',
        p(
          'The branch library in Tanner Street has 31 windows, all facing south, and since Monday every one of their sills has a number. Whoever holds a card may borrow one for the summer, soil and seedlings included.',
        ),
      ),
      section(
        'news',
        p(
          'The idea came from the readers themselves. Last spring the librarians kept finding jars of cress behind the atlases, brought in by people whose own rooms look onto a courtyard. “We could have put up a sign against it,” says the head of the branch, Olu Bankole. “We put up shelves.”',
        ),
        subheading('Overdue tomatoes'),
        p(
          'The rules fit on a bookmark. A sill is lent for twelve weeks. Whoever forgets to water twice gets a postcard, and whoever forgets three times gives up the sill but may keep what has survived. Basil, chard and dwarf tomatoes have proved themselves; sunflowers are not allowed, since last year one of them blocked the section on astronomy until October.',
        ),
        p(
          'By Thursday all 31 sills were taken and 84 names were on the waiting list. Two other branches have measured their windows.',
        ),
      ),
      section(
        'outlook',
        p(
          'The first harvest will be shared on the library steps on July 18. Readers are asked to bring bread.',
        ),
      ),
      section(
        'summary',
        bullets(
          'The library in Tanner Street lends its 31 sunny windowsills to people without a garden.',
          'A sill is lent for twelve weeks; seedlings and soil come with it.',
          'All are taken, and two more branches want to follow.',
        ),
      ),
    ],
  },
};
