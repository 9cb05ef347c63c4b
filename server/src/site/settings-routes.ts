// The routes of the site’s settings, for those who may manage it.
import {
  defaultIndexNow,
  type SiteSettings,
  type SiteSettingsRefusal,
} from '@galley/shared/api/site-settings.ts';
import type { TargetRefusal } from '@galley/shared/api/webhooks.ts';
import { siteRoutes as routes } from '@galley/shared/contract/site.ts';
import type { Router } from 'express';
import type { Sessions } from '../accounts/sessions.ts';
import { createApiRouter } from '../http/api-router.ts';
import type { Targets } from '../net/targets.ts';
import { refused, type SiteSettingsStore } from './settings.ts';

interface SiteSettingsRoutesOptions {
  settings: Pick<SiteSettingsStore, 'saved' | 'change'>;
  sessions: Sessions;
  /** Why nothing may be sent to an address; null where it may. */
  targets: Pick<Targets, 'refusalOf'>;
}

/** The routes over these settings. */
export function siteSettingsRoutes({ settings, sessions, targets }: SiteSettingsRoutesOptions): Router {
  const api = createApiRouter(sessions);

  api.serve(routes.readSiteSettings, () => settings.saved());

  /** Names may mean something else each day: only what is new is looked up, so that nothing else waits for it. */
  const refuseTargets = async ({ indexNow, hubs }: SiteSettings) => {
    const { settings: before } = await settings.saved();
    const given = [
      ...hubs.map((address, index) => ({ address, field: `hubs.${index}` })),
      ...endpointsOf(indexNow).map((address) => ({ address, field: 'indexNow.endpoint' })),
    ];
    const known = [...before.hubs, defaultIndexNow, ...endpointsOf(before.indexNow)];
    for (const { address, field } of given.filter((one) => !known.includes(one.address))) {
      const why = await targets.refusalOf(address);
      if (why !== null) throw refused(field, targetRefusals[why]);
    }
  };

  api.serve(routes.changeSiteSettings, async ({ me, body: change }) => {
    await refuseTargets(change.settings);
    return await settings.change(change, me.id);
  });

  return api.router;
}

/** Where addresses of pages are sent. Without a key none are, and nobody looks where the endpoint is. */
function endpointsOf({ key, endpoint }: SiteSettings['indexNow']): string[] {
  return key === '' ? [] : [endpoint];
}

const targetRefusals: Record<TargetRefusal, SiteSettingsRefusal> = {
  'not-http': 'not-web-address',
  credentials: 'not-web-address',
  'private-address': 'private-address',
  'unknown-host': 'unknown-host',
};
