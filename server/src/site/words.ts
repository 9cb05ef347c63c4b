// What the public site says around its articles, in the language of the page.
import type { Language } from '@galley/shared/language.ts';

export const siteWords = {
  en: {
    skip: 'Skip to the content',
    front: 'Front page',
    languages: 'Languages',
    feed: 'News feed',
    edition: 'Edition of',
    by: (names: string) => `By ${names}`,
    published: 'Published',
    updated: 'Updated',
    minutes: (minutes: number) => `${minutes} min read`,
    corrections: 'What has changed',
    changedParts: 'See:',
    headParts: { headline: 'Headline', dek: 'Subheadline', lead: 'Main picture' },
    more: 'More stories',
    series: {
      part: (number: number, count: number) => `Part ${number} of ${count}:`,
      label: (name: string) => `Series “${name}”`,
      prev: 'Previous part:',
      next: 'Next part:',
    },
    contents: 'In this article',
    share: { title: 'Share', mail: 'Email' },
    latest: 'Latest',
    older: 'Older stories',
    newer: 'Newer stories',
    page: (page: number) => `Page ${page}`,
    privacy:
      'These pages set no cookies, run no scripts and load nothing from elsewhere unless you ask for it.',
    empty: { title: 'Nothing is published yet', text: 'The first story will appear here.' },
    missing: {
      title: 'This page does not exist',
      text: 'Perhaps the address was mistyped, or the link that led here is wrong.',
    },
    withdrawn: {
      title: 'This article was withdrawn',
      text: 'The newsroom has taken it off the site.',
      on: 'Withdrawn on',
      reason: 'The newsroom says:',
    },
    preview: {
      title: 'Preview',
      confidential: 'This text is not public. Please do not pass it on.',
      embargo: 'Under embargo: nothing of it may be published before',
      until: 'This link works until',
    },
    endedPreview: {
      title: 'There is no preview here',
      text: 'The link has ended, or its address is not complete. Whoever sent it to you can make a new one.',
    },
    unavailable: {
      title: 'The site is briefly out of reach',
      text: 'Please try again in a moment.',
    },
    home: 'To the front page',
    search: {
      label: 'Search',
      button: 'Search',
      title: 'Search',
      resultsFor: (query: string) => `Results for “${query}”`,
      about: (name: string) => `Search ${name}`,
      hint: 'Several words find articles that have all of them. “Words in quotes” are found as they stand; a minus before a word leaves out what has it.',
      count: (count: number) => (count === 1 ? '1 article' : `${count.toLocaleString('en-US')} articles`),
      nothing: 'Nothing was found. Perhaps with fewer words, or with other ones?',
      meant: 'Did you mean',
      elsewhere: (count: number, edition: string) =>
        `${edition}: ${count === 1 ? '1 article' : `${count.toLocaleString('en-US')} articles`}`,
      tooMuch: (words: number, characters: number) =>
        `That is too much to search for: please ask with up to ${words} words and ${characters} characters.`,
      next: 'More results',
      previous: 'Previous results',
      busy: {
        title: 'Those were many searches',
        text: 'Please wait a minute before you search again. Everything else on these pages can be read.',
      },
    },
    noteKinds: { correction: 'Correction', clarification: 'Clarification', update: 'Update' },
    correctionsPage: {
      title: 'Corrections',
      about: 'What was wrong in our articles, or could be misread, and how it reads now.',
      feed: 'Feed of corrections',
      empty: 'Nothing has been corrected yet.',
      older: 'Older corrections',
      newer: 'Newer corrections',
    },
    llms: {
      newest: 'Newest stories',
      data: 'For programs',
      sitemap: 'Sitemap',
      reserved: 'The texts and pictures of this site are not for training AI models.',
    },
    aboutText: {
      title: 'About this text',
      revision: (number: number, date: string) => `This is version ${number}, published on ${date}.`,
      writtenBy: (names: string) => `The words are by ${names}, counted by letters.`,
      allApproved: (by: string, date: string) =>
        `All parts of the text were checked and approved by ${by}, the last one on ${date}.`,
      someApproved: (some: number, all: number, by: string, date: string) =>
        `${some} of ${all} parts of the text were checked and approved by ${by}, the last one on ${date}.`,
      notApproved: 'No part of the text was approved on its own before it was published.',
      machinePictures: (count: number) =>
        count === 1
          ? 'One picture was made by a machine, or with the help of one.'
          : `${count} pictures were made by machines, or with the help of one.`,
      picturesReviewed: (count: number, by: string) =>
        count === 1
          ? `The part of the text with such a picture was approved by ${by}.`
          : `The parts of the text with ${count} such pictures were approved by ${by}.`,
      desk: 'the desk',
      program: 'the program',
      signed: (name: string) => `Signed by ${name}, so that anybody can check it:`,
      passport: 'passport of this text (JSON)',
    },
    machineText: {
      all: 'This text was made by a machine.',
      part: 'Parts of this text were made by a machine.',
      reviewed: (responsible: string) =>
        `People have reviewed it; ${responsible} bears the editorial responsibility.`,
      share: (share: string) => `A machine made ${share} of the words, counted by letters.`,
      reviewedOn: (date: string, by: string, responsible: string) =>
        `People have reviewed the text, as recorded by ${by} on ${date}; ${responsible} bears the editorial responsibility.`,
    },
    about: 'About us',
    tags: 'Topics',
    sections: 'Sections',
    section: {
      kind: 'Section',
      feed: 'Feed of this section',
      description: (name: string) => `All stories in ${name}.`,
      empty: 'Nothing is published here yet.',
    },
    author: {
      kinds: { person: 'Author', organization: 'Organization' },
      contact: 'Contact',
      feed: 'Feed of these stories',
      description: (name: string) => `Stories by ${name}.`,
    },
    tag: {
      kind: 'Topic',
      feed: 'Feed of this topic',
      description: (tag: string) => `All stories on ${tag}.`,
    },
  },
  de: {
    skip: 'Zum Inhalt springen',
    front: 'Titelseite',
    languages: 'Sprachen',
    feed: 'Nachrichten-Feed',
    edition: 'Ausgabe vom',
    by: (names: string) => `Von ${names}`,
    published: 'Veröffentlicht',
    updated: 'Aktualisiert',
    minutes: (minutes: number) => `${minutes} Min. Lesezeit`,
    corrections: 'Was geändert wurde',
    changedParts: 'Siehe:',
    headParts: { headline: 'Überschrift', dek: 'Unterzeile', lead: 'Aufmacherbild' },
    more: 'Weitere Artikel',
    series: {
      part: (number: number, count: number) => `Teil ${number} von ${count}:`,
      label: (name: string) => `Serie „${name}“`,
      prev: 'Vorheriger Teil:',
      next: 'Nächster Teil:',
    },
    contents: 'In diesem Artikel',
    share: { title: 'Teilen', mail: 'E-Mail' },
    latest: 'Aktuell',
    older: 'Ältere Artikel',
    newer: 'Neuere Artikel',
    page: (page: number) => `Seite ${page}`,
    privacy:
      'Diese Seiten setzen keine Cookies, führen keine Skripte aus und laden nichts von anderswo, solange Sie nicht darum bitten.',
    empty: { title: 'Noch ist nichts veröffentlicht', text: 'Hier erscheint der erste Artikel.' },
    missing: {
      title: 'Diese Seite gibt es nicht',
      text: 'Vielleicht ist die Adresse vertippt, oder der Link, der hierher führte, stimmt nicht.',
    },
    withdrawn: {
      title: 'Dieser Artikel wurde zurückgezogen',
      text: 'Die Redaktion hat ihn von der Seite genommen.',
      on: 'Zurückgezogen am',
      reason: 'Die Redaktion teilt mit:',
    },
    preview: {
      title: 'Vorschau',
      confidential: 'Dieser Text ist nicht öffentlich. Bitte geben Sie ihn nicht weiter.',
      embargo: 'Sperrfrist: Nichts davon darf veröffentlicht werden vor',
      until: 'Dieser Link gilt bis',
    },
    endedPreview: {
      title: 'Hier gibt es keine Vorschau',
      text: 'Der Link gilt nicht mehr, oder die Adresse ist nicht vollständig. Wer ihn geschickt hat, kann einen neuen erstellen.',
    },
    unavailable: {
      title: 'Die Seite ist gerade nicht erreichbar',
      text: 'Bitte versuchen Sie es gleich noch einmal.',
    },
    home: 'Zur Titelseite',
    search: {
      label: 'Suche',
      button: 'Suchen',
      title: 'Suche',
      resultsFor: (query: string) => `Ergebnisse für „${query}“`,
      about: (name: string) => `${name} durchsuchen`,
      hint: 'Mehrere Wörter finden Artikel, in denen alle vorkommen. „Wörter in Anführungszeichen“ werden so gefunden, wie sie dastehen; ein Minus vor einem Wort lässt weg, was es enthält.',
      count: (count: number) => (count === 1 ? '1 Artikel' : `${count.toLocaleString('de-DE')} Artikel`),
      nothing: 'Nichts gefunden. Vielleicht mit weniger Wörtern oder mit anderen?',
      meant: 'Meinten Sie',
      elsewhere: (count: number, edition: string) => `${edition}: ${count.toLocaleString('de-DE')} Artikel`,
      tooMuch: (words: number, characters: number) =>
        `Das ist zu viel auf einmal: Bitte suchen Sie mit höchstens ${words} Wörtern und ${characters} Zeichen.`,
      next: 'Weitere Ergebnisse',
      previous: 'Vorherige Ergebnisse',
      busy: {
        title: 'Das waren viele Suchen',
        text: 'Bitte warten Sie eine Minute, bevor Sie wieder suchen. Alles andere auf diesen Seiten ist lesbar.',
      },
    },
    noteKinds: { correction: 'Berichtigung', clarification: 'Klarstellung', update: 'Aktualisierung' },
    correctionsPage: {
      title: 'Berichtigungen',
      about: 'Was in unseren Artikeln falsch war oder missverstanden werden konnte, und wie es jetzt heißt.',
      feed: 'Feed der Berichtigungen',
      empty: 'Noch wurde nichts berichtigt.',
      older: 'Ältere Berichtigungen',
      newer: 'Neuere Berichtigungen',
    },
    llms: {
      newest: 'Neueste Artikel',
      data: 'Für Programme',
      sitemap: 'Sitemap',
      reserved: 'Texte und Bilder dieser Seiten sind nicht zum Training von KI-Modellen freigegeben.',
    },
    aboutText: {
      title: 'Über diesen Text',
      revision: (number: number, date: string) => `Dies ist Fassung ${number}, veröffentlicht am ${date}.`,
      writtenBy: (names: string) => `Die Worte sind von ${names}, nach Buchstaben gezählt.`,
      allApproved: (by: string, date: string) =>
        `Alle Teile des Textes wurden geprüft und freigegeben von ${by}, der letzte am ${date}.`,
      someApproved: (some: number, all: number, by: string, date: string) =>
        `${some} von ${all} Teilen des Textes wurden geprüft und freigegeben von ${by}, der letzte am ${date}.`,
      notApproved: 'Kein Teil des Textes wurde vor der Veröffentlichung eigens freigegeben.',
      machinePictures: (count: number) =>
        count === 1
          ? 'Ein Bild wurde von einer Maschine oder mit Hilfe einer solchen erstellt.'
          : `${count} Bilder wurden von Maschinen oder mit deren Hilfe erstellt.`,
      picturesReviewed: (count: number, by: string) =>
        count === 1
          ? `Der Teil des Textes mit einem solchen Bild wurde freigegeben von ${by}.`
          : `Die Teile des Textes mit ${count} solchen Bildern wurden freigegeben von ${by}.`,
      desk: 'der Redaktion',
      program: 'dem Programm',
      signed: (name: string) => `Signiert von ${name}, damit es alle prüfen können:`,
      passport: 'Pass dieses Textes (JSON)',
    },
    machineText: {
      all: 'Diesen Text hat eine Maschine erzeugt.',
      part: 'Teile dieses Textes hat eine Maschine erzeugt.',
      reviewed: (responsible: string) =>
        `Menschen haben ihn geprüft; die redaktionelle Verantwortung trägt ${responsible}.`,
      share: (share: string) => `Eine Maschine hat ${share} der Worte erzeugt, nach Buchstaben gezählt.`,
      reviewedOn: (date: string, by: string, responsible: string) =>
        `Menschen haben den Text geprüft, festgehalten von ${by} am ${date}; die redaktionelle Verantwortung trägt ${responsible}.`,
    },
    about: 'Über uns',
    tags: 'Themen',
    sections: 'Rubriken',
    section: {
      kind: 'Rubrik',
      feed: 'Feed dieser Rubrik',
      description: (name: string) => `Alle Artikel aus der Rubrik ${name}.`,
      empty: 'Hier ist noch nichts erschienen.',
    },
    author: {
      kinds: { person: 'Artikel von', organization: 'Organisation' },
      contact: 'Kontakt',
      feed: 'Feed dieser Artikel',
      description: (name: string) => `Artikel von ${name}.`,
    },
    tag: {
      kind: 'Thema',
      feed: 'Feed zu diesem Thema',
      description: (tag: string) => `Alle Artikel zum Thema ${tag}.`,
    },
  },
} as const satisfies Record<Language, unknown>;

/** What the stories in a language are headed with, in that language. */
export const editionNames: Record<Language, string> = { en: 'In English', de: 'Auf Deutsch' };

/** What leads to the same story in a language, in that language. */
export const alsoIn: Record<Language, string> = { en: 'Also in English', de: 'Auch auf Deutsch' };

const locales: Record<Language, string> = { en: 'en-US', de: 'de-DE' };

/** `November 24, 2026`; with the time of day and its zone where a reader may want to know. */
export function dateWords(
  at: string,
  language: Language,
  timeZone: string,
  precision: 'day' | 'minute' = 'day',
): string {
  const day = { day: 'numeric', month: 'long', year: 'numeric' } as const;
  const minute = { hour: 'numeric', minute: '2-digit', timeZoneName: 'short' } as const;
  return new Date(at).toLocaleString(locales[language], {
    ...day,
    ...(precision === 'minute' && minute),
    timeZone,
  });
}

/** `Tuesday, November 24, 2026`. */
export function weekdayWords(at: string, language: Language, timeZone: string): string {
  return new Date(at).toLocaleDateString(locales[language], { dateStyle: 'full', timeZone });
}

/** For `og:locale`. */
export function localeOf(language: Language): string {
  return locales[language].replace('-', '_');
}

/** The byline with its preposition; agencies' lines, such as `dpa | The Post`, stand as they are. */
export function bylineWords(byline: string, language: Language): string {
  return /\||^(by|von)\s/i.test(byline) ? byline : siteWords[language].by(byline);
}
