// How often an address may be wrong about a password or a token. Only failures count, so a newsroom behind one address
// signs in freely; whoever guesses is stopped.
import { emailAddressSchema } from '@galley/shared/api/email-address.ts';
import type { Request, RequestHandler } from 'express';
import { addressOf, limitRequests, type RequestLimit } from '../http/request-limits.ts';

const minute = 60_000;

/**
 * For one account from one address, for one account from all addresses together, and for all accounts from one address.
 * Where the person has been before (`isFamiliar`), only the first counts: neither those who guess at an account from
 * elsewhere nor a colleague behind the same address who mistypes keeps anybody out.
 */
export function limitSignIns(
  isFamiliar: (email: string, address: string) => Promise<boolean>,
): RequestHandler[] {
  const skip = (request: Request) => isFamiliar(email(request), request.ip ?? '');
  return [
    limitFailures({
      limit: 10,
      windowMs: 10 * minute,
      key: (request) => `${addressOf(request)} ${email(request)}`,
    }),
    limitFailures({ limit: 20, windowMs: 10 * minute, key: email, skip }),
    limitFailures({ limit: 30, windowMs: 10 * minute, key: addressOf, skip }),
  ];
}

/** For tokens of invitations and of the set-up, which nobody guesses anyhow. */
export function limitTokens(): RequestHandler {
  return limitFailures({ limit: 20, windowMs: 10 * minute, key: addressOf });
}

/**
 * For e-mails with a link for a new password: to one account, and for all accounts from one address. Each request counts,
 * whether somebody has the address or not, so that the limit says nothing of it.
 */
export function limitResetRequests(): RequestHandler[] {
  return [
    limitRequests({ limit: 5, windowMs: 60 * minute, key: email }),
    limitRequests({ limit: 20, windowMs: 60 * minute, key: addressOf }),
  ];
}

/** For ways to the provider and back, which make it and the database work. */
export function limitProviderSignIns(): RequestHandler[] {
  return [limitRequests({ limit: 120, windowMs: 10 * minute, key: addressOf })];
}

/** For passkeys at the sign-in page: each page that is opened asks for a challenge; nobody guesses a signature. */
export function limitPasskeySignIns(): { begin: RequestHandler; finish: RequestHandler } {
  return {
    begin: limitRequests({ limit: 600, windowMs: 10 * minute, key: addressOf }),
    finish: limitFailures({ limit: 30, windowMs: 10 * minute, key: addressOf }),
  };
}

/** For links that an admin makes; `who` names the admin. */
export function limitResetLinks(who: (request: Request) => Promise<string>): RequestHandler {
  return limitRequests({ limit: 60, windowMs: 60 * minute, key: who });
}

/** For the current password, which a stolen session's holder would have to guess; `who` names the person. */
export function limitPasswordChanges(who: (request: Request) => Promise<string>): RequestHandler {
  return limitFailures({ limit: 10, windowMs: 10 * minute, key: who });
}

/** For codes of the second step: those who ask for one have given the right password, so an address is enough here. */
export function limitSecondSteps(): RequestHandler[] {
  return [limitFailures({ limit: 30, windowMs: 10 * minute, key: addressOf })];
}

/** For the code by which a new authenticator is confirmed; `who` names the person. */
export function limitCodes(who: (request: Request) => Promise<string>): RequestHandler {
  return limitFailures({ limit: 10, windowMs: 10 * minute, key: who });
}

function limitFailures(failures: RequestLimit): RequestHandler {
  return limitRequests({ ...failures, failuresOnly: true });
}

function email(request: Request): string {
  const body: unknown = request.body;
  if (typeof body !== 'object' || body === null || !('email' in body)) return '';
  const address = emailAddressSchema.safeParse(body.email);
  return address.success ? address.data.toLowerCase() : '';
}
