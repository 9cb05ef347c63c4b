// A finished English review, with the facts in a table.
import { builtInIds } from '@galley/shared/article/built-in-templates.ts';
import { emptyLead } from '@galley/shared/article/content.ts';
import type { NewArticleRow } from '../article-store.ts';
import { italic, p, quote, section, subheading, table } from './building.ts';

export const coldStore: NewArticleRow = {
  template: builtInIds.review,
  language: 'en',
  byline: 'Daniel Osei',
  tags: ['Harbor'],
  content: {
    headline: 'Forty tons of ice, and not one word too many',
    dek: 'In the disused cold store on Pier Nine, an exhibition melts a little more every day. See it soon, and see it twice.',
    lead: emptyLead,
    sections: [
      section(
        'introduction',
        p(
          'You are handed a coat at the door and a pencil stub, and nobody tells you what either is for. The coat explains itself after ten steps: it is four below in the first hall of the old cold store, where the artist Yuna Prak has piled up forty tons of harbor ice. The pencil takes longer.',
        ),
      ),
      section(
        'criticism',
        subheading('A room that listens'),
        p(
          'What strikes you first is the noise. Ice of this age is full of air that was trapped when ships here still had sails, and as it warms the bubbles burst: a crackle like distant applause, all around, never twice from the same side. Prak has hung nothing on the walls and written nothing beside the blocks. You walk, you listen, and after a while you notice that everybody has begun to whisper.',
        ),
        p(
          'The second hall is five degrees warmer and the blocks are smaller. The third is at the temperature of the street. There the ice has become a shallow pool, and on the ceiling the light that it throws back moves slowly, like something asleep. It is a simple idea, carried through without a single loose end.',
        ),
        quote(
          'I did not want to make a monument to ice. I wanted a room in which you can hear time being in no hurry.',
          'Yuna Prak, at the opening',
        ),
        subheading('Where it slips'),
        p(
          'Not everything holds. The film in the basement, seventeen minutes of a glacier seen from above, says loudly what the halls upstairs had the tact to leave unsaid. And the catalog costs 38 crowns and weighs as much as one of the smaller blocks.',
        ),
        p(
          'But then there is the last door. Behind it stands one table with a sheet of paper frozen in a pane of ice, and the word ',
          italic('wait'),
          ' on it. Next to it are the sheets that have already come free, and on these the visitors have written. By Sunday there were some three hundred. Now you know what the pencil is for.',
        ),
      ),
      section(
        'verdict',
        p(
          '“Thaw” is the rare exhibition that changes while you are inside and goes on changing when you have left. Go in the first week for the noise and in the last one for the silence. Skip the film.',
        ),
      ),
      section(
        'facts',
        table([
          ['What', 'Where', 'When'],
          ['Yuna Prak: “Thaw”', 'Cold store, Pier Nine', 'until it has melted'],
          ['Guided tours', 'from the coat rack', 'Saturdays at 3'],
        ]),
      ),
    ],
  },
};
