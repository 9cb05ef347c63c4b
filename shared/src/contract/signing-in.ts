// Signing in and out. The session is in a cookie alone, so no answer has it.
import { z } from 'zod';
import { secondStepSchema, sessionStateSchema, signInAnswerSchema, signInSchema } from '../api/people.ts';
import { defineRoute } from './define-route.ts';

/** The routes of signing in and out. */
export const signingInRoutes = {
  readSession: defineRoute({
    method: 'GET',
    path: '/api/session',
    summary: 'Who asks; or that nobody is signed in, or that the desk has no admin yet.',
    action: 'public',
    answer: sessionStateSchema,
  }),
  signIn: defineRoute({
    method: 'POST',
    path: '/api/auth/sign-in/email',
    summary: 'Opens a session; where the person has a second factor, it asks for a code first.',
    action: 'public',
    body: signInSchema,
    limit: '8kb',
    answer: signInAnswerSchema,
    status: [200, 204],
  }),
  takeSecondStep: defineRoute({
    method: 'POST',
    path: '/api/auth/second-step',
    summary: 'Opens a session for whom the password was right, by a code of theirs.',
    action: 'public',
    body: secondStepSchema,
    limit: '8kb',
    answer: null,
  }),
  beginProviderSignIn: defineRoute({
    method: 'GET',
    path: '/api/auth/provider',
    summary: 'Leads to the OpenID Connect provider of the desk, for a browser.',
    action: 'public',
    query: z.object({ next: z.string().max(500).optional() }),
    answer: null,
  }),
  finishProviderSignIn: defineRoute({
    method: 'GET',
    path: '/api/auth/provider/callback',
    summary: 'Where the provider sends browsers back to; opens a session and leads to the desk.',
    action: 'public',
    answer: null,
  }),
  signOutAtProvider: defineRoute({
    method: 'GET',
    path: '/api/auth/provider/sign-out',
    summary: 'Leads to where people sign out of the provider, for a browser.',
    action: 'public',
    answer: null,
  }),
  signOut: defineRoute({
    method: 'POST',
    path: '/api/auth/sign-out',
    summary: 'Ends the session that asks, if there is one.',
    action: 'public',
    answer: null,
  }),
};
