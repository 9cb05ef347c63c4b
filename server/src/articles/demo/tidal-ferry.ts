// A finished English news article: all sections filled, within all limits.
import { builtInIds } from '@galley/shared/article/built-in-templates.ts';
import { emptyLead } from '@galley/shared/article/content.ts';
import type { NewArticleRow } from '../article-store.ts';
import { bold, bullets, italic, noted, p, pullQuote, quote, section, subheading } from './building.ts';

export const tidalFerry: NewArticleRow = {
  template: builtInIds.news,
  language: 'en',
  byline: 'Northern Wire | The Sound Ledger',
  tags: ['Harbor', 'Tidal energy'],
  content: {
    headline: 'The tide now drives the ferry that crosses it',
    dek: 'Since Saturday the boat to Kestrel Island has run on batteries that the current in the strait recharges. Islanders wonder about the winter timetable.',
    lead: emptyLead,
    sections: [
      section(
        'introduction',
        p(
          'The 7.40 to Kestrel Island left on Saturday without the cough that has opened every working day on the quay since 1971. For the first time the crossing ran on batteries alone, and the power in them came from the water underneath. ',
          bold('The ferry company expects to save 610,000 liters of diesel a year.'),
          ' Whether it can keep to the timetable when the January gales arrive is a question that nobody on the pier would answer outright.',
        ),
      ),
      section(
        'news',
        subheading('Two turbines and a very long cable'),
        p(
          'The system begins 900 meters west of the landing, where the strait narrows and the current reaches four knots. Two turbines stand there on the sea floor, each as tall as a house and turning no faster than a playground carousel. A cable runs from them to a shed beside the ticket office, and from the shed to a charging arm that reaches out to the boat the moment it ties up.',
        ),
        p(
          'A crossing takes 25 minutes and uses about a fifth of the charge. The stop on either side lasts twelve minutes, which is enough to put most of it back. At slack water, when the turbines rest for an hour, a second set of batteries ashore takes over.',
        ),
        p(
          '“The sea gives us a timetable that was printed ten thousand years ahead,” said Maeve Corrigan, the engineer who drew up the first plans. “You can not say that of the wind, and you certainly can not say it of the price of fuel.”',
        ),
        subheading('A council that argued for six years'),
        p(
          'The plan passed the island council by a single vote, after 14 public meetings and one occasion on which the chairman locked the hall. Fishermen feared for the crab grounds. A survey by the regional university, published in spring, counted as many crabs around the test turbine as before, and rather more lobsters.',
        ),
        p(
          'The cost came to 18.4 million crowns. The regional fund paid half, the ferry company a third, and 740 households bought shares for the rest, at 400 crowns apiece. They will be paid from what the boat no longer spends on diesel, ',
          noted(
            'at a rate of four percent',
            'Check with the company: the share prospectus says 3.8 percent in the first two years.',
          ),
          '.',
        ),
        quote(
          'My grandfather rowed this strait, my father motored it, and I am going to be carried across by the thing they both cursed.',
          'Tomas Reid, shareholder number 12',
        ),
        subheading('The winter is the test'),
        p(
          'Cold batteries hold less, and a headwind takes more. In trials last February the boat twice had to wait for an extra charge, and the school run was eleven minutes late. The company has since added a third battery and insulated the compartment. The old diesel engine stays aboard until next summer, ',
          italic('Ms. Corrigan said'),
          ', “like a spare umbrella that one hopes to forget on a train”.',
        ),
        pullQuote('The sea gives us a timetable that was printed ten thousand years ahead.'),
        p(
          'For now the loudest complaint concerns the silence. Three passengers missed the 7.40 on Monday because, they said, they had not heard it leave. From Friday the captain will sound the horn, as the regulations had required all along.',
        ),
      ),
      section(
        'outlook',
        p(
          'The first full report on delays and consumption is due on March 31. If fewer than two crossings in a hundred run late, the region will pay for turbines at the southern landing as well, and the freight boat would follow by the end of next year.',
        ),
        p(
          'Two other islands have asked for the drawings. The council has agreed to send them, in return for a promise to share whatever goes wrong.',
        ),
      ),
      section(
        'support',
        p(
          'We report independently and without advertising. If this article was useful to you, a membership helps us to write the next one.',
        ),
      ),
      section(
        'summary',
        bullets(
          'The Kestrel Island ferry has run on tidal power since Saturday.',
          'Two turbines in the strait recharge its batteries at every stop.',
          'The project cost 18.4 million crowns; 740 households own a share of it.',
          'The diesel engine stays aboard until the boat has shown itself in winter.',
        ),
      ),
    ],
  },
};
