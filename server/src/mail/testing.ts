// A mail server for tests: real SMTP on a free port, which keeps what it is given.
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

interface ReceivedMail {
  to: string[];
  /** Headers and body as they came. */
  raw: string;
}

export interface TestMailServer {
  /** For SMTP_URL. */
  url: string;
  received: ReceivedMail[];
  /** What it answers to e-mails from now on, in place of taking them: a code of SMTP. */
  refuse(code: number | null): void;
  close(): Promise<void>;
}

/** Opens the server on a free port. */
export async function openMailServer(): Promise<TestMailServer> {
  const received: ReceivedMail[] = [];
  let refusal: number | null = null;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onData: (stream, session, callback) => {
      text(stream).then(
        (raw) => {
          if (refusal !== null)
            return callback(Object.assign(new Error('Not now'), { responseCode: refusal }));
          received.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw });
          callback();
        },
        // Its sender is gone in the middle of it.
        callback,
      );
    },
  });
  // A sender that breaks off is for the test to notice, by what has not come.
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  // It listens on a port, not on a path.
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    refuse: (code) => {
      refusal = code;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
