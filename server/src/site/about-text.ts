// “About this text”: what the passport of a revision says, in plain words for readers.
import type { Passport, PassportPerson, Written } from '@galley/shared/api/passport.ts';
import { machineShare } from '@galley/shared/article/machine-text.ts';
import { type Html, html } from '@galley/shared/html/html.ts';
import type { Language } from '@galley/shared/language.ts';
import { passportPath } from './passport-outputs.ts';
import type { Site } from './site-facts.ts';
import type { Story } from './stories.ts';
import { dateWords, siteWords } from './words.ts';

/** How programs find the passport from the page. */
export function passportLink(story: Story): Html {
  return html`<link rel="describedby" type="application/json" title="passport" href="${passportPath(story)}">`;
}

/** The part of the page. It is closed until a reader asks for it, and needs no script. */
export function aboutText(
  { name, timeZone }: Pick<Site, 'name' | 'timeZone'>,
  story: Story,
  passport: Passport,
): Html {
  const { language } = story.metadata;
  const words = siteWords[language].aboutText;
  const lines = [
    words.revision(passport.revision, dateWords(passport.publishedAt, language, timeZone)),
    writtenLine(passport.written, language),
    ...approvalLines(passport, language, timeZone),
    ...machineTextLines(passport, language, timeZone),
    ...machineLines(passport, language),
  ].filter((line) => line !== null);
  return html`<details class="about-text"><summary>${words.title}</summary><ul>${lines.map((line) => html`<li>${line}</li>`)}</ul><p>${words.signed(name)} <a href="${passportPath(story)}">${words.passport}</a></p></details>`;
}

function writtenLine(written: Written, language: Language): string | null {
  const { writtenBy } = siteWords[language].aboutText;
  const all = written.reduce((sum, { letters }) => sum + letters, 0);
  if (all === 0) return null;
  const shares = written.map(
    ({ by, letters }) => `${nameOf(by, language)} (${shareWords(letters / all, language)})`,
  );
  return writtenBy(listed(shares, language));
}

function approvalLines({ sections }: Passport, language: Language, timeZone: string): string[] {
  const words = siteWords[language].aboutText;
  const shown = sections.filter(({ anchor }) => anchor !== null);
  const approved = shown.flatMap(({ approval }) => approval ?? []);
  const newest = approved
    .map(({ at }) => at)
    .toSorted()
    .at(-1);
  if (newest === undefined) return [words.notApproved];
  const names = [...new Set(approved.map(({ by }) => nameOf(by, language)))];
  const by = listed(names, language);
  const date = dateWords(newest, language, timeZone);
  return [
    approved.length === shown.length
      ? words.allApproved(by, date)
      : words.someApproved(approved.length, shown.length, by, date),
  ];
}

function machineTextLines(
  { machineMade: { text } }: Passport,
  language: Language,
  timeZone: string,
): string[] {
  if (!text) return [];
  const words = siteWords[language].machineText;
  const date = dateWords(text.reviewedAt, language, timeZone);
  return [
    words.share(shareWords(machineShare(text), language)),
    words.reviewedOn(date, nameOf(text.reviewedBy, language), text.responsible),
  ];
}

function machineLines({ machineMade: { pictures } }: Passport, language: Language): string[] {
  const words = siteWords[language].aboutText;
  if (pictures.length === 0) return [];
  const reviewed = pictures.filter(({ reviewedBy }) => reviewedBy !== null);
  const names = [
    ...new Set(reviewed.flatMap(({ reviewedBy }) => (reviewedBy ? nameOf(reviewedBy, language) : []))),
  ];
  return [
    words.machinePictures(pictures.length),
    ...(reviewed.length > 0 ? [words.picturesReviewed(reviewed.length, listed(names, language))] : []),
  ];
}

function nameOf(person: PassportPerson, language: Language): string {
  const words = siteWords[language].aboutText;
  if (person.type === 'person') return person.name;
  return person.type === 'desk' ? words.desk : words.program;
}

function listed(names: readonly string[], language: Language): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(names);
}

/** Whole percent; what is there is never said to be none or all. */
function shareWords(share: number, language: Language): string {
  const rounded = share === 1 ? 1 : Math.min(0.99, Math.max(0.01, Math.round(share * 100) / 100));
  return new Intl.NumberFormat(language, { style: 'percent' }).format(rounded);
}
