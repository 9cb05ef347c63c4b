// The German words of the profiles of authors.
import type { authors as english } from '../en/authors.ts';
import type { Translated } from '../translated.ts';

export const authors: Translated<typeof english> = {
  title: 'Autorinnen und Autoren',
  intro: 'Wer auf der Website eine eigene Seite hat. Artikel unter diesem Namen führen dorthin.',
  add: 'Hinzufügen',
  none: 'Noch niemand hat eine eigene Seite.',
  search: 'Nach Namen suchen',
  nobody: 'Niemand heißt so.',
  change: 'Ändern',
  changeOf: '{{name}} ändern',
  changeTitle: 'Angaben ändern',
  name: 'Name',
  nameHint: 'Die Adresse der Seite bleibt. Was veröffentlicht ist, behält den damaligen Namen.',
  kindOf: 'Person oder Organisation',
  kind: { person: 'Person', organization: 'Organisation' },
  bio: 'Kurzbiografie',
  bioHint: 'Einige Sätze, in der Sprache der übrigen Texte der Website.',
  link: 'Kontakt',
  linkHint:
    'Eine E-Mail-Adresse oder eine Seite wie https://example.org/@kim. Leserinnen und Leser sehen sie.',
  picture: 'Bild',
  pictureNow: 'Das jetzige Bild',
  choosePicture: 'Bild hochladen …',
  removePicture: 'Entfernen',
  create: 'Hinzufügen',
  saved: 'Gesichert. Die Website zeigt es jetzt.',
  remove: 'Seite entfernen …',
  removeAsk: 'Die Seite von {{name}} von der Website nehmen? Die Artikel nennen den Namen weiterhin.',
  removeYes: 'Entfernen',
  removed: 'Die Seite ist entfernt.',
  conflict:
    'Jemand anderes hat diese Angaben inzwischen geändert. Ihr Text ist noch hier: Kopieren Sie, was Sie brauchen, und öffnen Sie die Angaben dann neu.',
  refused: {
    'name-missing': 'Geben Sie den Namen an.',
    'too-long': 'Das ist zu lang.',
    'link-invalid':
      'Geben Sie eine E-Mail-Adresse an oder eine Adresse, die mit https:// oder http:// beginnt.',
    'picture-unknown': 'Dieses Bild ist nicht auf dem Server. Laden Sie es noch einmal hoch.',
  },
};
