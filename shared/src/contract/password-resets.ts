// What people do who have forgotten their password. Tokens are in bodies only, for addresses are logged.
import { newPasswordSchema, openResetSchema, resetRequestSchema, resetTokenSchema } from '../api/people.ts';
import { defineRoute } from './define-route.ts';

const action = 'public';

/** The routes for a forgotten password. */
export const passwordResetRoutes = {
  requestReset: defineRoute({
    method: 'POST',
    path: '/api/password-resets/request',
    summary: 'Sends a link by e-mail. The answer is the same whether somebody has this address or not.',
    action,
    body: resetRequestSchema,
    limit: '8kb',
    answer: null,
  }),
  lookAtReset: defineRoute({
    method: 'POST',
    path: '/api/password-resets/look',
    summary: 'What who holds a link may know of it: whose it is.',
    action,
    body: resetTokenSchema,
    limit: '8kb',
    answer: openResetSchema,
  }),
  acceptReset: defineRoute({
    method: 'POST',
    path: '/api/password-resets/accept',
    summary: 'Sets a new password by a link. All sessions of the person end.',
    action,
    body: newPasswordSchema,
    limit: '8kb',
    answer: null,
  }),
};
