// How often an address may be wrong about a password or a token. Only failures count, so a newsroom behind one address
// signs in freely; whoever guesses is stopped, on whichever node they try.
import { emailAddressSchema } from '@galley/shared/api/email-address.ts';
import type { Request, RequestHandler } from 'express';
import { addressOf, limitRequests, type RequestLimit } from '../http/request-limits.ts';
import type { Counts } from '../http/shared-counts.ts';

const minute = 60_000;

/**
 * For one account from one address, for one account from all addresses together, and for all accounts from one address.
 * Where the person has been before (`isFamiliar`), only the first counts: neither those who guess at an account from
 * elsewhere nor a colleague behind the same address who mistypes keeps anybody out.
 */
export function limitSignIns(
  counts: Counts,
  isFamiliar: (email: string, address: string) => Promise<boolean>,
): RequestHandler[] {
  const skip = (request: Request) => isFamiliar(email(request), request.ip ?? '');
  return [
    limitFailures({
      limit: 10,
      windowMs: 10 * minute,
      key: (request) => `${addressOf(request)} ${email(request)}`,
      store: counts('sign-in of an account from an address'),
    }),
    limitFailures({
      ...{ limit: 20, windowMs: 10 * minute, key: email, skip },
      store: counts('sign-in of an account'),
    }),
    limitFailures({
      ...{ limit: 30, windowMs: 10 * minute, key: addressOf, skip },
      store: counts('sign-in from an address'),
    }),
  ];
}

/** For tokens of invitations and of the set-up, which nobody guesses anyhow. */
export function limitTokens(counts: Counts, of: 'invitations' | 'passwords'): RequestHandler {
  const store = counts(`tokens of ${of}`);
  return limitFailures({ limit: 20, windowMs: 10 * minute, key: addressOf, store });
}

/**
 * For e-mails with a link for a new password: to one account, and for all accounts from one address. Each request counts,
 * whether somebody has the address or not, so that the limit says nothing of it.
 */
export function limitResetRequests(counts: Counts): RequestHandler[] {
  const windowMs = 60 * minute;
  return [
    limitRequests({ limit: 5, windowMs, key: email, store: counts('links to an account') }),
    limitRequests({ limit: 20, windowMs, key: addressOf, store: counts('links from an address') }),
  ];
}

/** For ways to the provider and back, which make it and the database work. */
export function limitProviderSignIns(): RequestHandler[] {
  return [limitRequests({ limit: 120, windowMs: 10 * minute, key: addressOf })];
}

/** For passkeys at the sign-in page: each page that is opened asks for a challenge; nobody guesses a signature. */
export function limitPasskeySignIns(counts: Counts): { begin: RequestHandler; finish: RequestHandler } {
  return {
    begin: limitRequests({ limit: 600, windowMs: 10 * minute, key: addressOf }),
    finish: limitFailures({
      ...{ limit: 30, windowMs: 10 * minute, key: addressOf },
      store: counts('passkeys from an address'),
    }),
  };
}

/** For links that an admin makes; `who` names the admin. */
export function limitResetLinks(who: (request: Request) => Promise<string>): RequestHandler {
  return limitRequests({ limit: 60, windowMs: 60 * minute, key: who });
}

/**
 * For the current password, which a stolen session's holder would have to guess; `who` names the person. One for all that asks
 * for it, so that each of them is no further try.
 */
export function limitOwnPassword(counts: Counts, who: (request: Request) => Promise<string>): RequestHandler {
  const store = counts('passwords of a person');
  return limitFailures({ limit: 10, windowMs: 10 * minute, key: who, store });
}

/** For codes of the second step: those who ask for one have given the right password, so an address is enough here. */
export function limitSecondSteps(counts: Counts): RequestHandler[] {
  const store = counts('second steps from an address');
  return [limitFailures({ limit: 30, windowMs: 10 * minute, key: addressOf, store })];
}

/** For the code by which a new authenticator is confirmed; `who` names the person. */
export function limitCodes(counts: Counts, who: (request: Request) => Promise<string>): RequestHandler {
  return limitFailures({ limit: 10, windowMs: 10 * minute, key: who, store: counts('codes of a person') });
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
