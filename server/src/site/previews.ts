// An article that is not public, on the page on which readers would see it: the same renderer, but without an address and
// without a word to machines.
import { type Html, html } from '@galley/shared/html/html.ts';
import { articlePage } from './article-page.ts';
import { endedPreviewPage } from './message-pages.ts';
import { languageOf } from './reader-language.ts';
import type { SeriesOfStories } from './series.ts';
import type { Site } from './site-facts.ts';
import type { PreviewDraft, SitePreviews } from './site-previews.ts';
import { type Stories, storiesBeside } from './stories.ts';
import type { Translations } from './translations.ts';
import { dateWords, siteWords } from './words.ts';

interface PreviewSources {
  stories: Stories;
  translations: Pick<Translations, 'ofDraft'>;
  series: SeriesOfStories;
}

export function sitePreviews(
  currentSite: () => Promise<Site>,
  { stories, translations, series }: PreviewSources,
  headers: Readonly<Record<string, string>>,
): SitePreviews {
  return {
    headers,
    page: async (draft, { scheme, until }) => {
      const site = await currentSite();
      const { story, corrections } = await stories.draft(draft.revision);
      const more = await storiesBeside(stories, story);
      const inOthers = await translations.ofDraft(story);
      const notice = until !== null && noticeOf(site, draft, until);
      return articlePage(site, story, {
        corrections,
        more,
        translations: inOthers,
        series: await series.around(story),
        preview: { notice, scheme },
      });
    },
    endedPage: async (request) => endedPreviewPage(await currentSite(), languageOf(request)),
  };
}

/** In the language of the article, which is that of those who are to read it. */
function noticeOf({ timeZone }: Site, { revision, embargo }: PreviewDraft, until: string): Html {
  const { language } = revision.metadata;
  const words = siteWords[language].preview;
  const time = (at: string) =>
    html`<time datetime="${at}">${dateWords(at, language, timeZone, 'minute')}</time>`;
  return html`<p><strong>${words.title}</strong> · ${words.confidential}</p>${embargo !== null && html`<p><strong>${words.embargo} ${time(embargo)}.</strong></p>`}<p class="quiet">${words.until} ${time(until)}.</p>`;
}
