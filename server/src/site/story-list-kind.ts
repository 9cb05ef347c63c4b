// What a page that lists stories is of: a tag, an author, a section of the site.
import type { Part } from '@galley/shared/html/html.ts';
import type { Language } from '@galley/shared/language.ts';
import type { Site } from './site-facts.ts';
import type { Story, StoryRange } from './stories.ts';

/** What the lists below one path have in common. */
export interface StoryListKind {
  path(slug: string): string;
  /** Which stories are in the list of this slug; null where there is no such list. */
  range(site: Site, slug: string): StoryRange | null;
  /** The slug to which this one leads for good; null where it stands for itself. */
  moved?(site: Site, slug: string): string | null;
  /** What the page says above them; null where there is no such list. `newest` is the newest story in it, if there is one. */
  head(site: Site, slug: string, newest: Story | undefined): Promise<StoryListHead | null>;
}

export interface StoryListHead {
  language: Language;
  /** What the stories have in common, such as the tag. */
  name: string;
  /** What kind of thing that is, in a word. */
  kind: string;
  /** The list in a sentence, for search engines and feed readers. */
  description: string;
  feedWords: string;
  /** More of the page's head part, below the name. */
  more?: Part;
  /** What the page says while there are no stories. */
  empty?: string;
  /** The section of the site that it is, by its id: the stories need not name it. */
  section?: string;
  /** What is special of the page as structured data. */
  data?: Record<string, unknown>;
}
