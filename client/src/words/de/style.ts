import type { style as en } from '../en/style.ts';
import type { Translated } from '../translated.ts';

export const style: Translated<typeof en> = {
  title: 'Hausstil',
  intro:
    'Wörter, die hier nicht geschrieben werden. Die Prüfungen neben dem Text finden sie und bieten an, was stattdessen geschrieben wird.',
  add: 'Wort hinzufügen',
  none: 'Noch steht kein Wort auf der Liste.',
  noneFits: 'Kein Wort passt.',
  search: 'Liste durchsuchen',
  change: 'Ändern',
  changeOf: '„{{word}}“ ändern',
  changeTitle: 'Wort ändern',
  avoid: 'Nicht schreiben',
  avoidHint: 'Ein Wort oder mehrere, wie sie im Text stehen. Klein geschrieben wird es auch groß gefunden.',
  prefer: 'Stattdessen',
  preferHint: 'Ein Klick setzt es ein. Leer lassen, wo es darauf ankommt.',
  note: 'Anmerkung',
  noteHint: 'Warum, oder wann es doch richtig ist. Wer schreibt, sieht sie.',
  languageOf: 'In Texten auf',
  language: { both: 'Beides', en: 'Englisch', de: 'Deutsch' },
  owner: 'Wen man fragt',
  ownerHint: 'Wer schreibt, sieht den Namen.',
  create: 'Hinzufügen',
  saved: 'Gespeichert. Offene Artikel werden jetzt danach geprüft.',
  remove: 'Entfernen …',
  removeAsk: '„{{word}}“ von der Liste nehmen? Es wird dann in Texten nicht mehr gefunden.',
  removeYes: 'Entfernen',
  removed: 'Das Wort steht nicht mehr auf der Liste.',
  download: 'Als CSV herunterladen',
  conflict:
    'Jemand anderes hat dieses Wort inzwischen geändert. Ihre Angaben stehen noch hier: Kopieren Sie, was Sie brauchen, schließen Sie und öffnen Sie es noch einmal.',
  refused: {
    'word-missing': 'Sagen Sie, welches Wort.',
    'word-taken': 'Dieses Wort steht schon auf der Liste.',
    'word-without-letters': 'Ohne Buchstaben oder Ziffer ist es nicht zu finden.',
    'same-word': 'Das ist das Wort, das nicht geschrieben werden soll.',
    'too-long': 'Das ist zu lang.',
    'owner-unknown': 'Wählen Sie jemanden aus der Redaktion.',
    'too-many': 'Die Liste ist voll: Sie hat 2.000 Wörter.',
  },
};
