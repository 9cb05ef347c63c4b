// What everything on the public site is made with.
import type { AuthorProfile } from '@galley/shared/api/authors.ts';
import type { SiteSettings } from '@galley/shared/api/site-settings.ts';
import type { SectionsOfSite } from './site-sections.ts';

/** What all pages know of the site. */
export interface Site {
  name: string;
  /** Where it is, without a path. */
  url: string;
  /** Whose clock the dates on the pages go by. */
  timeZone: string;
  /** The paths of style sheet, fonts and icon, with what makes them fresh after an update. */
  assets: { style: string; fonts: readonly string[]; icon: string };
  /** What admins have set. */
  settings: SiteSettings;
  /** The logo's size; null where there is none. */
  logo: { path: string; width: number; height: number } | null;
  /** The profiles of authors, by slug. */
  authors: ReadonlyMap<string, AuthorProfile>;
  /** What the stories are sorted into. */
  sections: SectionsOfSite;
  /** Feeds carry whole texts, not summaries alone. */
  fullFeeds: boolean;
  /** The newsroom reserves its texts: they are not for training AI models. */
  reserved: boolean;
}
