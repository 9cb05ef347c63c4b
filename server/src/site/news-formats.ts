// The formats in which stories are given to other programs whole. One list says what there is, so that pages, routes and tests
// name the same ones.
import { type Html, html } from '@galley/shared/html/html.ts';
import { newsmlItem, newsmlMessage, newsmlWithdrawn } from './newsml.ts';
import { ninjsItem, withdrawnItem } from './ninjs.ts';
import { ninjs1 } from './ninjs-1.ts';
import type { Site } from './site-facts.ts';
import type { Stories, Story, WithdrawnStory } from './stories.ts';
import { articlePath } from './story-items.ts';

type Changes = Awaited<ReturnType<Stories['changes']>>;

/** A format in which stories are given to other programs. */
interface NewsFormat {
  name: string;
  /** The last part of the path beside an article's page. Several versions of a format share it; the first is what comes unasked. */
  file: string;
  /** `?version=` asks for it. */
  version: string;
  /** The media types of one story, and of all changes. */
  type: string;
  listType: string;
  /** Where subscribers ask for what has changed. */
  latest: string;
  item(site: Site, story: Story): string;
  withdrawn(site: Site, story: WithdrawnStory): string;
  /** Null where the format has no way to say that nothing has changed. */
  list(site: Site, changes: Changes): Promise<string | null>;
}

export const newsFormats: readonly NewsFormat[] = [
  ninjs('3.3', (item) => item),
  ninjs('1.7', ninjs1),
  {
    name: 'NewsML-G2',
    file: 'newsml-g2.xml',
    version: '2.34',
    type: 'application/vnd.iptc.g2.newsitem+xml',
    listType: 'application/vnd.iptc.g2.newsmessage+xml',
    latest: '/newsml-g2/latest.xml',
    item: newsmlItem,
    withdrawn: newsmlWithdrawn,
    list: async (site, changes) =>
      changes.length === 0 ? null : await newsmlMessage(site, changes, new Date().toISOString()),
  },
];

function ninjs(
  version: string,
  written: (item: Record<string, unknown>) => Record<string, unknown>,
): NewsFormat {
  return {
    name: 'ninjs',
    file: 'ninjs.json',
    version,
    type: 'application/json',
    listType: 'application/json',
    latest: '/ninjs/latest.json',
    item: (site, story) => JSON.stringify(written(ninjsItem(site, story))),
    withdrawn: (_, story) => JSON.stringify(written(withdrawnItem(story))),
    list: async (site, changes) =>
      JSON.stringify({
        items: changes.map((change) =>
          written(change.type === 'story' ? ninjsItem(site, change.story) : withdrawnItem(change)),
        ),
      }),
  };
}

/** The links in an article's head by which programs find it in these formats. */
export function newsLinks(story: Pick<Story, 'slug'>): Html[] {
  return newsFormats
    .filter(isUnasked)
    .map(
      (format) =>
        html`<link rel="alternate" type="${format.type}" title="${format.name}" href="${newsPath(format, story)}">`,
    );
}

/** Where a story stands in a format. */
export function newsPath(format: NewsFormat, story: Pick<Story, 'slug'>): string {
  const path = newsFilePath(format, story);
  return isUnasked(format) ? path : `${path}?version=${format.version}`;
}

/** The same without what asks for a version. */
export function newsFilePath({ file }: NewsFormat, story: Pick<Story, 'slug'>): string {
  return `${articlePath(story)}/${file}`;
}

/** The format of this file in the version that is asked for; null where there is none. */
export function formatAsked(file: string, version: unknown): NewsFormat | null {
  const versions = newsFormats.filter((format) => format.file === file);
  return versions.find((format) => version === undefined || format.version === version) ?? null;
}

/** Whether it is what comes where nobody asks for a version. */
export function isUnasked(format: NewsFormat): boolean {
  return formatAsked(format.file, undefined) === format;
}
