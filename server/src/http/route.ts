// Parsing input, and knowing who asks and whether they may.
import { type Action, may } from '@galley/shared/access/roles.ts';
import type { Me } from '@galley/shared/api/people.ts';
import { cleanData, someText } from '@galley/shared/text/characters.ts';
import type { Request } from 'express';
import type { z } from 'zod';
import type { Sessions } from '../accounts/sessions.ts';
import { ProblemError } from './problem.ts';

/**
 * Parses a body or a query; throws an `invalid-input` problem that names the fields which don't fit. Control characters
 * that a word processor's clipboard brings are taken out of texts; a NUL is nobody's mistake and is refused.
 */
export function parse<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  // PostgreSQL's texts can't hold the character, and nobody writes it.
  if (someText(input, (text) => text.includes('\0')))
    throw new ProblemError('invalid-input', 'No text can hold a NUL character.');
  const result = schema.safeParse(cleanData(input));
  if (result.success) return result.data;
  const errors = result.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  throw new ProblemError('invalid-input', errors[0]?.message, errors);
}

/**
 * The person who asks; throws `not-signed-in`, `second-factor-required` where the route is not for people who have to set
 * one up first, or `not-allowed` where their role does not allow the action.
 */
export async function requirePerson(
  sessions: Sessions,
  request: Request,
  { action, beforeSecondFactor = false }: { action: Action; beforeSecondFactor?: boolean },
): Promise<Me> {
  const signedIn = await sessions.evenWithoutSecondFactor(request.headers);
  if (!signedIn) throw new ProblemError('not-signed-in');
  if (signedIn.lacksSecondFactor && !beforeSecondFactor) throw new ProblemError('second-factor-required');
  if (!may(signedIn.me.role, action)) throw new ProblemError('not-allowed');
  return signedIn.me;
}
