// The German words of the comparison of two states of a text.
import type { review as english } from '../en/review.ts';
import type { Translated } from '../translated.ts';

export const review: Translated<typeof english> = {
  line: {
    headline: 'Überschrift',
    dek: 'Unterzeile',
    'lead-media': 'Aufmacherbild',
    'lead-alt': 'Alternativtext des Aufmacherbilds',
    'lead-caption': 'Bildunterschrift des Aufmacherbilds',
    'lead-credit': 'Bildnachweis des Aufmacherbilds',
    'lead-focus': 'Aufmacherbild: Bildmittelpunkt',
    'lead-source': 'Aufmacherbild: Herkunft',
  },
  setting: {
    slug: 'Adresse',
    byline: 'Autorenzeile',
    authors: 'Autoren',
    language: 'Sprache',
    tags: 'Schlagwörter',
    siteSection: 'Rubrik',
  },
  section: {
    same: 'unverändert',
    added: 'neuer Abschnitt',
    removed: 'Abschnitt entfernt',
    moved: 'verschoben',
  },
  block: {
    movedHere: 'hierher verschoben',
    movedAway: 'von hier verschoben',
    toBefore: 'zur früheren Stelle',
    toAfter: 'zur neuen Stelle',
    formatting: 'Formatierung geändert',
    added: 'Hinzugefügt',
    removed: 'Entfernt',
  },
  table: 'Tabelle',
  row: { added: 'Zeile hinzugefügt', removed: 'Zeile entfernt' },
  cell: { added: 'Hinzugefügt', removed: 'Entfernt', changed: 'Geändert' },
  layout: {
    label: 'Anordnung',
    inline: 'Im Text',
    side: 'Nebeneinander',
    before: 'Vorher',
    after: 'Nachher',
  },
  withKey: '{{name}} ({{key}})',
  unchanged_one: '{{count}} unveränderter Block',
  unchanged_other: '{{count}} unveränderte Blöcke',
  empty: 'leer',
  count_one: '{{count}} Unterschied',
  count_other: '{{count}} Unterschiede',
  at: '{{at}} von {{count}}',
  next: 'Nächster Unterschied',
  previous: 'Vorheriger Unterschied',
};
