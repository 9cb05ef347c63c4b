// Stories as NewsML-G2 (iptc.org/std/NewsML-G2), IPTC's news in XML, for programs that take news over: one item at a time, and
// what is new for subscribers as one message. It says the same as ninjs does.
import { setImmediate } from 'node:timers/promises';
import { textSourceType } from '@galley/shared/article/machine-text.ts';
import { picturePath } from '@galley/shared/article/picture-files.ts';
import { sourceTypeAddress } from '@galley/shared/article/picture-settings.ts';
import { slugFrom } from '@galley/shared/article/slug.ts';
import { attribute, type Html, html } from '@galley/shared/html/html.ts';
import { authorsOf } from './authors.ts';
import { fullText } from './feeds/full-text.ts';
import { sectionOf, sectionPath } from './sections.ts';
import type { Site } from './site-facts.ts';
import type { Story, WithdrawnStory } from './stories.ts';
import { articlePath, firstPublishedElsewhere, socialPicture, tagPath } from './story-items.ts';
import { xhtml } from './xhtml.ts';

const namespace = 'http://iptc.org/std/nar/2006-10-01/';
const version = '2.34';
/** What the prefixes of the codes stand for, such as `stat`. */
const catalog = 'http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_40.xml';
/** In PLUS' vocabulary, which the standard asks for. */
const noTraining = 'http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-AIMLTRAINING';
const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** As much of the site as an item names. */
type NewsSite = Pick<Site, 'name' | 'url' | 'reserved' | 'authors' | 'sections'>;

/** A public story as a document of its own. */
export function newsmlItem(site: NewsSite, story: Story): string {
  return declaration + itemOf(site, story);
}

/** The same for a story that was withdrawn: nothing of what it said, but that it must not be used any longer. */
export function newsmlWithdrawn(site: NewsSite, story: WithdrawnStory): string {
  return declaration + withdrawnOf(site, story);
}

/** Changes in one message, `sent` at this moment; there must be one at least. Others get their turn before each new text. */
export async function newsmlMessage(
  site: NewsSite,
  changes: readonly ({ type: 'story'; story: Story } | WithdrawnStory)[],
  sent: string,
): Promise<string> {
  const items: Html[] = [];
  for (const change of changes) {
    if (change.type === 'story' && !texts.has(change.story)) await setImmediate();
    items.push(change.type === 'story' ? itemOf(site, change.story) : withdrawnOf(site, change));
  }
  const message = html`<newsMessage xmlns="${namespace}">
<header><sent>${sent}</sent><catalogRef href="${catalog}"/><sender>${new URL(site.url).host}</sender></header>
<itemSet>${items}</itemSet>
</newsMessage>
`;
  return declaration + message;
}

function itemOf(site: NewsSite, story: Story): Html {
  const { slug, headline, summary, metadata, publishedAt, change } = story;
  const { byline, language, firstPublishedAt, tags, words, machineText } = metadata;
  const address = site.url + articlePath(story);
  const first = firstPublishedElsewhere(site, story);
  const section = sectionOf(site, metadata);
  const text = textOf(site, story);
  return newsItem(
    story.feedId,
    story.number * 2 - 1,
    language,
    html`<rightsInfo><copyrightHolder uri="${site.url}"><name>${site.name}</name></copyrightHolder>${site.reserved && html`<dataMining uri="${noTraining}"/>`}</rightsInfo>
<itemMeta>
<itemClass qcode="ninat:text"/>
${provider(site)}
<versionCreated>${publishedAt}</versionCreated>
<firstCreated>${firstPublishedAt}</firstCreated>
<pubStatus qcode="stat:usable"/>
${change && html`<edNote>${change.note}</edNote>`}
${change && html`<signal qcode="${change.kind === 'update' ? 'sig:update' : 'sig:correction'}"/>`}
<altRep contenttype="text/html">${address}</altRep>
${first !== null && html`<link rel="irel:derivedFrom" contenttype="text/html" href="${first}"/>`}
</itemMeta>
<contentMeta>
${icons(site, story)}
<contentCreated>${firstPublishedAt}</contentCreated>
<contentModified>${publishedAt}</contentModified>
${machineText && html`<digitalSourceType uri="${sourceTypeAddress(textSourceType(machineText))}"/>`}
<infoSource uri="${site.url}"><name>${site.name}</name></infoSource>
${authorsOf(site, metadata).map(
  ({ name, path }) =>
    html`<creator${path === null ? attribute('literal', name) : attribute('uri', site.url + path)}><name>${name}</name></creator>`,
)}
<language tag="${language}"/>
${section && html`<subject uri="${site.url + sectionPath(section)}"><name>${section.name}</name></subject>`}
${tags.map((tag) => subject(site, tag, language))}
<slugline>${slug}</slugline>
<headline>${headline}</headline>
${byline && html`<by>${byline}</by>`}
${summary && html`<description role="drol:summary">${summary}</description>`}
</contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml" wordcount="${words}"><html xmlns="http://www.w3.org/1999/xhtml" lang="${language}"><head><title>${headline}</title></head><body>${text}</body></html></inlineXML></contentSet>
`,
  );
}

/** The texts as they were written, for as long as their stories are kept. A process has one site, at one address. */
const texts = new WeakMap<Story, Html[]>();

/** A story's text as XHTML; it takes some ms to write. */
function textOf(site: NewsSite, story: Story): Html[] {
  const text = texts.get(story) ?? xhtml(fullText(site, story));
  texts.set(story, text);
  return text;
}

function withdrawnOf(site: NewsSite, { feedId, number, language, note, at }: WithdrawnStory): Html {
  return newsItem(
    feedId,
    number * 2,
    language,
    html`<itemMeta>
<itemClass qcode="ninat:text"/>
${provider(site)}
<versionCreated>${at}</versionCreated>
<pubStatus qcode="stat:canceled"/>
${note && html`<edNote>${note}</edNote>`}
</itemMeta>
`,
  );
}

/** Receivers keep the highest version of an item: a withdrawal counts between the revisions before and after it. */
function newsItem(guid: string, number: number, language: string, parts: Html): Html {
  return html`<newsItem xmlns="${namespace}" guid="${guid}" version="${number}" standard="NewsML-G2" standardversion="${version}" conformance="power" xml:lang="${language}">
<catalogRef href="${catalog}"/>
${parts}</newsItem>
`;
}

function provider({ name, url }: NewsSite): Html {
  return html`<provider uri="${url}"><name>${name}</name></provider>`;
}

function subject({ url }: NewsSite, tag: string, language: Story['metadata']['language']): Html {
  const slug = slugFrom(tag, language);
  if (slug === '') return html`<keyword>${tag}</keyword>`;
  return html`<subject uri="${url + tagPath(slug)}"><name>${tag}</name></subject>`;
}

/**
 * The pictures by which the item is shown: the lead picture, and behind it the one that was chosen for links elsewhere. Those of
 * the text stand in the text, with their credits.
 */
function icons(site: NewsSite, story: Story): Html {
  const social = socialPicture(story);
  return html`${leadIcon(site, story)}${
    social &&
    html`
<icon href="${site.url + picturePath(social.media)}" width="${social.width}" height="${social.height}"/>`
  }`;
}

function leadIcon(site: NewsSite, { lead, leadFile, metadata }: Story): Html | null {
  if (lead.media === '') return null;
  const size = metadata.lead;
  return html`<icon href="${site.url + picturePath(lead.media)}"${attribute('contenttype', leadFile?.type)}${attribute('size', leadFile?.bytes)}${attribute('width', size?.width)}${attribute('height', size?.height)}/>`;
}
