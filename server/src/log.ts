// The log: one line of JSON an entry on standard output, without secrets. Two guards stand behind each other: what is
// logged of requests, answers and errors is a closed list of fields, and each finished line is searched for secrets.
import type { Request, RequestHandler, Response } from 'express';
import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino';
import { pinoHttp } from 'pino-http';
import type { Config } from './config.ts';
import { currentRequestId } from './http/request-id.ts';
import { currentTraceId } from './tracing/spans.ts';

/** Opens the log that the configuration wants; on standard output unless a destination is given. */
export function createLog(
  config: Pick<Config, 'logLevel' | 'secret' | 'databaseUrl' | 'redisUrl' | 'mail' | 'provider'>,
  destination?: DestinationStream,
): Logger {
  const addresses = [config.databaseUrl, config.redisUrl, config.mail?.smtpUrl ?? null];
  const redact = redactor([
    config.secret,
    config.provider?.clientSecret ?? null,
    ...addresses.map(passwordOf),
  ]);
  const options = { level: config.logLevel, serializers, mixin: nameRequest, hooks: { streamWrite: redact } };
  return destination ? pino(options, destination) : pino(options);
}

/** Notes each request and how it was answered, at the levels debug and trace. */
export function logRequests(log: Logger): RequestHandler {
  return pinoHttp({
    logger: log,
    autoLogging: log.isLevelEnabled('debug'),
    quietReqLogger: true,
    useLevel: 'debug',
    customAttributeKeys: { reqId: 'requestId' },
    // It would put its own in the place of the log's, which tell all headers.
    serializers,
    wrapSerializers: false,
  });
}

/** Puts the id of the request, and of the trace, into each line that is written for it, where it does not stand there already. */
function nameRequest(_fields: object, _level: number, log: Logger): object {
  const [requestId, traceId] = [currentRequestId(), currentTraceId()];
  return {
    ...(requestId === null || 'requestId' in log.bindings() ? {} : { requestId }),
    ...(traceId === null ? {} : { traceId }),
  };
}

/** What is said of a request: never a header, a body or the values of its query. */
const serializers = {
  req: ({ method, originalUrl, url, socket }: Request) => ({
    method,
    path: pathOf(originalUrl ?? url),
    address: socket.remoteAddress,
  }),
  res: ({ statusCode }: Response) => ({ status: statusCode }),
  err: errorFields,
};

/** Fields of errors that name a kind or a place. Databases and mail servers put texts and addresses into others. */
const errorKeys = [
  'code',
  'errno',
  'syscall',
  'severity',
  'table',
  'column',
  'constraint',
  'responseCode',
  'status',
];

function errorFields(error: unknown): unknown {
  if (!(error instanceof Error)) return typeof error === 'string' ? error : typeof error;
  const { type, message, stack, ...all } = stdSerializers.err(error);
  const kept = errorKeys.filter((key) => all[key] !== undefined).map((key) => [key, all[key]]);
  return { type, message, stack, ...Object.fromEntries(kept) };
}

/** The path with the names of what was asked, `?query&token`, but none of the values. */
function pathOf(url: string): string {
  const [path = '', query] = url.split('?', 2);
  if (query === undefined) return path;
  const names = query.split('&').map((part) => /^([a-z][a-z_-]{0,20})=/i.exec(part)?.[1] ?? hidden);
  return `${path}?${names.join('&')}`;
}

/** Libraries take an address apart and may name the password by itself. */
function passwordOf(address: string | null): string | null {
  return address === null ? null : decodeURIComponent(new URL(address).password);
}

const hidden = '[redacted]';

const secretNames =
  '(?:[a-z]*password|passwd|pass|[a-z_]*token|[a-z_]*secret|code_verifier|authorization|cookie|set-cookie)';

/** What is a secret wherever it stands. Lines are JSON, so a quote within a text has a backslash before it. */
const patterns: [RegExp, string][] = [
  // Cookies of sessions, as a header or as a parser shows them.
  [/(galley\.[a-z_]+(?:=|"\s*:\s*"|\\"\s*:\s*\\"))[^;,\s"\\]+/g, `$1${hidden}`],
  // Links of invitations, of previews and for new passwords.
  [/(\/(?:invite|preview|reset)\/)[\w-]{16,}/g, `$1${hidden}`],
  // Secrets of webhooks, as Standard Webhooks writes them, and signatures made by them.
  [/whsec_[\w+/=-]+/g, hidden],
  [/\bv1,[\w+/=]{20,}/g, hidden],
  // What authenticators are set up with, and the codes for when they are lost.
  [/(\botpauth:\/\/)[^\s"'\\]+/g, `$1${hidden}`],
  [/((?:recovery|backup)Codes\\?"?'?\s*:\s*\[)[^\]]*/g, `$1"${hidden}"`],
  // Tokens of a provider of sign-ins (JWT), and codes for them within addresses.
  [/\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g, hidden],
  [/([?&](?:code|state|id_token_hint)=)[^&\s"'\\]+/g, `$1${hidden}`],
  // Names and passwords within addresses, as of a database or a mail server.
  [/(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/"\\@]+@/gi, `$1${hidden}@`],
  [/\b((?:Bearer|Basic)\s+)[\w+/=.~-]{8,}/gi, `$1${hidden}`],
  // Fields by their names, in data, in data that was made a text, and as Node prints objects.
  [new RegExp(`(\\\\?"${secretNames}\\\\?"\\s*:\\s*\\\\?")(?:[^"\\\\]|\\\\[^"])*`, 'gi'), `$1${hidden}`],
  [new RegExp(`(\\b${secretNames}'?\\s*:\\s*')[^']*`, 'gi'), `$1${hidden}`],
];

function redactor(secrets: readonly (string | null)[]): (line: string) => string {
  // As they stand in a line of JSON. Short ones would take ordinary words out.
  const values = secrets
    .filter((secret) => secret !== null && secret.length >= 8)
    .map((secret) => JSON.stringify(secret).slice(1, -1));
  return (line) => {
    let clean = line;
    for (const value of values) clean = clean.replaceAll(value, hidden);
    for (const [pattern, by] of patterns) clean = clean.replace(pattern, by);
    return clean;
  };
}
