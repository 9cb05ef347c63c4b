// Galley's configuration: environment variables, checked once at the start. README.md has the table of them.
import { isIPv6 } from 'node:net';
import { emailAddressSchema } from '@galley/shared/api/email-address.ts';
import { isTimeZone } from '@galley/shared/api/notifications.ts';
import { cleanName } from '@galley/shared/text/characters.ts';
import { z } from 'zod';
import { type ProviderConfig, readProvider } from './accounts/provider-config.ts';
import type { LanguageToolOptions } from './checks/language-tool.ts';
import { type PictureConfig, readPictureConfig } from './media/places/config.ts';
import { picturePlaces } from './media/places/place.ts';

const flag = z.enum(['on', 'off']).transform((value) => value === 'on');
const url = (...protocols: string[]) =>
  z
    .string()
    .refine((text) => protocols.some((protocol) => text.startsWith(`${protocol}://`)) && URL.canParse(text), {
      message: `must be a URL that starts with ${protocols.map((protocol) => `${protocol}://`).join(' or ')}`,
    });
/** Whether the percent signs in a URL's name and password stand for something. */
const hasReadableCredentials = (text: string) => {
  if (!URL.canParse(text)) return true;
  const { username, password } = new URL(text);
  try {
    decodeURIComponent(username + password);
    return true;
  } catch {
    return false;
  }
};
const isRoot = (text: string) =>
  !URL.canParse(text) || /^\/?$/.test(new URL(text).pathname + new URL(text).search);
const origin = url('http', 'https')
  .refine(isRoot, {
    message: 'must have no path: Galley answers at the root of its host, such as https://desk.example.org',
  })
  .transform((text) => new URL(text).origin);

/** A host as URLs write it, without a port. */
const host = z.string().transform((text, context) => {
  const written = `http://${isIPv6(text) ? `[${text}]` : text}`;
  const { hostname, href } = new URL(URL.canParse(written) ? written : 'none:');
  if (hostname !== '' && href === `http://${hostname}/`) return hostname;
  context.addIssue({ code: 'custom', message: 'must name hosts, separated by commas, without ports' });
  return z.NEVER;
});

/** `Name <address>`, or an address alone. */
const mailbox = z.string().transform((text, context) => {
  const [, name = '', address] = /^(?:([^<>]*)<)?\s*([^\s<>]+@[^\s<>]+?)\s*>?$/.exec(text.trim()) ?? [];
  const checked = emailAddressSchema.safeParse(address);
  if (checked.success) return { name: name.trim().replace(/^"(.*)"$/, '$1'), address: checked.data };
  context.addIssue({ code: 'custom', message: 'must be an e-mail address, or Name <address>' });
  return z.NEVER;
});

const hosts = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .pipe(z.array(host));
/** How LanguageTool is to take each language: `en-GB,de-DE`. What is left out is as by default. */
const variants = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .pipe(z.array(z.string().regex(/^(en|de)-[A-Z]{2}(-[a-z-]+)?$/, 'must be variants such as en-GB,de-DE')))
  .transform((list) => ({
    en: list.find((one) => one.startsWith('en-')) ?? 'en-US',
    de: list.find((one) => one.startsWith('de-')) ?? 'de-DE',
  }));
/** A time zone of the IANA database. */
const timeZone = z.string().refine(isTimeZone, { message: 'must be a time zone such as Europe/Berlin' });

const environmentSchema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: origin.optional(),
  ALLOWED_ORIGINS: z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(origin))
    .optional(),
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: url('postgres', 'postgresql').optional(),
  REDIS_URL: url('redis', 'rediss').optional(),
  SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  DEMO: flag.optional(),
  SITE_NAME: z.string().overwrite(cleanName).min(1).max(80).default('The Galley Post'),
  SITE_TIME_ZONE: timeZone.default(() => new Intl.DateTimeFormat().resolvedOptions().timeZone),
  FEED_TEXT: z.enum(['summary', 'full']).default('summary'),
  AI_TRAINING: z.enum(['allowed', 'reserved']).default('allowed'),
  TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  JOURNAL_MERGE_HOURS: z.coerce.number().int().min(1).max(8760).default(24),
  HISTORY_DAYS: z.coerce.number().int().min(0).max(36_500).default(0),
  SHUTDOWN_SECONDS: z.coerce.number().int().min(1).max(300).default(20),
  SMTP_URL: url('smtp', 'smtps').optional(),
  MAIL_FROM: mailbox.optional(),
  MAIL_WAIT_SECONDS: z.coerce.number().int().min(0).max(3600).default(60),
  UPLOAD_MB_PER_DAY: z.coerce.number().int().min(1).max(1_000_000).default(1000),
  PASSWORDS: flag.default(true),
  OIDC_ISSUER: z.string().optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_LABEL: z.string().overwrite(cleanName).min(1).max(40).optional(),
  OIDC_SCOPES: z.string().min(1).default('openid email profile'),
  OIDC_ROLE_CLAIM: z.string().optional(),
  OIDC_ROLES: z.string().optional(),
  WEBHOOK_ALLOW: hosts.optional(),
  PICTURE_ALLOW: hosts.optional(),
  PICTURE_PLACE: z.enum(picturePlaces).default('database'),
  PICTURE_FOLDER: z.string().min(1).optional(),
  PICTURE_BUCKET: z.string().optional(),
  PICTURE_BUCKET_ENDPOINT: url('http', 'https').optional(),
  PICTURE_BUCKET_REGION: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/, 'must be a region such as eu-central-1')
    .optional(),
  PICTURE_BUCKET_PREFIX: z.string().optional(),
  PICTURE_BUCKET_KEY_ID: z.string().optional(),
  PICTURE_BUCKET_SECRET: z.string().optional(),
  LINK_ALLOW: hosts.optional(),
  LANGUAGETOOL_URL: url('http', 'https')
    .refine(hasReadableCredentials, {
      message: 'must have a name and a password that are percent-encoded, with %25 for a percent sign',
    })
    .optional(),
  LANGUAGETOOL_VARIANTS: variants.default({ en: 'en-US', de: 'de-DE' }),
  METRICS_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  METRICS_HOST: z.string().min(1).default('127.0.0.1'),
  OTEL_EXPORTER_OTLP_ENDPOINT: url('http', 'https').optional(),
});

/** The names of all settings. */
export const settingNames: readonly string[] = Object.keys(environmentSchema.shape);

/** All settings, checked. */
export interface Config {
  port: number;
  host: string;
  /** Where people reach Galley, without a path; null to follow from the port that is listened on. */
  publicUrl: string | null;
  /** Origins besides the public one whose pages may speak to this server. */
  allowedOrigins: string[];
  dataDir: string;
  /** PostgreSQL; null for the embedded database in `dataDir`. */
  databaseUrl: string | null;
  redisUrl: string | null;
  /** What signs session cookies; null to keep a generated one in the database. */
  secret: string | null;
  demo: boolean;
  siteName: string;
  /** Of the IANA database: the dates on the public site are in it. */
  siteTimeZone: string;
  /** Feeds carry whole texts, not summaries alone. */
  fullFeeds: boolean;
  /** Crawlers are asked not to train AI models with the public texts. */
  reserved: boolean;
  /** How many proxies stand before this server, for the client's address. */
  trustProxy: number;
  logLevel: z.infer<typeof environmentSchema>['LOG_LEVEL'];
  shutdownMs: number;
  /** How e-mail leaves; null for a desk that sends none. */
  mail: { smtpUrl: string; from: { name: string; address: string } } | null;
  /** How long what is sent at once by e-mail waits for being read at the desk. */
  mailWaitMs: number;
  /** How many bytes of pictures one person may bring within a day. */
  uploadBytesPerDay: number;
  /** Who signs people in beside, or in place of, passwords; null for nobody. */
  provider: ProviderConfig | null;
  /** Whether people sign in with passwords; without, only operators' admins do. */
  passwords: boolean;
  /** Where metrics are served; null for nowhere. */
  metrics: { host: string; port: number } | null;
  /** Where an OpenTelemetry collector takes traces; null where none are made. */
  traces: string | null;
  /** Hosts within the house to which webhooks may be sent. */
  webhookAllow: string[];
  /** Where pictures are kept. */
  pictures: PictureConfig;
  /** Hosts within the house from which pictures may be fetched. */
  pictureAllow: string[];
  /** Hosts within the house that are asked whether links to them lead somewhere. */
  linkAllow: string[];
  /** The server that is asked about spelling and grammar; null for none. */
  languageTool: LanguageToolOptions | null;
  /** After how long the journal's rows are merged: see history/merging.ts. */
  merging: { afterHours: number; historyDays: number };
}

/** A setting that does not fit; its message is one line that names the variable. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Reads the configuration from environment variables; an empty variable counts as absent.
 * Throws `ConfigError` for a value that does not fit.
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = environmentSchema.safeParse(given);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new ConfigError(
      `${issue?.path.join('.') ?? 'The environment'}: ${issue?.message ?? 'does not fit'}`,
    );
  }
  const read = result.data;
  const { SMTP_URL: smtpUrl, MAIL_FROM: from } = read;
  if (smtpUrl !== undefined && from === undefined)
    throw new ConfigError('MAIL_FROM: must name the sender where SMTP_URL is set');
  const provider = fitting(() => readProvider(read));
  if (!read.PASSWORDS && provider === null)
    throw new ConfigError('PASSWORDS: can be off only where OIDC_ISSUER is set, or nobody can sign in');
  return {
    port: read.PORT,
    host: read.HOST,
    publicUrl: read.PUBLIC_URL ?? null,
    allowedOrigins: read.ALLOWED_ORIGINS ?? [],
    dataDir: read.DATA_DIR,
    databaseUrl: read.DATABASE_URL ?? null,
    redisUrl: read.REDIS_URL ?? null,
    secret: read.SECRET ?? null,
    // Demo people have known passwords: they come by themselves only with the embedded database on this machine.
    demo: read.DEMO ?? read.DATABASE_URL === undefined,
    siteName: read.SITE_NAME,
    siteTimeZone: read.SITE_TIME_ZONE,
    fullFeeds: read.FEED_TEXT === 'full',
    reserved: read.AI_TRAINING === 'reserved',
    trustProxy: read.TRUST_PROXY,
    metrics: read.METRICS_PORT === undefined ? null : { host: read.METRICS_HOST, port: read.METRICS_PORT },
    traces: read.OTEL_EXPORTER_OTLP_ENDPOINT ?? null,
    provider,
    passwords: read.PASSWORDS,
    logLevel: read.LOG_LEVEL,
    shutdownMs: read.SHUTDOWN_SECONDS * 1000,
    mail: smtpUrl === undefined || from === undefined ? null : { smtpUrl, from },
    mailWaitMs: read.MAIL_WAIT_SECONDS * 1000,
    uploadBytesPerDay: read.UPLOAD_MB_PER_DAY * 1_000_000,
    webhookAllow: read.WEBHOOK_ALLOW ?? [],
    pictureAllow: read.PICTURE_ALLOW ?? [],
    pictures: fitting(() => readPictureConfig(read)),
    linkAllow: read.LINK_ALLOW ?? [],
    languageTool:
      read.LANGUAGETOOL_URL === undefined
        ? null
        : { url: read.LANGUAGETOOL_URL, variants: read.LANGUAGETOOL_VARIANTS },
    merging: { afterHours: read.JOURNAL_MERGE_HOURS, historyDays: read.HISTORY_DAYS },
  };
}

function fitting<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    throw error instanceof Error ? new ConfigError(error.message) : error;
  }
}
