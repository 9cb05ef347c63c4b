// An article as readers see it: head, text, corrections, and what else there is to read.
import type { Passport } from '@galley/shared/api/passport.ts';
import { textSourceType } from '@galley/shared/article/machine-text.ts';
import { picturePath } from '@galley/shared/article/picture-files.ts';
import { sourceTypeAddress } from '@galley/shared/article/picture-settings.ts';
import { readingMinutes } from '@galley/shared/article/words.ts';
import { Html, html, type Part } from '@galley/shared/html/html.ts';
import { aboutText, passportLink } from './about-text.ts';
import { authorData, linkedByline } from './authors.ts';
import { changedLinks } from './corrections.ts';
import { newsLinks } from './news-formats.ts';
import { newsroom, principles } from './newsroom.ts';
import { oembedLink } from './oembed.ts';
import {
  type PageOptions,
  type Properties,
  page,
  pictureProperties,
  propertyTag,
  structuredData,
} from './page.ts';
import { contentsList, shareLinks } from './reading-aids.ts';
import { sectionLink, sectionOf } from './sections.ts';
import { type SeriesPlace, seriesData, seriesLine, seriesLinks } from './series.ts';
import type { Site } from './site-facts.ts';
import type { Correction, Story } from './stories.ts';
import { articlePath, firstPublishedElsewhere, sharedPicture, storyItem } from './story-items.ts';
import { tagLinks } from './tags.ts';
import { alternateLinks, translationData, translationLinks } from './translations.ts';
import { dateWords, siteWords } from './words.ts';

interface ArticlePageParts {
  corrections: readonly Correction[];
  /** Other stories, to go on with. */
  more: readonly Story[];
  /** The same in other languages. */
  translations: readonly Story[];
  /** Where it stands in its series; null where it is in none. */
  series: SeriesPlace | null;
  /** The revision's; none for a preview, and for revisions from before there were passports. */
  passport?: Passport | null;
  /** The page is not public: it has no address of its own, says nothing to machines, and may begin with a notice. */
  preview?: { notice: Part; scheme: PageOptions['scheme'] };
}

export function articlePage(
  site: Site,
  story: Story,
  { corrections, more, translations, series, passport = null, preview }: ArticlePageParts,
): string {
  const { headline, dek, elsewhere, metadata, html: text } = story;
  const { language } = metadata;
  const words = siteWords[language];
  const options: PageOptions = {
    language,
    title: elsewhere.title,
    description: elsewhere.description || undefined,
    section: metadata.siteSection?.id,
    isStory: true,
    ...(preview ?? {
      path: articlePath(story),
      canonical: firstPublishedElsewhere(site, story) ?? undefined,
      head: html`${alternateLinks(site, story, translations)}${previews(site, story, { corrections, translations, series })}
${oembedLink(site, story)}
${newsLinks(story)}
${passport && passportLink(story)}`,
    }),
    main: html`<article class="article">
<header class="head">
${sectionLink(site, metadata)}
${seriesLine(series, story)}
<h1>${headline}</h1>
${dek && html`<p class="dek">${dek}</p>`}
${factsLine(site, story)}
${translationLinks(translations)}
${site.settings.machineNotice === 'always' && machineNotice(story)}
</header>
${contentsList(story)}
${Html.trusted(text)}
${seriesLinks(series, story)}
${tagLinks(story, preview === undefined)}
${shareLinks(story, preview === undefined ? site.url + articlePath(story) : null)}
${correctionList(site, story, corrections)}
${passport && aboutText(site, story, passport)}
</article>
${
  more.length > 0 &&
  html`<aside class="more" aria-labelledby="more-stories"><h2 id="more-stories">${words.more}</h2><div class="more-list">${more.map((other) => storyItem(site, other, 'small'))}</div></aside>`
}`,
  };
  return page(site, options);
}

function factsLine(site: Site, { metadata, updatedAt }: Story): Html {
  const { timeZone } = site;
  const { language, byline, firstPublishedAt } = metadata;
  const words = siteWords[language];
  const time = (at: string) =>
    html`<time datetime="${at}">${dateWords(at, language, timeZone, 'minute')}</time>`;
  const updated = updatedAt > firstPublishedAt && html`<span>${words.updated} ${time(updatedAt)}</span>`;
  const author = byline && html`<span class="byline">${linkedByline(site, metadata)}</span>`;
  const length = html`<span>${words.minutes(readingMinutes(metadata.words))}</span>`;
  return html`<div class="facts"><p>${author}${length}</p><p><span>${words.published} ${time(firstPublishedAt)}</span>${updated}</p></div>`;
}

/** Says at the head of the page that a machine made a part of the text. */
function machineNotice({ metadata: { machineText, language } }: Story): Html | null {
  if (!machineText) return null;
  const words = siteWords[language].machineText;
  const whole = textSourceType(machineText) === 'trainedAlgorithmicMedia';
  return html`<p class="machine-text">${whole ? words.all : words.part} ${words.reviewed(machineText.review.responsible)}</p>`;
}

function correctionList(
  { timeZone }: Site,
  { metadata: { language } }: Story,
  corrections: readonly Correction[],
): Html | null {
  if (corrections.length === 0) return null;
  const items = corrections.map(
    ({ note, kind, at, changed }) =>
      html`<li><b>${siteWords[language].noteKinds[kind]}</b> <time datetime="${at}">${dateWords(at, language, timeZone)}</time> ${note}${changedLinks(changed, language)}</li>`,
  );
  return html`<section class="corrections" aria-labelledby="corrections-list"><h2 id="corrections-list">${siteWords[language].corrections}</h2><ul>${items}</ul></section>`;
}

/** What links to the page look like elsewhere, and what search engines get to know. */
function previews(
  site: Site,
  story: Story,
  { corrections, translations, series }: Pick<ArticlePageParts, 'corrections' | 'translations' | 'series'>,
): Html {
  const { headline, elsewhere, metadata, updatedAt } = story;
  const first = firstPublishedElsewhere(site, story);
  const address = first ?? site.url + articlePath(story);
  const section = sectionOf(site, metadata);
  const picture = sharedPicture(story);
  // An update says that there is more to know, not that something was wrong.
  const corrected = corrections.filter(({ kind }) => kind !== 'update');
  const properties: Properties = [
    ['og:type', 'article'],
    ['og:title', elsewhere.socialTitle],
    ['og:url', address],
    ...(elsewhere.description ? [['og:description', elsewhere.description] satisfies [string, string]] : []),
    ['article:published_time', metadata.firstPublishedAt],
    ['article:modified_time', updatedAt],
    ...(section ? [['article:section', section.name] satisfies [string, string]] : []),
    ...metadata.tags.map((tag): [string, string] => ['article:tag', tag]),
    ...pictureProperties(site, picture, 'story'),
  ];
  return html`${properties.map(propertyTag)}<meta name="twitter:card" content="${picture ? 'summary_large_image' : 'summary'}">
<meta name="twitter:title" content="${elsewhere.socialTitle}">
${metadata.byline && html`<meta name="author" content="${metadata.byline}">`}
${structuredData({
  '@context': 'https://schema.org',
  '@type': 'NewsArticle',
  headline,
  ...(elsewhere.title !== headline && { alternativeHeadline: elsewhere.title }),
  ...(elsewhere.description && { description: elsewhere.description }),
  inLanguage: metadata.language,
  ...(section && { articleSection: section.name }),
  ...(metadata.tags.length > 0 && { keywords: metadata.tags }),
  datePublished: metadata.firstPublishedAt,
  dateModified: updatedAt,
  ...authorData(site, metadata),
  publisher: newsroom(site),
  ...principles(site),
  ...images(site, story),
  mainEntityOfPage: address,
  ...(first !== null && { isBasedOn: first }),
  ...translationData(site, story, translations),
  ...seriesData(series),
  wordCount: metadata.words,
  ...(corrected.length > 0 && {
    correction: corrected.map(({ note, at, changed: [part] }) => ({
      '@type': 'CorrectionComment',
      text: note,
      datePublished: at,
      ...(part && { url: `${site.url}${articlePath(story)}#${part.anchor}` }),
    })),
  }),
  ...(metadata.machineText && {
    digitalSourceType: sourceTypeAddress(textSourceType(metadata.machineText)),
  }),
  isAccessibleForFree: true,
})}`;
}

/** The pictures with who made them and, where a machine did, that. One alone is no list. */
function images(site: Site, { lead, pictures, metadata }: Story): { image?: unknown } {
  const all = pictures.map(({ media, credit, caption }, index) => {
    const size = index === 0 && media === lead.media ? metadata.lead : null;
    const machine = metadata.machineMade[media];
    return {
      '@type': 'ImageObject',
      url: site.url + picturePath(media),
      ...(size && { width: size.width, height: size.height }),
      ...(caption.trim() && { caption: caption.trim() }),
      ...(credit.trim() && { creditText: credit.trim() }),
      ...(machine && { digitalSourceType: sourceTypeAddress(machine) }),
    };
  });
  if (all.length === 0) return {};
  return { image: all.length === 1 ? all[0] : all };
}
