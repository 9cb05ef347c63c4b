// The settings of an OpenID Connect provider, which belong together.
import { type Role, roles } from '@galley/shared/access/roles.ts';

/** An OpenID Connect provider that signs people in. */
export interface ProviderConfig {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** What its button says behind "Sign in with". */
  label: string;
  scopes: string;
  /** How a role follows from what the provider says of a person; null where roles are given at the desk alone. */
  roles: RoleMapping | null;
}

export interface RoleMapping {
  /** The claim, with points for what is within another one: `realm_access.roles`. */
  claim: string;
  /** The role of each value; `*` stands for whatever else. */
  roles: readonly (readonly [value: string, role: Role])[];
}

interface Given {
  OIDC_ISSUER?: string | undefined;
  OIDC_CLIENT_ID?: string | undefined;
  OIDC_CLIENT_SECRET?: string | undefined;
  OIDC_LABEL?: string | undefined;
  OIDC_SCOPES: string;
  OIDC_ROLE_CLAIM?: string | undefined;
  OIDC_ROLES?: string | undefined;
}

/** Reads them; null without an issuer. Throws an `Error` of one line that begins with the setting which does not fit. */
export function readProvider(given: Given): ProviderConfig | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = given;
  if (issuer === undefined) {
    for (const name of ['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_ROLE_CLAIM', 'OIDC_ROLES'] as const)
      if (given[name] !== undefined) throw new Error(`${name}: needs OIDC_ISSUER as well`);
    return null;
  }
  if (!isTrustworthy(issuer))
    throw new Error('OIDC_ISSUER: must be a URL that starts with https:// (http:// on this machine alone)');
  if (clientId === undefined) throw new Error('OIDC_CLIENT_ID: must be set where OIDC_ISSUER is');
  if (clientSecret === undefined) throw new Error('OIDC_CLIENT_SECRET: must be set where OIDC_ISSUER is');
  const label = given.OIDC_LABEL ?? new URL(issuer).hostname;
  return { issuer, clientId, clientSecret, label, scopes: given.OIDC_SCOPES, roles: readRoles(given) };
}

/** What is said over plain HTTP can be changed on its way by anybody. */
function isTrustworthy(issuer: string): boolean {
  if (!URL.canParse(issuer)) return false;
  const { protocol, hostname } = new URL(issuer);
  return (
    protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname))
  );
}

function readRoles({ OIDC_ROLE_CLAIM: claim, OIDC_ROLES: mapping }: Given): RoleMapping | null {
  if (claim === undefined && mapping === undefined) return null;
  if (claim === undefined) throw new Error('OIDC_ROLE_CLAIM: must name the claim that OIDC_ROLES is about');
  if (mapping === undefined) throw new Error('OIDC_ROLES: must say which role follows from OIDC_ROLE_CLAIM');
  const pairs = mapping.split(',').map((part): readonly [string, Role] => {
    const at = part.lastIndexOf('=');
    const value = part.slice(0, at).trim();
    const role = roles.find((one) => one === part.slice(at + 1).trim());
    if (at < 0 || value === '' || role === undefined)
      throw new Error(`OIDC_ROLES: must be like desk-admins=admin,writers=editor with ${roles.join(', ')}`);
    return [value, role];
  });
  return { claim, roles: pairs };
}
