// llms.txt (llmstxt.org): the site for language models that read for somebody, in Markdown: what it is, where things are, what
// is new.
import { policyNames, sitePolicies } from '@galley/shared/api/site-settings.ts';
import { correctionsPath } from './corrections.ts';
import { feedFormats, feedPath } from './feeds/formats.ts';
import { wholePolicyAddress } from './policies.ts';
import { sectionPath } from './sections.ts';
import type { Site } from './site-facts.ts';
import { sitemapIndexPath } from './sitemaps.ts';
import type { Story } from './stories.ts';
import { articlePath } from './story-items.ts';
import { siteWords } from './words.ts';

export const llmsPath = '/llms.txt';
export const storiesInLlms = 30;

/** What the file says; null where there is to be none. */
export function llmsTxt(site: Site, newest: readonly Story[]): string | null {
  const { settings, url } = site;
  if (!settings.llms.enabled) return null;
  const { language } = settings;
  const words = siteWords[language];
  const policies = sitePolicies.flatMap((policy) => {
    const address = wholePolicyAddress(site, policy);
    return address === null ? [] : [link(policyNames[language][policy], address)];
  });
  const sections = site.sections.inOrder.map((section) =>
    link(section.name, url + sectionPath(section), section.description),
  );
  const stories = newest.map((story) => link(story.headline, url + articlePath(story), story.summary));
  const data = [
    ...feedFormats.map((format) => link(format.name, url + feedPath({ path: '' }, format))),
    link(words.llms.sitemap, url + sitemapIndexPath),
  ];
  const list = (title: string, links: readonly string[]) =>
    links.length === 0 ? [] : [`## ${title}\n\n${links.join('\n')}`];
  return `${[
    `# ${plain(site.name)}`,
    ...(settings.description === '' ? [] : [`> ${plain(settings.description)}`]),
    ...(settings.llms.note === '' ? [] : [settings.llms.note]),
    ...(site.reserved ? [words.llms.reserved] : []),
    ...list(words.sections, sections),
    ...list(words.llms.newest, stories),
    ...list(words.about, [...policies, link(words.correctionsPage.title, url + correctionsPath(language))]),
    ...list(words.llms.data, data),
  ].join('\n\n')}\n`;
}

function link(words: string, address: string, about = ''): string {
  return `- [${plain(words)}](${address})${about === '' ? '' : `: ${plain(about)}`}`;
}

/** As one line in which nothing is a sign of Markdown's. */
function plain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>]/g, '\\$&');
}
