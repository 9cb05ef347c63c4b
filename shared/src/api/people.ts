// People and their sessions, as the HTTP interface speaks of them.
import { z } from 'zod';
import { type Role, roles } from '../access/roles.ts';
import { idSchema } from '../id-schema.ts';
import { idPattern, type MediaId, type UserId } from '../ids.ts';
import { languages } from '../language.ts';
import { cleanName } from '../text/characters.ts';
import { emailAddressSchema } from './email-address.ts';

const userId = idSchema<UserId>();
const mediaId = idSchema<MediaId>(z.string().regex(idPattern));

/** `#rrggbb`, as the caret extension wants colors. */
export const colorSchema = z.string().regex(/^#[0-9a-f]{6}$/i);

/**
 * The colors of people's carets and faces, in the order in which newcomers get them. All are about equally light, so
 * that each stands out from paper in both color schemes and carries white text.
 */
export const personColors = [
  '#536ad4',
  '#cc4428',
  '#1a825e',
  '#9055d1',
  '#a16603',
  '#c93d77',
  '#0e7e8f',
  '#6c7a14',
  '#2b75be',
  '#ab4db2',
  '#a7613b',
  '#62758a',
] as const;

/** What everybody at the desk may know of a person. */
export const personSchema = z.object({
  id: userId,
  name: z.string(),
  color: colorSchema,
  picture: mediaId.nullable(),
  role: z.enum(roles),
  active: z.boolean(),
});
export type Person = z.infer<typeof personSchema>;

/** Clocks of twelve or of 24 hours. */
export const clocks = ['12', '24'] as const;
export type Clock = (typeof clocks)[number];

/** The signed-in person, with what only they and the admins see. */
export const meSchema = personSchema.extend({
  email: z.string(),
  language: z.enum(languages),
  /** Null for what is usual in the language. */
  clock: z.enum(clocks).nullable(),
  /** Whether they have seen the tour through the desk. */
  tourSeen: z.boolean(),
  /** Whether public pages may name them as one who wrote or approved what stands there. */
  namedPublicly: z.boolean(),
  /** Whether signing in asks them for a code beside the password. */
  secondFactor: z.boolean(),
  /** How many passkeys they have. */
  passkeys: z.number().int(),
});
export type Me = z.infer<typeof meSchema>;

/** On one line, without what would turn the words around it. */
const name = z.string().overwrite(cleanName).min(1).max(80);
const password = z.string().min(10).max(128);

/** What people change of their own profile. */
export const profileChangeSchema = z
  .object({
    name,
    color: z.enum(personColors),
    language: z.enum(languages),
    picture: mediaId.nullable(),
    clock: z.enum(clocks).nullable(),
    tourSeen: z.boolean(),
    namedPublicly: z.boolean(),
  })
  .partial();
export type ProfileChange = z.infer<typeof profileChangeSchema>;

/** What an admin changes of a person. */
export const personChangeSchema = z.object({ role: z.enum(roles), active: z.boolean() }).partial();
export type PersonChange = z.infer<typeof personChangeSchema>;

/** A person as admins see them in the list. */
export const memberSchema = meSchema.extend({
  createdAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime().nullable(),
});
export type Member = z.infer<typeof memberSchema>;

/** An invitation as admins see it; its token is shown once. */
export const inviteSchema = z.object({
  id: z.string(),
  email: z.string().nullable(),
  role: z.enum(roles),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  createdBy: userId,
});
export type Invite = z.infer<typeof inviteSchema>;

/** With an address only who has that address may accept it. */
export const newInviteSchema = z.object({
  role: z.enum(roles),
  email: emailAddressSchema.nullable().default(null),
});
export type NewInvite = z.input<typeof newInviteSchema>;

/** The answer to a new invitation: its link is shown this once, the server keeps only a hash of its token. */
export const createdInviteSchema = z.object({ invite: inviteSchema, link: z.string() });

const token = z.string().trim().min(1).max(200);

/** What somebody who holds an invitation's token may know of it before they accept. */
export const inviteTokenSchema = z.object({ token });
/** What is shown to who holds the token. */
export const openInviteSchema = inviteSchema
  .pick({ email: true, role: true, expiresAt: true })
  .extend({ invitedBy: z.string() });
export type OpenInvite = z.infer<typeof openInviteSchema>;

/**
 * The form by which people come: on the set-up page with the token from the server's console, on the invitation page
 * with the one of its link. An invitation to an email address is accepted with that address.
 */
export const setupSchema = z.object({
  token,
  name,
  email: emailAddressSchema,
  password,
  language: z.enum(languages),
});
export type Setup = z.infer<typeof setupSchema>;

/** Nothing is said of what a password must look like: it is right or it isn't. */
export const signInSchema = z.object({ email: emailAddressSchema, password: z.string().min(1).max(128) });
export type SignIn = z.infer<typeof signInSchema>;

/** The answer to signing in where a code is asked for next; else it has no body. */
export const signInAnswerSchema = z.object({ secondStep: z.literal(true) });

/** Six digits of the authenticator, or a recovery code. Blanks that people put between the digits don't count. */
export const secondStepSchema = z.object({
  code: z
    .string()
    .transform((text) => text.replace(/\s/g, ''))
    .pipe(z.string().min(6).max(20)),
});
export type SecondStep = z.output<typeof secondStepSchema>;

/** What changes a second factor asks for the password again. */
export const passwordAgainSchema = z.object({ password: z.string().min(1).max(128) });

/** Codes that sign in once each where the authenticator is lost; shown this once. */
export const recoveryCodesSchema = z.object({ recoveryCodes: z.array(z.string()) });

/** What an authenticator needs to know. It counts once a code of it was confirmed. */
export const newSecondFactorSchema = recoveryCodesSchema.extend({ uri: z.string().startsWith('otpauth://') });
export type NewSecondFactor = z.infer<typeof newSecondFactorSchema>;

/** All other sessions of the person end. */
export const passwordChangeSchema = z.object({
  currentPassword: z.string().min(1).max(128),
  newPassword: password,
});
export type PasswordChange = z.infer<typeof passwordChangeSchema>;

/** Where the caller is signed in. */
export const ownSessionSchema = z.object({
  id: z.string(),
  /** The one that asks. */
  current: z.boolean(),
  createdAt: z.iso.datetime(),
  /** When it was last used, to the minute. */
  seenAt: z.iso.datetime(),
  /** The network address from which it was opened. */
  address: z.string().nullable(),
  /** What the browser said of itself; null for what it did not say. */
  browser: z.string().nullable(),
  system: z.string().nullable(),
});
export type OwnSession = z.infer<typeof ownSessionSchema>;

/** The answer is the same whether somebody has this address or not. */
export const resetRequestSchema = z.object({ email: emailAddressSchema });

/** The token of a link for a new password. */
export const resetTokenSchema = z.object({ token });
/** What the holder of a link for a new password may know of it: whose it is. */
export const openResetSchema = z.object({
  name: z.string(),
  email: z.string(),
  expiresAt: z.iso.datetime(),
});
export type OpenReset = z.infer<typeof openResetSchema>;

/** All sessions of the person end. */
export const newPasswordSchema = z.object({ token, password });

/** Shown this once, the server keeps only a hash of its token. */
export const resetLinkSchema = z.object({ link: z.string(), expiresAt: z.iso.datetime() });

/** The demo people whom everybody may sign in as, where there is demo content. */
export const demoSchema = z.object({
  password: z.string(),
  people: z.array(meSchema.pick({ name: true, email: true, role: true, color: true, picture: true })),
});
export type Demo = z.infer<typeof demoSchema>;

/** Why somebody did not come in by the provider; the sign-in page says it. */
export const providerRefusals = [
  'cancelled',
  'start-again',
  'unreachable',
  'unverified',
  'no-role',
  'not-invited',
  'other-account',
  'deactivated',
] as const;
export type ProviderRefusal = (typeof providerRefusals)[number];

/** Who must have a second factor to do anything at the desk. */
export const secondFactorRules = ['off', 'admins', 'everybody'] as const;
export type SecondFactorRule = (typeof secondFactorRules)[number];

/** Whether the desk's rule asks somebody of this role for a second factor. */
export function needsSecondFactor(rule: SecondFactorRule, role: Role): boolean {
  return rule === 'everybody' || (rule === 'admins' && role === 'admin');
}

/** What admins decide of how people come in. */
export const accessSettingsSchema = z.object({ secondFactor: z.enum(secondFactorRules) });
export type AccessSettings = z.infer<typeof accessSettingsSchema>;

/** Who the caller is, or that the desk has no admin yet. */
export const sessionStateSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('signed-in'),
    me: meSchema,
    /** The desk's, on whose clocks due dates, embargoes and publications are, such as `Europe/Berlin`. */
    timeZone: z.string(),
    /** Whether the desk asks them for a second factor, which they can't switch off then. */
    secondFactorRequired: z.boolean(),
    /** Whether they have a password at the desk, to which a second factor belongs. */
    ownPassword: z.boolean(),
  }),
  /** They have to set up a second factor, and can do nothing else before. */
  z.object({ state: z.literal('second-factor-missing'), me: meSchema }),
  z.object({
    state: z.literal('signed-out'),
    demo: demoSchema.nullable(),
    /** The caller still has the cookie of a session, which was ended: it did not just run out. */
    ended: z.boolean(),
    /** Whether the desk sends links for forgotten passwords by e-mail. */
    resetByMail: z.boolean(),
    /** Whether people sign in with passwords; if not, only operators' admins do. */
    passwords: z.boolean(),
    /** What the button says by which people sign in elsewhere; null where there is no such place. */
    provider: z.string().nullable(),
  }),
  z.object({ state: z.literal('setup') }),
]);
export type SessionState = z.infer<typeof sessionStateSchema>;
