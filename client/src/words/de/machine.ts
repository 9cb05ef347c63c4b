// The German words of words that a machine made.
import type { machine as en } from '../en/machine.ts';
import type { Translated } from '../translated.ts';

export const machine: Translated<typeof en> = {
  made: 'Von einer Maschine',
  mark: 'Als maschinell erzeugt markieren',
  unmark: 'Nicht maschinell erzeugt',
  marked: 'Als maschinell erzeugt markiert.',
  unmarked: 'Nicht mehr als maschinell erzeugt markiert.',
  markedBy: 'Maschinell erzeugt, markiert von {{name}}',
  selectFirst: 'Zuerst die Wörter auswählen, die eine Maschine erzeugt hat.',
  notSaved:
    'Die letzten Änderungen sind noch nicht gespeichert; es wurde nichts markiert. Bitte danach noch einmal versuchen.',
  pasted: {
    offer: 'Hat eine Maschine diesen Text erzeugt?',
    take: 'Ja, markieren',
    keep: 'Nein',
    said: 'Als maschinell erzeugt markiert, wie seine Quelle sagt.',
  },
  ofSection: 'Etwa {{share}} dieses Abschnitts hat eine Maschine erzeugt.',
  legend: 'Was Menschen dazwischen schreiben, gilt als ihres.',
  show: 'Im Text zeigen',
  review: {
    title: 'Maschinell erzeugter Text',
    ofText: 'Etwa {{share}} des Textes hat eine Maschine erzeugt:',
    place: { headline: 'Überschrift', dek: 'Unterzeile', lead: 'Aufmacherbild' },
    approved: 'Freigegeben von {{name}}',
    given: 'Von Menschen geprüft; {{responsible}} trägt die redaktionelle Verantwortung.',
    by: 'Erklärt von {{name}}, {{time}}',
    adminsOnly: 'Vor der Veröffentlichung erklärt ein Admin, dass Menschen ihn geprüft haben.',
    responsible: 'Wer verantwortlich ist',
    responsibleHint: 'Eine Person oder die Redaktion. Dieser Name ist öffentlich.',
    statement:
      'Menschen haben diesen Text geprüft, und {{name}} trägt die redaktionelle Verantwortung dafür.',
    law: 'Das verlangt Artikel 50 Absatz 4 der KI-Verordnung der EU (2024/1689). Ändert sich der Text, ist es erneut nötig.',
    give: 'Prüfung festhalten',
  },
};
