// The way out: nodemailer, to the server that the configuration names.
import { createTransport } from 'nodemailer';

export interface MailSettings {
  /** `smtp://` or `smtps://`, with user and password where the server wants them. */
  smtpUrl: string;
  from: { name: string; address: string };
}

/** An e-mail with everything that it needs on its way. */
interface Envelope {
  id: string;
  to: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
}

/** Hands an e-mail to the server; rejects where that does not take it. */
export type Post = (envelope: Envelope) => Promise<void>;

/** Opens the way to the server. `url` is where people reach the desk. */
export function openSmtp({ smtpUrl, from }: MailSettings, url: string): Post {
  const { protocol, hostname, port, username, password } = new URL(smtpUrl);
  const secure = protocol === 'smtps:';
  const transport = createTransport({
    host: hostname,
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    ...(username === ''
      ? {}
      : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    // An e-mail is made of text alone.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const profile = `${url}/desk/profile`;
  return async ({ id, to, subject, text, html }) => {
    await transport.sendMail({
      from: { name: oneLine(from.name), address: from.address },
      to: { name: oneLine(to.name), address: to.address },
      subject: oneLine(subject),
      text,
      html,
      // The same for each attempt, so that an e-mail which arrives twice is known as one.
      messageId: `<${id}@${from.address.split('@')[1]}>`,
      headers: { 'List-Unsubscribe': `<${profile}>`, 'Auto-Submitted': 'auto-generated' },
    });
  };
}

/** Whether the server has refused this e-mail for good, so that another attempt is no use. */
export function isRefusedForGood(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, responseCode } = error as Error & { code?: unknown; responseCode?: unknown };
  const isAboutEmail = code === 'EENVELOPE' || code === 'EMESSAGE';
  return isAboutEmail && typeof responseCode === 'number' && responseCode >= 500;
}

/** No name and no headline begins another header. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
