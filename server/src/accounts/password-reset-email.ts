// The e-mail that brings the link for a new password, in its reader's language.
import { html } from '@galley/shared/html/html.ts';
import type { Language } from '@galley/shared/language.ts';
import { cleanName, cleanText } from '@galley/shared/text/characters.ts';

interface ResetEmailInput {
  name: string;
  language: Language;
  siteName: string;
  link: string;
}

/** Subject, text and HTML. */
export function resetEmailOf({ name, language, siteName, link }: ResetEmailInput) {
  const words = resetWords[language];
  const { greeting, lead, open, lasts, notYou } = words;
  const written = html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"></head>
<body style="margin:0 auto;max-width:560px;padding:24px 16px;font:16px/1.5 system-ui,sans-serif">
<p>${greeting(name)}</p>
<p>${lead(siteName)}</p>
<p><a href="${link}">${open}</a></p>
<p>${lasts}</p>
<p style="margin-top:32px;padding-top:12px;border-top:1px solid #888;font-size:13px">${notYou}</p>
</body></html>`;
  return {
    subject: cleanName(words.subject(siteName)),
    text: cleanText([greeting(name), lead(siteName), link, lasts, `-- \n${notYou}`].join('\n\n')),
    html: written.toString(),
  };
}

const resetWords = {
  en: {
    subject: (site: string) => `A new password for the desk of ${site}`,
    greeting: (name: string) => `Hello ${name},`,
    lead: (site: string) =>
      `somebody, probably you, has forgotten the password for the desk of ${site}. This link leads to the page on which you set a new one:`,
    open: 'Set a new password',
    lasts: 'It works once, within the next hour. You will be signed out everywhere.',
    notYou: 'If it was not you, there is nothing to do: your password stays as it is.',
  },
  de: {
    subject: (site: string) => `Ein neues Passwort für die Redaktion von ${site}`,
    greeting: (name: string) => `Guten Tag ${name},`,
    lead: (site: string) =>
      `jemand, wahrscheinlich Sie selbst, hat das Passwort für die Redaktion von ${site} vergessen. Dieser Link führt zu der Seite, auf der Sie ein neues festlegen:`,
    open: 'Neues Passwort festlegen',
    lasts: 'Er gilt einmal und nur in der nächsten Stunde. Danach sind Sie überall abgemeldet.',
    notYou: 'Wenn Sie das nicht waren, müssen Sie nichts tun: Ihr Passwort bleibt, wie es ist.',
  },
} as const satisfies Record<Language, object>;
