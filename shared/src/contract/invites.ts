// How people come: by an invitation, and the first admin by the set-up. Tokens are in bodies only, for addresses are logged.
import { z } from 'zod';
import {
  createdInviteSchema,
  inviteSchema,
  inviteTokenSchema,
  newInviteSchema,
  openInviteSchema,
  setupSchema,
} from '../api/people.ts';
import { defineRoute } from './define-route.ts';
import { idParam } from './params.ts';

const action = 'people.manage';

/** The routes by which people come. */
export const inviteRoutes = {
  listInvites: defineRoute({
    method: 'GET',
    path: '/api/invites',
    summary: 'The invitations that nobody has accepted yet.',
    action,
    answer: z.array(inviteSchema),
  }),
  createInvite: defineRoute({
    method: 'POST',
    path: '/api/invites',
    summary: 'Makes an invitation. Its link is in this answer alone.',
    action,
    body: newInviteSchema,
    limit: '8kb',
    answer: createdInviteSchema,
    status: 201,
  }),
  revokeInvite: defineRoute({
    method: 'DELETE',
    path: '/api/invites/:id',
    summary: 'Takes an invitation back.',
    action,
    params: { id: idParam('an invitation') },
    answer: null,
  }),
  lookAtInvite: defineRoute({
    method: 'POST',
    path: '/api/invites/look',
    summary: 'What who holds an invitation may know of it.',
    action: 'public',
    body: inviteTokenSchema,
    limit: '8kb',
    answer: openInviteSchema,
  }),
  acceptInvite: defineRoute({
    method: 'POST',
    path: '/api/invites/accept',
    summary: 'Makes the account of who holds an invitation, and opens a session for them.',
    action: 'public',
    body: setupSchema,
    limit: '8kb',
    answer: null,
  }),
  setUp: defineRoute({
    method: 'POST',
    path: '/api/setup',
    summary: 'Makes the first admin, and opens a session for them.',
    action: 'public',
    body: setupSchema,
    limit: '8kb',
    answer: null,
  }),
};
