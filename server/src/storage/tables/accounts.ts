// People, how they sign in, and their sessions.
import type { MediaId, UserId } from '@galley/shared/ids.ts';
import type { Generated } from 'kysely';

/** better-auth's four tables, with what Galley adds to a user. Their columns are better-auth's to name. */
export interface UserTable {
  id: UserId;
  name: string;
  email: string;
  emailVerified: number;
  image: string | null;
  createdAt: string;
  updatedAt: string;
  role: string;
  active: number;
  color: string;
  language: string;
  picture: MediaId | null;
  lastSeenAt: string | null;
  /** `12` or `24`; null for what is usual in the person's language. */
  clock: Generated<string | null>;
  /** Whether the tour through the desk was seen. */
  tourSeen: Generated<number>;
  /** Whether public pages may name them as one who wrote or approved. */
  namedPublicly: Generated<number>;
  /** Signing in asks for a code beside the password; the name is better-auth's. */
  twoFactorEnabled: Generated<number>;
  /** An operator's admin, whose password counts although passwords are switched off. */
  passwordAlways: Generated<number>;
  /** How many passkeys the person has. */
  passkeys: Generated<number>;
}

interface SessionTable {
  id: string;
  userId: UserId;
  token: string;
  expiresAt: string;
  ipAddress: string | null;
  userAgent: string | null;
  createdAt: string;
  updatedAt: string;
  /** When it was last used, to the minute; null for one that has not been since there is this column. */
  seenAt: string | null;
  /** `provider` or `passkey`; null where a password has opened it. */
  openedBy: Generated<string | null>;
}

interface PasskeyTable {
  id: string;
  user: UserId;
  name: string;
  /** As the browser names it, in base64url. */
  credentialId: string;
  /** A COSE key in base64url. */
  publicKey: string;
  /** How often the device says that it was used; 0 for those that do not count. */
  counter: number;
  /** JSON: how the device is reached. */
  transports: string;
  createdAt: string;
  usedAt: string | null;
}

interface AccountTable {
  id: string;
  userId: UserId;
  accountId: string;
  providerId: string;
  accessToken: string | null;
  refreshToken: string | null;
  idToken: string | null;
  accessTokenExpiresAt: string | null;
  refreshTokenExpiresAt: string | null;
  scope: string | null;
  password: string | null;
  createdAt: string;
  updatedAt: string;
}

interface VerificationTable {
  id: string;
  identifier: string;
  value: string;
  expiresAt: string;
  createdAt: string;
  updatedAt: string;
}

/** Invitations; `tokenHash` is all that is known of the link. */
export interface InviteTable {
  id: string;
  tokenHash: string;
  email: string | null;
  role: string;
  createdBy: UserId;
  createdAt: string;
  expiresAt: string;
  acceptedAt: string | null;
  acceptedBy: UserId | null;
}

/** A person's authenticator, as better-auth keeps it; secret and codes are encrypted. */
interface TwoFactorTable {
  id: string;
  userId: UserId;
  secret: string;
  backupCodes: string;
  /** 0 until the first code was right. */
  verified: number | null;
  failedVerificationCount: number | null;
  lockedUntil: string | null;
}

/** Codes that were given in the last minutes, each of which counts once. */
interface UsedCodeTable {
  hash: string;
  at: string;
}

/** A link by which a person sets a new password; it is deleted when it is used. */
interface PasswordResetTable {
  id: string;
  tokenHash: string;
  user: UserId;
  /** The admin who made it; null for one that was sent by e-mail. */
  createdBy: UserId | null;
  createdAt: string;
  expiresAt: string;
}

/** How often somebody was wrong within a while; see http/shared-counts.ts. */
interface RequestCountTable {
  /** A hash of the limit's name and of who it was. */
  key: string;
  hits: number;
  /** Until when it counts, in ms since 1970 by the database's clock. */
  until: number;
}

/** These tables by their names. */
export interface AccountTables {
  requestCount: RequestCountTable;
  user: UserTable;
  session: SessionTable;
  account: AccountTable;
  passkey: PasskeyTable;
  verification: VerificationTable;
  invite: InviteTable;
  passwordReset: PasswordResetTable;
  twoFactor: TwoFactorTable;
  usedCode: UsedCodeTable;
}
