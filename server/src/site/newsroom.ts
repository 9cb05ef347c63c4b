// The newsroom as structured data: who publishes, and by which principles.
import type { SitePolicy } from '@galley/shared/api/site-settings.ts';
import { wholePolicyAddress } from './policies.ts';
import type { Site } from './site-facts.ts';

/** schema.org's names for the policies that an organization has. */
const properties = {
  corrections: 'correctionsPolicy',
  ethics: 'ethicsPolicy',
  ownership: 'ownershipFundingInfo',
} as const satisfies Partial<Record<SitePolicy, string>>;

/** The publisher of every story. */
export function newsroom(site: Site): Record<string, unknown> {
  const { name, url, logo, settings } = site;
  const policies = Object.entries(properties).flatMap(([policy, property]) => {
    const address = wholePolicyAddress(site, policy as keyof typeof properties);
    return address === null ? [] : [[property, address] as const];
  });
  return {
    '@type': 'NewsMediaOrganization',
    name,
    url,
    ...(settings.description && { description: settings.description }),
    ...(logo && {
      logo: { '@type': 'ImageObject', url: url + logo.path, width: logo.width, height: logo.height },
    }),
    ...Object.fromEntries(policies),
    ...principles(site),
  };
}

/** What a story is made by: the ethics, and the use of AI. */
export function principles(site: Site): { publishingPrinciples?: string | string[] } {
  const addresses = (['ethics', 'ai'] as const).flatMap((policy) => wholePolicyAddress(site, policy) ?? []);
  const [only, ...others] = addresses;
  if (only === undefined) return {};
  return { publishingPrinciples: others.length === 0 ? only : addresses };
}
