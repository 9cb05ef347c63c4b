// What every route does first: parse its input, know who asks, ask whether they may.
import { type Action, may } from '@galley/shared/access/roles.ts';
import type { Me } from '@galley/shared/api/people.ts';
import type { Request } from 'express';
import type { z } from 'zod';
import type { Sessions } from '../accounts/sessions.ts';
import { ProblemError } from './problem.ts';

/** Parses a body or a query; throws an `invalid-input` problem that names the fields which don't fit. */
export function parse<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  if (holdsNul(input)) throw new ProblemError('invalid-input', 'No text can hold a NUL character.');
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const errors = result.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  throw new ProblemError('invalid-input', errors[0]?.message, errors);
}

/** The person who asks; throws `not-signed-in`, or `not-allowed` where their role does not allow the action. */
export async function requirePerson(sessions: Sessions, request: Request, action: Action): Promise<Me> {
  const signedIn = await sessions.of(request.headers);
  if (!signedIn) throw new ProblemError('not-signed-in');
  if (!may(signedIn.me.role, action)) throw new ProblemError('not-allowed');
  return signedIn.me;
}

/** PostgreSQL's texts can't hold the character, and nobody writes it. */
function holdsNul(input: unknown): boolean {
  // No recursion: how deep the input is nested is its sender's choice.
  const waiting = [input];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value === 'string' && value.includes('\0')) return true;
    if (typeof value === 'object' && value !== null)
      for (const inner of Object.values(value)) waiting.push(inner);
  }
  return false;
}
