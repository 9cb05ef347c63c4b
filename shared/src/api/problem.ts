// The one error shape of the HTTP interface: RFC 9457 problem details, with a code that the interface translates.
import { z } from 'zod';

/** What a refusal is, for programs to tell apart. */
export const problemCodes = [
  'not-signed-in',
  'wrong-credentials',
  'wrong-code',
  'wrong-passkey',
  'deactivated',
  'not-allowed',
  'second-factor-required',
  'passwords-off',
  'not-found',
  'wrong-method',
  'gone',
  'invalid-input',
  'malformed-json',
  'too-large',
  'too-many-requests',
  'too-many-threads',
  'conflict',
  'text-changed',
  'own-text',
  'sealed',
  'email-taken',
  'weak-password',
  'own-account',
  'foreign-origin',
  'upgrade-required',
  'unsupported-media',
  'unreadable-file',
  'not-ready',
  'archived',
  'quota-reached',
  'unreadable-article',
  'setup-required',
  'storage-unavailable',
  'pictures-unavailable',
  'busy',
  'internal',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

/** What `application/problem+json` bodies hold. `errors` names the fields of the input that don't fit. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.enum(problemCodes),
  detail: z.string().optional(),
  /** What to quote to whoever runs the desk; the log names it too. */
  requestId: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
export type Problem = z.infer<typeof problemSchema>;
