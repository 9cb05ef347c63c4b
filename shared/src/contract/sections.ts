// Sections under way: how they stand, what was done with them, and the acts themselves.
import {
  sectionActSchema,
  sectionActsAnswerSchema,
  sectionActsSchema,
  sectionHistorySchema,
  sectionStatusesSchema,
  sectionStatusSchema,
} from '../api/section-states.ts';
import type { SectionId } from '../ids.ts';
import { actRules } from '../review/section-acts.ts';
import { defineRoute } from './define-route.ts';
import { articleParam, idParam } from './params.ts';

const section = idParam<SectionId>('a section');
const furtherActions = [...new Set(Object.values(actRules).map(({ action }) => action))];

/** The routes of sections under way. */
export const sectionRoutes = {
  listSections: defineRoute({
    method: 'GET',
    path: '/api/articles/:id/sections',
    summary: 'How all sections of an article stand, in their order.',
    action: 'article.read',
    params: { id: articleParam },
    answer: sectionStatusesSchema,
    audited: false,
  }),
  readSectionHistory: defineRoute({
    method: 'GET',
    path: '/api/articles/:id/sections/:section/history',
    summary: 'What was done with a section, the newest first.',
    action: 'article.read',
    params: { id: articleParam, section },
    answer: sectionHistorySchema,
    audited: false,
  }),
  actOnSection: defineRoute({
    method: 'POST',
    path: '/api/articles/:id/sections/:section/acts',
    summary:
      'Assigns, marks ready, approves, returns or reopens a section. Refused with `conflict` where its state is not the one that the act starts from, with `text-changed` where `hash` is not the one of its text.',
    action: 'article.read',
    furtherActions,
    params: { id: articleParam, section },
    body: sectionActSchema,
    limit: '16kb',
    answer: sectionStatusSchema,
    audited: false,
  }),
  actOnSections: defineRoute({
    method: 'POST',
    path: '/api/articles/:id/sections/acts',
    summary:
      'The same for several sections. Each is judged on its own, and what was refused holds up nothing else.',
    action: 'article.read',
    furtherActions,
    params: { id: articleParam },
    body: sectionActsSchema,
    limit: '64kb',
    answer: sectionActsAnswerSchema,
    audited: false,
  }),
};
