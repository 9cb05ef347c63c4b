// One's own account: profile, password, second factor, and where one is signed in.
import { z } from 'zod';
import {
  meSchema,
  newSecondFactorSchema,
  ownSessionSchema,
  passwordAgainSchema,
  passwordChangeSchema,
  profileChangeSchema,
  recoveryCodesSchema,
  secondStepSchema,
} from '../api/people.ts';
import { defineRoute } from './define-route.ts';
import { idParam } from './params.ts';

const action = 'profile.change';

/** The routes of one's own account. */
export const ownAccountRoutes = {
  changeProfile: defineRoute({
    method: 'PATCH',
    path: '/api/me',
    summary: 'Changes one’s own profile.',
    action,
    body: profileChangeSchema,
    limit: '8kb',
    answer: meSchema,
  }),
  changePassword: defineRoute({
    method: 'POST',
    path: '/api/auth/change-password',
    summary: 'Changes one’s own password; all other sessions of the person end.',
    action,
    body: passwordChangeSchema,
    limit: '8kb',
    answer: null,
  }),
  listOwnSessions: defineRoute({
    method: 'GET',
    path: '/api/me/sessions',
    summary: 'Where one is signed in.',
    action,
    answer: z.array(ownSessionSchema),
  }),
  endOwnSession: defineRoute({
    method: 'DELETE',
    path: '/api/me/sessions/:id',
    summary: 'Ends one of one’s own sessions.',
    action,
    params: { id: idParam('a session') },
    answer: null,
  }),
  signOutElsewhere: defineRoute({
    method: 'POST',
    path: '/api/me/sign-out-elsewhere',
    summary: 'Ends all of one’s own sessions but the one that asks.',
    action,
    answer: null,
  }),
  signOutEverywhere: defineRoute({
    method: 'POST',
    path: '/api/me/sign-out-everywhere',
    summary: 'Ends all of one’s own sessions.',
    action,
    answer: null,
  }),
  beginSecondFactor: defineRoute({
    method: 'POST',
    path: '/api/me/second-factor',
    summary: 'Gives what an authenticator needs to know. It counts once a code of it was confirmed.',
    action,
    beforeSecondFactor: true,
    body: passwordAgainSchema,
    limit: '8kb',
    answer: newSecondFactorSchema,
    status: 201,
  }),
  confirmSecondFactor: defineRoute({
    method: 'POST',
    path: '/api/me/second-factor/confirm',
    summary: 'Confirms a new authenticator by a code of it.',
    action,
    beforeSecondFactor: true,
    body: secondStepSchema,
    limit: '8kb',
    answer: null,
  }),
  renewRecoveryCodes: defineRoute({
    method: 'POST',
    path: '/api/me/second-factor/recovery-codes',
    summary: 'Makes new recovery codes; the ones before no longer count.',
    action,
    body: passwordAgainSchema,
    limit: '8kb',
    answer: recoveryCodesSchema,
  }),
  endSecondFactor: defineRoute({
    method: 'POST',
    path: '/api/me/second-factor/end',
    summary: 'Takes one’s own second factor away.',
    action,
    body: passwordAgainSchema,
    limit: '8kb',
    answer: null,
  }),
};
