// The public site beside its articles, and who hears of its changes.
import type { ArticleId, SiteSectionId, UserId } from '@galley/shared/ids.ts';

/** Sections of the site, in the order of their places; see site/site-sections.ts. */
interface SiteSectionTable {
  id: SiteSectionId;
  name: string;
  slug: string;
  description: string;
  place: number;
  version: number;
}

/** The addresses that sections of the site have or had, which no other section gets. */
interface SiteSectionSlugTable {
  slug: string;
  section: SiteSectionId;
}

/** Profiles of authors, which the site shows; see site/author-profiles.ts. */
interface AuthorTable {
  slug: string;
  kind: string;
  name: string;
  bio: string;
  picture: string | null;
  link: string;
  version: number;
}

/** A program outside that takes over what is public; see site/subscribers.ts. */
export interface SubscriberTable {
  id: string;
  tokenHash: string;
  /** Who it is, in its maker's words. */
  name: string;
  createdBy: UserId;
  createdAt: string;
  usedAt: string | null;
}

/** One row: counts up with each change of what the public may read. */
interface SiteVersionTable {
  id: number;
  version: number;
}

/** What search engines and hubs are sent of what has changed. */
export interface PingTable {
  id: string;
  /** Of which row of `deskEvent` it came. */
  event: string;
  article: ArticleId;
  /** The newest one when it happened. */
  revision: number;
  /** `PingKind`. */
  kind: string;
  /** To where it is sent. */
  target: string;
  createdAt: string;
  attempts: number;
  nextAt: string | null;
  status: string;
  /** Of the last attempt. */
  lastAt: string | null;
  response: number | null;
  error: string | null;
}

/** These tables by their names. */
export interface SiteTables {
  siteSection: SiteSectionTable;
  siteSectionSlug: SiteSectionSlugTable;
  author: AuthorTable;
  subscriber: SubscriberTable;
  siteVersion: SiteVersionTable;
  ping: PingTable;
}
