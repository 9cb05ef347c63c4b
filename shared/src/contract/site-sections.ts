// The sections of the public site.
import {
  newSiteSectionSchema,
  siteSectionChangeSchema,
  siteSectionOrderSchema,
  siteSectionSchema,
  siteSectionsSchema,
} from '../api/site-sections.ts';
import type { SiteSectionId } from '../ids.ts';
import { defineRoute } from './define-route.ts';
import { idParam } from './params.ts';

const params = { id: idParam<SiteSectionId>('a section of the site') };

/** The routes of the public site's sections. */
export const siteSectionRoutes = {
  listSiteSections: defineRoute({
    method: 'GET',
    path: '/api/site-sections',
    summary: 'The sections of the site in their order, and how many articles are in each.',
    action: 'article.read',
    answer: siteSectionsSchema,
  }),
  createSiteSection: defineRoute({
    method: 'POST',
    path: '/api/site-sections',
    summary: 'Makes a section of the site, behind the others.',
    action: 'site.manage',
    body: newSiteSectionSchema,
    limit: '16kb',
    answer: siteSectionSchema,
    status: 201,
  }),
  orderSiteSections: defineRoute({
    method: 'PUT',
    path: '/api/site-sections',
    summary: 'Puts the sections into another order; refused with `conflict` where they are others by now.',
    action: 'site.manage',
    body: siteSectionOrderSchema,
    limit: '16kb',
    answer: siteSectionsSchema,
  }),
  changeSiteSection: defineRoute({
    method: 'PUT',
    path: '/api/site-sections/:id',
    summary:
      'Changes a section; its former addresses lead to the new one for good. Refused with `conflict` where somebody has changed it since that version.',
    action: 'site.manage',
    params,
    body: siteSectionChangeSchema,
    limit: '16kb',
    answer: siteSectionSchema,
  }),
  removeSiteSection: defineRoute({
    method: 'DELETE',
    path: '/api/site-sections/:id',
    summary: 'Removes a section; refused with `conflict` while articles are in it.',
    action: 'site.manage',
    params,
    answer: null,
  }),
};
