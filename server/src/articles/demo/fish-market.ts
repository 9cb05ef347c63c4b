// A German news article that is being read before it goes out.
import { builtInIds } from '@galley/shared/article/built-in-templates.ts';
import { emptyLead } from '@galley/shared/article/content.ts';
import type { NewArticleRow } from '../article-store.ts';
import { bullets, noted, p, section, subheading } from './building.ts';

export const fishMarket: NewArticleRow = {
  template: builtInIds.news,
  language: 'de',
  byline: 'Küstendienst',
  content: {
    headline: 'Nordhafen vertagt die Entscheidung über den Fischmarkt',
    dek: 'Das Dach der alten Halle hält noch einen Winter. Über den zweiten streiten zwei Gutachten.',
    lead: emptyLead,
    sections: [
      section(
        'introduction',
        p(
          'Der Rat von Nordhafen hat am Donnerstagabend nach fünf Stunden beschlossen, nichts zu beschließen: Ob der Fischmarkt von 1926 saniert oder abgerissen wird, soll sich erst im Januar entscheiden.',
        ),
      ),
      section(
        'news',
        subheading('Zwei Gutachten, zwei Dächer'),
        p(
          'Das erste Gutachten, im Auftrag der Stadt, nennt die Stahlträger „am Ende ihres Lebens“ und rechnet mit ',
          noted('neun Millionen Euro', 'Im Protokoll steht 9,4. Bitte bei der Bauverwaltung nachfragen.'),
          ' für ein neues Dach. Das zweite haben die Händler bezahlt. Es kommt auf vier Millionen und auf dreißig weitere Jahre, sofern die Möwen draußen bleiben.',
        ),
        p(
          'In der Halle verkaufen noch neunzehn Stände, in den sechziger Jahren waren es achtzig. Wer morgens um fünf kommt, sieht davon nichts: Dann drängen sich Köche aus der halben Küste zwischen den Wannen, und der Boden glänzt wie das Becken davor.',
        ),
      ),
      section(
        'outlook',
        p(
          'Im November wird ein Träger ausgebaut und im Labor belastet, bis er bricht. Danach rechnen beide Seiten neu.',
        ),
      ),
      section(
        'summary',
        bullets(
          'Der Rat entscheidet erst im Januar über die Halle von 1926.',
          'Zwei Gutachten kommen auf vier und auf neun Millionen Euro.',
          'Im November wird ein Stahlträger im Labor geprüft.',
        ),
      ),
    ],
  },
};
