import type { site as english } from '../en/site.ts';
import type { Translated } from '../translated.ts';

export const site: Translated<typeof english> = {
  title: 'Website',
  intro: 'Was rund um die Artikel zu lesen ist. Eine Änderung ist sofort auf allen Seiten.',
  open: 'Website öffnen',
  authors: 'Autorinnen, Autoren und ihre Seiten',
  failed: 'Die Einstellungen konnten nicht geladen werden.',
  look: 'Name und Aussehen',
  name: 'Name',
  nameHint: 'Oben auf jeder Seite, in Feeds und in Suchergebnissen.',
  description: 'Beschreibung',
  descriptionHint: 'Ein bis zwei Sätze für Suchmaschinen und Feeds.',
  accent: 'Akzentfarbe',
  accentHint:
    'Für Beschriftungen und Links unter dem Zeiger. Die Seiten dunkeln sie ab oder hellen sie auf, bis sie lesbar ist.',
  onLight: 'Auf hellen Seiten',
  onDark: 'Auf dunklen Seiten',
  logo: 'Logo',
  logoHint: 'Steht oben anstelle des Namens. Breite Bilder mit wenig Rand sehen am besten aus.',
  logoNone: 'Kein Logo: Dort steht der Name.',
  chooseLogo: 'Logo hochladen …',
  removeLogo: 'Entfernen',
  about: 'Impressum und Grundsätze',
  aboutHint:
    'Schreiben Sie den Text, oder geben Sie die Adresse der Seite an, auf der er steht. Was ausgefüllt ist, wird am Fuß jeder Seite verlinkt.',
  language: 'Sprache dieser Texte',
  save: 'Sichern',
  saved: 'Gesichert. Die Seiten zeigen es jetzt.',
  unsaved: 'Noch nicht gesichert',
  conflict: 'Jemand anderes hat diese Einstellungen inzwischen geändert. Ihr Text ist noch hier.',
  takeTheirs: 'Deren Einstellungen zeigen',
  keepMine: 'Meine trotzdem sichern',
  refused: {
    'name-missing': 'Geben Sie der Website einen Namen.',
    'too-long': 'Das ist zu lang.',
    'color-invalid': 'Schreiben Sie die Farbe mit sechs Ziffern und Buchstaben, zum Beispiel #2440b8.',
    'link-invalid': 'Das sieht nach einer Adresse aus, beginnt aber nicht mit https:// oder http://.',
    'logo-unknown': 'Dieses Bild ist nicht auf dem Server. Laden Sie es noch einmal hoch.',
  },
};
