// An English news article in the making: its summary is short of bullets and its outlook is still to be written.
import { builtInIds } from '@galley/shared/article/built-in-templates.ts';
import { emptyLead } from '@galley/shared/article/content.ts';
import type { NewArticleRow } from '../article-store.ts';
import { bullets, p, quote, section, subheading } from './building.ts';

export const nightBuses: NewArticleRow = {
  template: builtInIds.news,
  language: 'en',
  byline: 'The Sound Ledger',
  content: {
    headline: 'Harbor City brings back the night bus, and this time it turns around',
    dek: 'Three lines return after four years. Drivers had asked for one change above all: no more dead ends.',
    lead: emptyLead,
    sections: [
      section(
        'introduction',
        p(
          'From the first Friday in May, buses will again leave Market Square at 1, 2 and 3 in the morning. The transport board voted nine to two on Tuesday to restore three of the seven night lines that were cut four years ago, at a cost of 1.3 million crowns a year.',
        ),
      ),
      section(
        'news',
        subheading('Loops in place of lines'),
        p(
          'The old routes ran out to the suburbs and waited there for half an hour, engine idling, before the way back. The new ones are loops. A passenger who falls asleep on the last bus now ends up where the evening began, which the board’s chair, Priya Nair, called “the safest place we could think of at that hour”.',
        ),
        p(
          'The loops also shorten the drivers’ shifts. In a survey last autumn, two thirds of them named the wait at the terminus as the reason why they had turned down night work.',
        ),
        quote(
          'You stand in the dark with the doors shut and somebody knocks. Nobody wants that twice.',
          'A driver on the former line N4',
        ),
        subheading('Who will ride'),
        p(
          'The board counts on 900 passengers a night at weekends. The hospital and the bakeries in the eastern docks, whose shifts begin before the first train, have promised to buy passes for their staff. The taxi drivers’ guild has not yet said what it thinks.',
        ),
      ),
      section('outlook', p()),
      section(
        'support',
        p(
          'We report independently and without advertising. If this article was useful to you, a membership helps us to write the next one.',
        ),
      ),
      section(
        'summary',
        bullets(
          'Three night bus lines return to Harbor City in May.',
          'The routes are loops, so that no driver has to wait at a dead end.',
        ),
      ),
    ],
  },
};
