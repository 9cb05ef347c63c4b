// What e-mails to people of the desk say, in their language.
import type { NotificationKind } from '@galley/shared/api/notifications.ts';
import type { Language } from '@galley/shared/language.ts';

type Sentence = (name: string, headline: string) => string;

export interface EmailWords {
  kinds: Record<NotificationKind, Sentence>;
  /** As above, below the article's headline. */
  below: Record<NotificationKind, (name: string) => string>;
  /** Of several articles that were assigned at once. */
  assigned: (name: string, count: number) => string;
  articles: (count: number) => string;
  more: (count: number) => string;
  openDesk: string;
  untitled: string;
  greeting: (name: string) => string;
  many: (count: number, headline: string, articles: number) => string;
  open: string;
  why: (site: string) => string;
  change: string;
}

export const emailWords: Record<Language, EmailWords> = {
  en: {
    kinds: {
      mentioned: (name, headline) => `${name} mentioned you in a comment on “${headline}”`,
      replied: (name, headline) => `${name} replied in “${headline}”`,
      resolved: (name, headline) => `${name} resolved a comment in “${headline}”`,
      assigned: (name, headline) => `${name} assigned you a section of “${headline}”`,
      'article-assigned': (name, headline) => `${name} assigned you “${headline}”`,
      ready: (name, headline) => `${name} marked sections of “${headline}” as ready for review`,
      approved: (name, headline) => `${name} approved sections of “${headline}”`,
      returned: (name, headline) => `${name} returned a section of “${headline}”`,
      voided: (_, headline) => `A section of “${headline}” was changed after its approval`,
      published: (name, headline) => `${name} published “${headline}”`,
      withdrawn: (name, headline) => `${name} withdrew “${headline}”`,
      held: (_, headline) => `“${headline}” was not published at its time`,
      'suggestion-decided': (name, headline) => `${name} decided on your suggestions in “${headline}”`,
      unreadable: (_, headline) => `The last changes of “${headline}” cannot be read`,
    },
    below: {
      mentioned: (name) => `${name} mentioned you in a comment`,
      replied: (name) => `${name} replied in your thread`,
      resolved: (name) => `${name} resolved a comment`,
      assigned: (name) => `${name} assigned you a section`,
      'article-assigned': (name) => `${name} assigned you the article`,
      ready: (name) => `${name} marked these sections as ready for review`,
      approved: (name) => `${name} approved these sections`,
      returned: (name) => `${name} returned a section`,
      voided: () => 'A section was changed after its approval',
      published: (name) => `${name} published the article`,
      withdrawn: (name) => `${name} withdrew the article`,
      held: () => 'It was not published at its time; its page at the desk says why',
      'suggestion-decided': (name) => `${name} decided on your suggestions`,
      unreadable: () => 'Its last changes cannot be read; it is open for reading at its last good state',
    },
    assigned: (name, count) => `${name} assigned you ${count} articles`,
    articles: (count) => `${count} articles`,
    more: (count) => `and ${count} more`,
    openDesk: 'Open your articles',
    untitled: 'Untitled',
    greeting: (name) => `Hello ${name},`,
    many: (count, headline, articles) =>
      articles === 1 ? `${count} messages on “${headline}”` : `${count} messages on ${articles} articles`,
    open: 'Open the article',
    why: (site) => `You get this because you work at the desk of ${site}.`,
    change: 'Change what you get',
  },
  de: {
    kinds: {
      mentioned: (name, headline) => `${name} hat Sie in einem Kommentar zu „${headline}“ erwähnt`,
      replied: (name, headline) => `${name} hat in „${headline}“ geantwortet`,
      resolved: (name, headline) => `${name} hat einen Kommentar in „${headline}“ erledigt`,
      assigned: (name, headline) => `${name} hat Ihnen einen Abschnitt von „${headline}“ zugewiesen`,
      'article-assigned': (name, headline) => `${name} hat Ihnen „${headline}“ zugewiesen`,
      ready: (name, headline) => `${name} hat Abschnitte von „${headline}“ zur Prüfung gemeldet`,
      approved: (name, headline) => `${name} hat Abschnitte von „${headline}“ freigegeben`,
      returned: (name, headline) => `${name} hat einen Abschnitt von „${headline}“ zurückgegeben`,
      voided: (_, headline) => `Ein Abschnitt von „${headline}“ wurde nach seiner Freigabe geändert`,
      published: (name, headline) => `${name} hat „${headline}“ veröffentlicht`,
      withdrawn: (name, headline) => `${name} hat „${headline}“ zurückgezogen`,
      held: (_, headline) => `„${headline}“ ist zu seiner Zeit nicht erschienen`,
      'suggestion-decided': (name, headline) =>
        `${name} hat über Ihre Vorschläge in „${headline}“ entschieden`,
      unreadable: (_, headline) => `Die letzten Änderungen an „${headline}“ sind nicht lesbar`,
    },
    below: {
      mentioned: (name) => `${name} hat Sie in einem Kommentar erwähnt`,
      replied: (name) => `${name} hat auf einen Kommentar von Ihnen geantwortet`,
      resolved: (name) => `${name} hat einen Kommentar erledigt`,
      assigned: (name) => `${name} hat Ihnen einen Abschnitt zugewiesen`,
      'article-assigned': (name) => `${name} hat Ihnen den Artikel zugewiesen`,
      ready: (name) => `${name} hat diese Abschnitte zur Prüfung gemeldet`,
      approved: (name) => `${name} hat diese Abschnitte freigegeben`,
      returned: (name) => `${name} hat einen Abschnitt zurückgegeben`,
      voided: () => 'Ein Abschnitt wurde nach seiner Freigabe geändert',
      published: (name) => `${name} hat den Artikel veröffentlicht`,
      withdrawn: (name) => `${name} hat den Artikel zurückgezogen`,
      held: () => 'Er ist zu seiner Zeit nicht erschienen; warum, steht auf seiner Seite in der Redaktion',
      'suggestion-decided': (name) => `${name} hat über Ihre Vorschläge entschieden`,
      unreadable: () =>
        'Die letzten Änderungen sind nicht lesbar; der Artikel ist im letzten guten Stand zum Lesen offen',
    },
    assigned: (name, count) => `${name} hat Ihnen ${count} Artikel zugewiesen`,
    articles: (count) => `${count} Artikel`,
    more: (count) => `und ${count} weitere`,
    openDesk: 'Ihre Artikel öffnen',
    untitled: 'Ohne Titel',
    greeting: (name) => `Guten Tag ${name},`,
    many: (count, headline, articles) =>
      articles === 1
        ? `${count} Nachrichten zu „${headline}“`
        : `${count} Nachrichten zu ${articles} Artikeln`,
    open: 'Artikel öffnen',
    why: (site) => `Sie erhalten diese Nachricht, weil Sie in der Redaktion von ${site} arbeiten.`,
    change: 'Ändern, was Sie erhalten',
  },
};
