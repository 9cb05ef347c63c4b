// Where a newsroom's imprint, privacy and editorial policies stand, and the links to them in the foot of every page.
import { policyLink, policyNames, type SitePolicy, sitePolicies } from '@galley/shared/api/site-settings.ts';
import { attribute, type Html, html } from '@galley/shared/html/html.ts';
import type { Language } from '@galley/shared/language.ts';
import type { Site } from './site-facts.ts';
import { siteWords } from './words.ts';

export const policyPath = (policy: SitePolicy) => `/about/${policy}`;

/** The address at which a policy stands, here or elsewhere; null for one that was not written. */
function policyAddress({ settings }: Pick<Site, 'settings'>, policy: SitePolicy): string | null {
  const text = settings.policies[policy];
  if (text === '') return null;
  return policyLink(text) ?? policyPath(policy);
}

/** The same with the site's own address before a path. */
export function wholePolicyAddress(site: Pick<Site, 'settings' | 'url'>, policy: SitePolicy): string | null {
  const address = policyAddress(site, policy);
  return address?.startsWith('/') ? site.url + address : address;
}

/** The policies in the foot of every page. */
export function policyLinks(site: Site, language: Language): Html | null {
  const written = sitePolicies.flatMap((policy) => {
    const address = policyAddress(site, policy);
    return address === null ? [] : [{ policy, address }];
  });
  if (written.length === 0) return null;
  const names = policyNames[language];
  return html`<nav aria-label="${siteWords[language].about}">${written.map(
    ({ policy, address }) =>
      html`<a href="${address}"${attribute('hreflang', address.startsWith('/') && site.settings.language !== language && site.settings.language)}>${names[policy]}</a>`,
  )}</nav>`;
}
