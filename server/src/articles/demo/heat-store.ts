// A finished German news article: all sections filled, within all limits.
import { builtInIds } from '@galley/shared/article/built-in-templates.ts';
import { emptyLead } from '@galley/shared/article/content.ts';
import type { NewArticleRow } from '../article-store.ts';
import { bold, bullets, p, pullQuote, quote, section, subheading, table } from './building.ts';

export const heatStore: NewArticleRow = {
  template: builtInIds.news,
  language: 'de',
  byline: 'Küstendienst | Nordhafener Bote',
  tags: ['Wärme', 'Energie'],
  content: {
    headline: 'Nordhafen füllt seinen Winterspeicher mit Sommerwärme',
    dek: 'Unter dem alten Güterbahnhof lagert seit Montag heißes Wasser für 3200 Wohnungen. Ob der Vorrat bis Februar reicht, entscheidet sich an den Dichtungen.',
    lead: emptyLead,
    sections: [
      section(
        'introduction',
        p(
          'Um kurz nach sechs am Montagmorgen haben die Stadtwerke Nordhafen das erste Wasser in den neuen Erdspeicher am Güterbahnhof gepumpt. Bis Ende Oktober soll das Becken mit 48.000 Kubikmetern gefüllt sein, auf 85 Grad erhitzt von der Sonne und von der Abwärme zweier Rechenzentren. ',
          bold('Im Winter soll der Vorrat 3200 Wohnungen im Osten der Stadt heizen.'),
          ' Es ist die größte Anlage dieser Art an der Küste, und die erste, für die kein neues Haus gebaut werden musste.',
        ),
      ),
      section(
        'news',
        subheading('Ein Becken, das niemand sieht'),
        p(
          'Von der Hafenstraße aus ist nichts zu erkennen als eine Wiese mit drei Schächten. Darunter liegt eine Grube, so groß wie vier Fußballfelder und an der tiefsten Stelle sechzehn Meter tief. Eine Folie aus Kunststoff hält das Wasser, eine Schicht aus Blähglas die Wärme. Oben schwimmt ein gedämmter Deckel, der sich mit dem Wasserspiegel hebt und senkt.',
        ),
        p(
          '„Wir haben nichts erfunden“, sagt Projektleiterin Henrike Thomsen. „Wir haben nur zum ersten Mal alles an einem Ort zusammengebaut.“ Vorbilder stehen in kleineren Gemeinden. Neu ist, dass der Speicher mitten in einer Stadt liegt und an ein Netz angeschlossen ist, das es schon gab: Die Rohre der Fernwärme laufen seit den siebziger Jahren an der Grube vorbei.',
        ),
        subheading('Woher die Wärme kommt'),
        p(
          'Zwei Drittel der Energie liefern Kollektoren auf den Dächern der Markthallen und der Berufsschule. Den Rest geben die beiden Rechenzentren im Gewerbepark ab, die ihre Server bislang mit Luft gekühlt haben. Die Betreiber bekommen dafür kein Geld, sparen aber den Strom für die Kühlung.',
        ),
        table([
          ['Quelle', 'Anteil', 'Temperatur'],
          ['Kollektoren Markthallen', '41 Prozent', '92 Grad'],
          ['Kollektoren Berufsschule', '25 Prozent', '88 Grad'],
          ['Rechenzentren', '34 Prozent', '60 Grad'],
        ]),
        p(
          'Weil das Wasser aus den Rechenzentren zu kühl für das Netz ist, hebt eine Wärmepumpe es an. Sie läuft vor allem mittags, wenn Strom billig ist.',
        ),
        subheading('Streit um die Kosten'),
        p(
          'Der Bau hat 31 Millionen Euro gekostet, sechs Millionen mehr als geplant. Im Frühjahr war Grundwasser in die Grube gelaufen, elf Wochen standen die Bagger still. Das Land trägt zwölf Millionen, den Rest die Stadtwerke. In der Ratssitzung am Donnerstag verlangte die Opposition Auskunft darüber, wer die Mehrkosten zahlt.',
        ),
        quote(
          'Wer heute eine Rechnung bekommt, darf nicht für einen Fehler zahlen, der vor zwei Jahren in einem Gutachten stand.',
          'Karim Benali, Ratsmitglied',
        ),
        p(
          'Stadtkämmerin Ute Voss hält dagegen: Der Preis für die Kilowattstunde sei bis Ende übernächsten Jahres festgeschrieben. Danach werde er „eher fallen als steigen“, weil die Stadtwerke weniger Gas kaufen müssten. Das Gutachten, auf das sich Benali bezieht, will die Verwaltung im November veröffentlichen.',
        ),
        pullQuote(
          'Wir haben nichts erfunden. Wir haben nur zum ersten Mal alles an einem Ort zusammengebaut.',
        ),
        subheading('Was die Anwohner merken'),
        p(
          'In den Häusern ändert sich zunächst nichts, die Übergabestationen bleiben dieselben. Nur in der Lotsenstraße müssen im Oktober an zwei Tagen Ventile getauscht werden. Rentnerin Gerda Hansen, die seit vierzig Jahren dort wohnt, nimmt es gelassen: „Hauptsache, im Januar ist es warm. Woher es kommt, riecht man ja nicht.“',
        ),
      ),
      section(
        'outlook',
        p(
          'Bis zum 20. Oktober prüfen Taucher die Nähte der Folie, dann wird der Deckel geschlossen. Hält alles dicht, geht die Anlage am 3. November in Betrieb. Gelingt das nicht, springt für diesen Winter noch einmal das Gaskraftwerk am Kanal ein.',
        ),
        p(
          'Im kommenden Jahr will der Rat über einen zweiten Speicher entscheiden. Im Gespräch ist die ehemalige Kiesgrube in Süderholm; die Untersuchung des Bodens dort läuft bereits.',
        ),
      ),
      section(
        'support',
        p(
          'Wir berichten unabhängig und ohne Werbung. Wenn Ihnen dieser Artikel genützt hat, hilft uns eine Mitgliedschaft, den nächsten zu schreiben.',
        ),
      ),
      section(
        'summary',
        bullets(
          'Nordhafen füllt seit Montag einen Erdspeicher mit 48.000 Kubikmetern heißem Wasser.',
          'Sonne und die Abwärme zweier Rechenzentren sollen im Winter 3200 Wohnungen heizen.',
          'Der Bau kostete 31 Millionen Euro, sechs Millionen mehr als geplant.',
          'Nach der Prüfung der Nähte soll die Anlage am 3. November in Betrieb gehen.',
        ),
      ),
    ],
  },
};
