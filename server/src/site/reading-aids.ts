// What helps to find one's way in a long article, and to send any article on: plain links, no scripts.
import { type Html, html } from '@galley/shared/html/html.ts';
import type { Language } from '@galley/shared/language.ts';
import type { Story } from './stories.ts';
import { siteWords } from './words.ts';

/** A text of so many words is long: about five minutes. */
const longWords = 1000;

/** With fewer named sections there is nothing to choose from. */
const fewestSections = 3;

/** The sections of a long article as links, without the one that it opens with; null for a short one. */
export function contentsList({ metadata: { sections, words, language } }: Story): Html | null {
  const named = sections.filter(({ opening }) => !opening);
  if (words < longWords || named.length < fewestSections) return null;
  const items = named.map(({ anchor, label }) => html`<li><a href="#${anchor}">${label}</a></li>`);
  return html`<nav class="contents" aria-label="${siteWords[language].contents}"><h2>${siteWords[language].contents}</h2><ol>${items}</ol></nav>`;
}

/**
 * Links that hand an article on, by its address on the site: nothing is asked of the services before somebody follows one.
 * Without an address, as a preview has none, they lead nowhere.
 */
export function shareLinks({ headline, metadata: { language } }: Story, address: string | null): Html {
  const words = siteWords[language].share;
  const items = services(headline, address ?? '', language).map(([name, href]) =>
    address === null
      ? html`<li><a>${name}</a></li>`
      : html`<li><a href="${href}" rel="nofollow noopener noreferrer">${name}</a></li>`,
  );
  return html`<details class="share"><summary>${words.title}</summary><ul>${items}</ul></details>`;
}

/** Names of services and where each takes a link, by what they document for such buttons; RFC 6068 for e-mail. */
function services(headline: string, address: string, language: Language): [string, string][] {
  const text = encodeURIComponent(`${headline} ${address}`);
  const url = encodeURIComponent(address);
  const subject = encodeURIComponent(headline);
  return [
    [siteWords[language].share.mail, `mailto:?subject=${subject}&body=${url}`],
    ['WhatsApp', `https://wa.me/?text=${text}`],
    ['Bluesky', `https://bsky.app/intent/compose?text=${text}`],
    ['Facebook', `https://www.facebook.com/sharer/sharer.php?u=${url}`],
    ['LinkedIn', `https://www.linkedin.com/sharing/share-offsite/?url=${url}`],
  ];
}
