// Everybody at the desk, and what admins change of them.
import { z } from 'zod';
import {
  accessSettingsSchema,
  memberSchema,
  personChangeSchema,
  personSchema,
  resetLinkSchema,
} from '../api/people.ts';
import type { UserId } from '../ids.ts';
import { defineRoute } from './define-route.ts';
import { idParam } from './params.ts';

const action = 'people.manage';
const params = { id: idParam<UserId>('a person') };

/** The routes of the people at the desk. */
export const peopleRoutes = {
  listPeople: defineRoute({
    method: 'GET',
    path: '/api/people',
    summary: 'Everybody at the desk, former members too, as all may know them.',
    action: 'people.read',
    answer: z.array(personSchema),
  }),
  listMembers: defineRoute({
    method: 'GET',
    path: '/api/members',
    summary: 'Everybody at the desk, as admins know them.',
    action,
    answer: z.array(memberSchema),
  }),
  changeMember: defineRoute({
    method: 'PATCH',
    path: '/api/people/:id',
    summary: 'Changes the role of a person, or whether they may sign in.',
    action,
    params,
    body: personChangeSchema,
    limit: '8kb',
    answer: memberSchema,
  }),
  endSessionsOf: defineRoute({
    method: 'POST',
    path: '/api/people/:id/end-sessions',
    summary: 'Ends all sessions of another person.',
    action,
    params,
    answer: null,
  }),
  resetSecondFactor: defineRoute({
    method: 'POST',
    path: '/api/people/:id/reset-second-factor',
    summary: 'Takes the second factor of another person away, who has lost it.',
    action,
    params,
    answer: null,
  }),
  readAccessSettings: defineRoute({
    method: 'GET',
    path: '/api/access-settings',
    summary: 'What is asked of people who come in.',
    action,
    answer: accessSettingsSchema,
  }),
  changeAccessSettings: defineRoute({
    method: 'PUT',
    path: '/api/access-settings',
    summary: 'Says who must have a second factor; for who has one.',
    action,
    body: accessSettingsSchema,
    limit: '8kb',
    answer: accessSettingsSchema,
  }),
  createResetLink: defineRoute({
    method: 'POST',
    path: '/api/people/:id/reset-link',
    summary: 'Makes a link by which a person sets a new password. It is in this answer alone.',
    action,
    params,
    answer: resetLinkSchema,
    status: 201,
  }),
};
