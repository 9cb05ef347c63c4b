// What the newsroom says of itself: imprint, privacy, editorial policies, each on a page of its own where it is no link.
import { policyLink, policyNames, type SitePolicy } from '@galley/shared/api/site-settings.ts';
import { type Html, html } from '@galley/shared/html/html.ts';
import { page } from './page.ts';
import { policyPath } from './policies.ts';
import type { Site } from './site-facts.ts';

/** Null where the policy is a link, or was not written. */
export function policyPage(site: Site, policy: SitePolicy): string | null {
  const { language, policies } = site.settings;
  const text = policies[policy];
  if (text === '' || policyLink(text) !== null) return null;
  const title = policyNames[language][policy];
  const paragraphs = text.split(/\n\s*\n/).map((paragraph) => html`<p>${linesOf(paragraph.trim())}</p>`);
  return page(site, {
    language,
    title,
    path: policyPath(policy),
    main: html`<article class="article"><header class="head"><h1>${title}</h1></header><div class="section policy">${paragraphs}</div></article>`,
  });
}

/** Lines as they were written, with their addresses as links. */
function linesOf(paragraph: string): Html[] {
  return paragraph.split('\n').map((line, index) => {
    // Every other part is an address.
    const parts = line.split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)])/i);
    return html`${index > 0 && html`<br>`}${parts.map((part, at) => (at % 2 === 1 && URL.canParse(part) ? html`<a href="${part}">${part}</a>` : part))}`;
  });
}
