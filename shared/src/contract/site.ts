// What admins set of the public site.
import { z } from 'zod';
import { pingSchema } from '../api/pings.ts';
import { savedSiteSettingsSchema } from '../api/site-settings.ts';
import { defineRoute } from './define-route.ts';

/** The routes of the public site's settings. */
export const siteRoutes = {
  readSiteSettings: defineRoute({
    method: 'GET',
    path: '/api/site-settings',
    summary: 'The settings of the public site, and the version that they have.',
    action: 'site.manage',
    answer: savedSiteSettingsSchema,
  }),
  changeSiteSettings: defineRoute({
    method: 'PUT',
    path: '/api/site-settings',
    summary:
      'Changes the settings; refused with `conflict` where somebody has changed them since that version.',
    action: 'site.manage',
    body: savedSiteSettingsSchema,
    limit: '1mb',
    answer: savedSiteSettingsSchema,
  }),
  listPings: defineRoute({
    method: 'GET',
    path: '/api/site-pings',
    summary: 'The newest message to each search engine and hub that the settings name.',
    action: 'site.manage',
    answer: z.array(pingSchema),
  }),
};
