// What a browser keeps between two steps of signing in: only this desk can read or make it, and it holds for a time.
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto';
import type { CookieOptions, Request, Response } from 'express';
import { z } from 'zod';
import { cookieOf } from './sql-sessions.ts';

export interface SealedCookie<Value> {
  /** Gives the browser a value to keep, in place of the last one. */
  keep(response: Response, value: Value): Promise<void>;
  /** Takes it back; null where there is none, it is another desk's or somebody's own, or its time is over. */
  take(request: Request, response: Response): Promise<Value | null>;
}

interface SealedCookieOptions<Value> {
  name: string;
  /** Where people reach Galley; an https address makes the cookie secure. */
  origin: string;
  /** The path below which it comes back. */
  path: string;
  sameSite: 'strict' | 'lax';
  /** How long it holds, in milliseconds. */
  forMs: number;
  secret: string;
  schema: z.ZodType<Value>;
}

export function sealedCookie<Value>(options: SealedCookieOptions<Value>): SealedCookie<Value> {
  const { origin, path, sameSite, forMs, secret, schema } = options;
  const secure = origin.startsWith('https:');
  const name = secure ? `__Secure-${options.name}` : options.name;
  const attributes: CookieOptions = { httpOnly: true, sameSite, secure, path };
  const keptSchema = z.object({ value: schema, until: z.number() });
  return {
    keep: async (response, value) => {
      const data = JSON.stringify({ value, until: Date.now() + forMs });
      const sealed = await symmetricEncrypt({ key: secret, data });
      response.cookie(name, sealed, { ...attributes, maxAge: forMs });
      response.set('cache-control', 'no-store');
    },
    take: async (request, response) => {
      const sealed = cookieOf(request.headers, name)?.slice(name.length + 1) ?? '';
      response.clearCookie(name, attributes);
      const kept = await symmetricDecrypt({ key: secret, data: sealed })
        .then((data) => keptSchema.parse(JSON.parse(data)))
        .catch(() => null);
      return kept && kept.until > Date.now() ? kept.value : null;
    },
  };
}
