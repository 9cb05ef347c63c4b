// trust.txt (JournalList's specification, version 1.4): with which organizations the newsroom is bound up, who can be reached
// where, and what it says of itself. What Galley knows already is not asked for once more.
import { trustRelations } from '@galley/shared/api/site-settings.ts';
import { wholePolicyAddress } from './policies.ts';
import type { Site } from './site-facts.ts';

/** Both are asked for by those who read it. */
export const trustPaths = ['/trust.txt', '/.well-known/trust.txt'] as const;

/** What the file says; null where there is to be none. */
export function trustTxt(site: Pick<Site, 'name' | 'url' | 'settings' | 'reserved'>): string | null {
  const { enabled, entries } = site.settings.trust;
  if (!enabled) return null;
  const disclosures = (['ownership', 'ethics', 'corrections', 'imprint'] as const).flatMap(
    (policy) => wholePolicyAddress(site, policy) ?? [],
  );
  const lines = trustRelations.flatMap((relation) =>
    entries.filter((entry) => entry.relation === relation).map(({ address }) => `${relation}=${address}`),
  );
  return [
    `# ${site.name}: ${site.url}/`,
    ...lines,
    ...disclosures.map((address) => `disclosure=${address}`),
    `datatrainingallowed=${site.reserved ? 'no' : 'yes'}`,
    '',
  ].join('\n');
}
