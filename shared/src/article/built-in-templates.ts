// The templates that every desk starts with. Admins change them or make their own.
import type { TemplateId } from '../ids.ts';
import { openSpec, type SectionSpec, type TemplateContent } from './template.ts';

/** Their ids, which are words here and random elsewhere. */
export const builtInIds = {
  news: 'news' as TemplateId,
  interview: 'interview' as TemplateId,
  review: 'review' as TemplateId,
  blank: 'blank' as TemplateId,
};

/** In the order in which they are offered. */
export const builtInTemplates: readonly { id: TemplateId; content: TemplateContent }[] = [
  {
    id: builtInIds.news,
    content: {
      name: { en: 'News', de: 'Nachricht' },
      approvals: 'all',
      fourEyes: true,
      checks: {},
      sections: [
        section('introduction', 'Introduction', 'Einleitung', {
          required: true,
          hint: {
            en: 'What happened, where, when, and why it matters: in two or three sentences.',
            de: 'Was ist wann und wo geschehen, und warum ist es wichtig? Zwei bis drei Sätze.',
          },
          blocks: ['paragraph', 'figure', 'pullQuote'],
          maxWords: 120,
          aliases: ['Intro', 'Lead', 'Vorspann', 'Anlauf'],
        }),
        section('news', 'News', 'Nachricht', {
          required: true,
          hint: {
            en: 'The story itself. Break it up with subheadings.',
            de: 'Die eigentliche Geschichte. Zwischentitel gliedern sie.',
          },
          minWords: 80,
          aliases: ['News', 'Nachrichten', 'Meldung', 'Story', 'Hauptteil'],
        }),
        section('outlook', 'Outlook', 'Ausblick', {
          hint: { en: 'What comes next, and when.', de: 'Was kommt als Nächstes, und wann?' },
          blocks: ['paragraph', 'bulletList', 'figure', 'blockquote', 'embed'],
          maxWords: 250,
          aliases: ["What's next", 'What’s next', 'Wie es weitergeht'],
        }),
        section('support', 'Support', 'Unterstützung', {
          hint: {
            en: 'How readers can support the newsroom.',
            de: 'Wie Leserinnen und Leser die Redaktion unterstützen.',
          },
          blocks: ['paragraph', 'bulletList'],
          boilerplate: {
            en: 'We report independently and without advertising. If this article was useful to you, a membership helps us to write the next one.',
            de: 'Wir berichten unabhängig und ohne Werbung. Wenn Ihnen dieser Artikel genützt hat, hilft uns eine Mitgliedschaft, den nächsten zu schreiben.',
          },
          aliases: ['Support us', 'Unterstuetzung', 'Unterstützen', 'In eigener Sache'],
        }),
        section('summary', 'Summary', 'Kurzfassung', {
          required: true,
          hint: { en: 'Three to six bullets for those in a hurry.', de: 'Drei bis sechs Punkte für Eilige.' },
          blocks: ['bulletList'],
          minItems: 3,
          maxItems: 6,
          maxWords: 150,
          aliases: [
            'In brief',
            'Key points',
            'Zusammenfassung',
            'Das Wichtigste in Kürze',
            'Auf einen Blick',
          ],
          boxed: true,
        }),
      ],
    },
  },
  {
    id: builtInIds.interview,
    content: {
      name: { en: 'Interview', de: 'Interview' },
      approvals: 'off',
      fourEyes: true,
      checks: {},
      sections: [
        section('introduction', 'Introduction', 'Einleitung', {
          required: true,
          hint: { en: 'Who is speaking, and why now.', de: 'Wer spricht, und warum jetzt?' },
          maxWords: 150,
          aliases: ['Intro', 'Vorspann'],
        }),
        section('conversation', 'Conversation', 'Gespräch', {
          required: true,
          hint: {
            en: 'Questions as subheadings, answers as paragraphs.',
            de: 'Fragen als Zwischentitel, Antworten als Absätze.',
          },
          minWords: 200,
          aliases: ['Interview', 'Gespraech'],
        }),
        section('person', 'About the person', 'Zur Person', {
          hint: { en: 'A short biography.', de: 'Ein kurzer Lebenslauf.' },
          blocks: ['paragraph', 'figure', 'bulletList'],
          maxWords: 120,
          aliases: ['Bio', 'Zur Person'],
          boxed: true,
        }),
      ],
    },
  },
  {
    id: builtInIds.review,
    content: {
      name: { en: 'Review', de: 'Kritik' },
      approvals: 'off',
      fourEyes: true,
      checks: {},
      sections: [
        section('introduction', 'Introduction', 'Einleitung', {
          required: true,
          hint: {
            en: 'What is being reviewed, and the first impression.',
            de: 'Worum es geht, und der erste Eindruck.',
          },
          maxWords: 150,
          aliases: ['Intro', 'Vorspann'],
        }),
        section('criticism', 'Criticism', 'Besprechung', {
          required: true,
          hint: {
            en: 'What works, what does not, with examples.',
            de: 'Was gelingt und was nicht, mit Beispielen.',
          },
          minWords: 150,
          aliases: ['Review', 'Kritik', 'Rezension'],
        }),
        section('verdict', 'Verdict', 'Fazit', {
          required: true,
          hint: { en: 'The judgment in a few sentences.', de: 'Das Urteil in wenigen Sätzen.' },
          blocks: ['paragraph', 'bulletList'],
          maxWords: 120,
          aliases: ['Conclusion', 'Urteil'],
          boxed: true,
        }),
        section('facts', 'Facts', 'Daten', {
          hint: { en: 'Title, maker, date, price, place.', de: 'Titel, Urheber, Datum, Preis, Ort.' },
          blocks: ['paragraph', 'bulletList', 'table'],
          aliases: ['Details', 'Angaben'],
        }),
      ],
    },
  },
  {
    id: builtInIds.blank,
    content: {
      name: { en: 'Blank', de: 'Leer' },
      approvals: 'off',
      fourEyes: true,
      checks: {},
      sections: [
        section('text', 'Text', 'Text', {
          required: true,
          hint: { en: 'Write here.', de: 'Hier schreiben.' },
          aliases: ['Body', 'Artikel'],
        }),
      ],
    },
  },
];

function section(kind: string, en: string, de: string, rest: Partial<SectionSpec>): SectionSpec {
  return { ...openSpec(kind, { en, de }), ...rest };
}
