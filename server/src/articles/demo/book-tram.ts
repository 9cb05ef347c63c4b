// A finished German news article.
import { builtInIds } from '@galley/shared/article/built-in-templates.ts';
import { emptyLead } from '@galley/shared/article/content.ts';
import type { NewArticleRow } from '../article-store.ts';
import { bullets, p, quote, section, subheading } from './building.ts';

export const bookTram: NewArticleRow = {
  template: builtInIds.news,
  language: 'de',
  byline: 'Nordhafener Bote',
  tags: ['Bibliothek', 'Nahverkehr'],
  content: {
    headline: 'Die Linie 8 leiht jetzt Bücher aus',
    dek: 'Zwischen Hauptbahnhof und Werft fährt eine Straßenbahn mit 600 Bänden im Mittelgang. Wer sein Ziel verpasst, darf den Grund behalten.',
    lead: emptyLead,
    sections: [
      section(
        'introduction',
        p(
          'Seit Mittwoch rollt auf der Linie 8 ein Wagen, in dem niemand aufs Telefon schaut. Wo früher Fahrräder standen, stehen jetzt Regale: 600 Bücher, ausgewählt von der Stadtbibliothek, zu entleihen mit der Fahrkarte.',
        ),
      ),
      section(
        'news',
        subheading('Vierunddreißig Minuten'),
        p(
          'Die Fahrt vom Hauptbahnhof bis zur Werft dauert 34 Minuten, und nach dieser Zeit ist die Sammlung sortiert. Vorne stehen Gedichte und Kurzgeschichten für drei Haltestellen, in der Mitte Erzählungen, hinten Romane für alle, die jeden Tag fahren. Ein gelber Punkt auf dem Rücken heißt: endet traurig, besser abends.',
        ),
        p(
          'Entliehen wird ohne Ausweis. Wer ein Buch mitnimmt, hält die Fahrkarte an das Regal, wer es zurückbringt, stellt es in irgendeinen Wagen der Linie. In der ersten Woche fehlten elf Bücher, dafür standen vierzehn da, die niemand angeschafft hatte.',
        ),
        quote(
          'Am zweiten Tag bin ich bis zur Endstation durchgefahren. Ich hätte an der dritten Haltestelle aussteigen müssen.',
          'Eine Krankenpflegerin auf dem Weg zur Frühschicht',
        ),
        subheading('Was die Fahrer sagen'),
        p(
          'Die Verkehrsbetriebe hatten Sorge, dass Bücher in den Kurven kippen. Eine Tischlerei in Süderholm hat deshalb Böden gebaut, die drei Grad nach hinten geneigt sind. Fahrer Mirko Petzold ist zufrieden: „Es ist leiser geworden. Nur wenn hinten jemand laut lacht, denke ich jedes Mal, ich hätte etwas falsch gemacht.“',
        ),
      ),
      section(
        'outlook',
        p(
          'Bis zu den Sommerferien sollen zwei weitere Wagen folgen, einer davon mit Büchern für Kinder. Über einen Nachtwagen mit Hörspielen berät der Verkehrsausschuss im Juni.',
        ),
      ),
      section(
        'summary',
        bullets(
          'Auf der Linie 8 fährt ein Straßenbahnwagen mit 600 Büchern.',
          'Entliehen wird mit der Fahrkarte, zurückgegeben in jedem Wagen der Linie.',
          'Zwei weitere Wagen sollen bis zu den Sommerferien folgen.',
        ),
      ),
    ],
  },
};
