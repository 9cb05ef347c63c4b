// The public site, with what admins set of it, and the pages of what is not public yet.
import type { Sessions } from '../accounts/sessions.ts';
import { createSend } from '../net/send.ts';
import type { Targets } from '../net/targets.ts';
import { publicDeskKeys } from '../passports/desk-keys.ts';
import { createPreviews } from '../previews/previews.ts';
import type { Publishing } from '../publishing/publishing.ts';
import { createAuthorProfiles } from '../site/author-profiles.ts';
import { createPings } from '../site/pings.ts';
import { siteSettingsRoutes } from '../site/settings-routes.ts';
import { createSite } from '../site/site.ts';
import { createSiteSections } from '../site/site-sections.ts';
import { createSubscribers } from '../site/subscribers.ts';
import type { Ground } from './ground.ts';
import type { TextParts } from './text.ts';

interface SiteNeeds {
  sessions: Sessions;
  publishing: Publishing;
  /** Where the desk may send something of its own accord. */
  targets: Targets;
}

/** Opens the site over what is published. */
export function openSite(
  ground: Ground,
  { pictures, live }: TextParts,
  { sessions, publishing, targets }: SiteNeeds,
) {
  const { config, closing, storage, siteVersion, settings, events, url, log } = ground;
  const authors = createAuthorProfiles({ storage, sessions, siteVersion, log });
  const sections = createSiteSections({ storage, sessions, siteVersion, settings, log });
  const subscribers = createSubscribers({ storage, sessions });
  const site = createSite({
    storage,
    version: siteVersion,
    settings,
    authors,
    sections,
    subscribers,
    passportKeys: () => publicDeskKeys(storage.db),
    pictures,
    url,
    fullFeeds: config.fullFeeds,
    reserved: config.reserved,
    log,
  });
  closing.ground.defer(() => site.settled());
  const pings = createPings({
    storage,
    sessions,
    events,
    currentSite: site.current,
    settings,
    url,
    send: createSend(targets),
    log,
  });
  closing.first.defer(() => pings.close());
  const previews = createPreviews({
    storage,
    sessions,
    live,
    draftOf: publishing.draft,
    site: site.previews,
    url,
    log,
  });
  const settingsRouter = siteSettingsRoutes({ settings, sessions, targets });
  return {
    site,
    routers: [settingsRouter, pings.router, authors.router, sections.router, subscribers.router],
    previews,
  };
}
