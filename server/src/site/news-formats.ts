// The formats in which stories are given to other programs whole. One list says what there is, so that pages, routes and tests
// name the same ones.
import { type Html, html } from '@galley/shared/html/html.ts';
import { newsmlItem, newsmlMessage, newsmlWithdrawn } from './newsml.ts';
import { ninjsItem, withdrawnItem } from './ninjs.ts';
import type { Site } from './site-facts.ts';
import type { Stories, Story, WithdrawnStory } from './stories.ts';
import { articlePath } from './story-items.ts';

type Changes = Awaited<ReturnType<Stories['changes']>>;

/** A format in which stories are given to other programs. */
interface NewsFormat {
  name: string;
  /** The last part of the path beside an article's page. */
  file: string;
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
  {
    name: 'ninjs',
    file: 'ninjs.json',
    type: 'application/json',
    listType: 'application/json',
    latest: '/ninjs/latest.json',
    item: (site, story) => JSON.stringify(ninjsItem(site, story)),
    withdrawn: (_, story) => JSON.stringify(withdrawnItem(story)),
    list: async (site, changes) =>
      JSON.stringify({
        items: changes.map((change) =>
          change.type === 'story' ? ninjsItem(site, change.story) : withdrawnItem(change),
        ),
      }),
  },
  {
    name: 'NewsML-G2',
    file: 'newsml-g2.xml',
    type: 'application/vnd.iptc.g2.newsitem+xml',
    listType: 'application/vnd.iptc.g2.newsmessage+xml',
    latest: '/newsml-g2/latest.xml',
    item: newsmlItem,
    withdrawn: newsmlWithdrawn,
    list: async (site, changes) =>
      changes.length === 0 ? null : await newsmlMessage(site, changes, new Date().toISOString()),
  },
];

/** The links in an article's head by which programs find it in these formats. */
export function newsLinks(story: Pick<Story, 'slug'>): Html[] {
  return newsFormats.map(
    (format) =>
      html`<link rel="alternate" type="${format.type}" title="${format.name}" href="${newsPath(format, story)}">`,
  );
}

/** Where a story stands in a format. */
export function newsPath({ file }: NewsFormat, story: Pick<Story, 'slug'>): string {
  return `${articlePath(story)}/${file}`;
}
