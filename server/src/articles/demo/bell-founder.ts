// A finished English interview.
import { builtInIds } from '@galley/shared/article/built-in-templates.ts';
import { emptyLead } from '@galley/shared/article/content.ts';
import type { NewArticleRow } from '../article-store.ts';
import { italic, p, pullQuote, section, subheading } from './building.ts';

export const bellFounder: NewArticleRow = {
  template: builtInIds.interview,
  language: 'en',
  byline: 'Rosa Lindgren',
  tags: ['Crafts'],
  content: {
    headline: '“A bell does not forgive a hurry”',
    dek: 'Ilse Marwick has cast and tuned bells for forty years. A conversation about patience, wrong notes, and the one she would gladly melt down.',
    lead: emptyLead,
    sections: [
      section(
        'introduction',
        p(
          'The foundry on Cooper’s Lane has one rule for visitors: no whistling. A bell that has just been tuned answers every note it knows, Ilse Marwick explains, and then nobody can hear what it has to say for itself. She is 66, has sent some 1,100 bells out of this yard, and is teaching her last apprentice.',
        ),
      ),
      section(
        'conversation',
        subheading('Ms. Marwick, how long does a bell take?'),
        p(
          'The metal takes eleven minutes. That is what people come to see: the furnace, the glow, everybody holding their breath. The mold takes seven weeks. It is clay, horse dung and goat hair, the same as five hundred years ago, and it dries when it wants to. We have tried to help it along with fans. It cracked, of course. A bell does not forgive a hurry.',
        ),
        subheading('And if the note is wrong?'),
        p(
          'It is always wrong. We cast them a little too thick on purpose, so they come out flat, and then I take metal away from the inside until they are not. You can take away but you can never put back. The last shaving weighs less than a coin. After that I go home, sleep, and listen again in the morning, because in the evening everything sounds right.',
        ),
        subheading('Do you hear your own bells when you travel?'),
        p(
          'All the time, and I am unbearable. My husband has learned to pick hotels by the distance to the church. There is one in a port that I will not name, which I let go in 1994 because the bishop was in a hurry. Its third is a hair too wide. ',
          italic('(She hums it.)'),
          ' I have offered to take it back for nothing. They say that they have grown fond of it.',
        ),
        pullQuote('You can take away, but you can never put back.'),
        subheading('What will your apprentice do differently?'),
        p(
          'She measures. I strike and listen; she strikes and looks at a curve on a screen, and nine times out of ten we agree. The tenth time we have a very good argument. She is usually right about the number, and I am usually right about the bell.',
        ),
        subheading('And what will you do?'),
        p(
          'Nothing that can be heard from the street. I have a garden on the quiet side of the hill. My neighbors keep bees, and bees are always perfectly in tune.',
        ),
      ),
      section(
        'person',
        p(
          'Ilse Marwick, born in a village without a church, came to Cooper’s Lane as a bookkeeper and asked on her third day whether she might hold a hammer. She took the foundry over in 1998. Her largest bell weighs 6.2 tons and hangs in the harbor office, where it is rung for fog.',
        ),
      ),
    ],
  },
};
