// Passkeys: one's own, and signing in with one.
import { z } from 'zod';
import {
  ceremonySchema,
  newPasskeySchema,
  passkeyNameSchema,
  passkeySchema,
  passkeySignInSchema,
} from '../api/passkeys.ts';
import { passwordAgainSchema } from '../api/people.ts';
import { defineRoute } from './define-route.ts';
import { idParam } from './params.ts';

const action = 'profile.change';
const params = { id: idParam('a passkey') };

/** The routes of passkeys. */
export const passkeyRoutes = {
  listPasskeys: defineRoute({
    method: 'GET',
    path: '/api/me/passkeys',
    summary: 'One’s own passkeys.',
    action,
    answer: z.array(passkeySchema),
  }),
  beginPasskey: defineRoute({
    method: 'POST',
    path: '/api/me/passkeys/begin',
    summary: 'Gives what a browser needs to know to make a passkey.',
    action,
    beforeSecondFactor: true,
    body: passwordAgainSchema,
    limit: '8kb',
    answer: ceremonySchema,
  }),
  addPasskey: defineRoute({
    method: 'POST',
    path: '/api/me/passkeys',
    summary: 'Adds the passkey that a browser has made.',
    action,
    beforeSecondFactor: true,
    body: newPasskeySchema,
    limit: '32kb',
    answer: passkeySchema,
    status: 201,
  }),
  renamePasskey: defineRoute({
    method: 'PATCH',
    path: '/api/me/passkeys/:id',
    summary: 'Gives one of one’s own passkeys another name.',
    action,
    params,
    body: passkeyNameSchema,
    limit: '8kb',
    answer: passkeySchema,
  }),
  removePasskey: defineRoute({
    method: 'DELETE',
    path: '/api/me/passkeys/:id',
    summary: 'Removes one of one’s own passkeys.',
    action,
    params,
    answer: null,
  }),
  beginPasskeySignIn: defineRoute({
    method: 'POST',
    path: '/api/auth/passkey/begin',
    summary: 'Gives what a browser needs to know to sign in with a passkey.',
    action: 'public',
    answer: ceremonySchema,
  }),
  signInByPasskey: defineRoute({
    method: 'POST',
    path: '/api/auth/passkey',
    summary: 'Opens a session for whose passkey this is.',
    action: 'public',
    body: passkeySignInSchema,
    limit: '32kb',
    answer: null,
  }),
};
