// Rules for crawlers: where the sitemaps are, what is not for them, and, where the newsroom reserves it, that its texts
// are not for training AI models.
import type { Site } from './site-facts.ts';
import { newsSitemapPath, sitemapIndexPath } from './sitemaps.ts';

/** Crawlers whose makers say that they collect for training; those that search or fetch for a reader are not among them. */
const trainingCrawlers = [
  'Amazonbot',
  'Applebot-Extended',
  'Bytespider',
  'CCBot',
  'ClaudeBot',
  'Google-Extended',
  'GPTBot',
  'meta-externalagent',
];

/** The path of the file in which TDMRep has sites reserve their rights. */
export const tdmPath = '/.well-known/tdmrep.json';

/** robots.txt (RFC 9309). The `Content-Usage` line is that of the IETF's draft-ietf-aipref-attach. */
export function robotsTxt({ url, reserved }: Pick<Site, 'url' | 'reserved'>): string {
  return [
    'User-agent: *',
    ...(reserved ? ['Content-Usage: train-ai=n'] : []),
    'Disallow: /desk',
    'Disallow: /api/',
    '',
    ...(reserved ? [...trainingCrawlers.map((name) => `User-agent: ${name}`), 'Disallow: /', ''] : []),
    `Sitemap: ${url}${sitemapIndexPath}`,
    `Sitemap: ${url}${newsSitemapPath}`,
    '',
  ].join('\n');
}

/** The TDM Reservation Protocol's file (W3C Community Group report of 2024): the whole site is reserved, or nothing of it. */
export function tdmRep({ reserved }: Pick<Site, 'reserved'>): string {
  return JSON.stringify([{ location: '/', 'tdm-reservation': reserved ? 1 : 0 }]);
}

/** The same in every answer's headers, for those who ask for one page only; nothing where nothing is reserved. */
export function reservationHeaders(reserved: boolean): Record<string, string> {
  return reserved ? { 'content-usage': 'train-ai=n', 'tdm-reservation': '1' } : {};
}
