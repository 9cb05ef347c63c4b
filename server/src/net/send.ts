// One POST to an address of somebody else's: it is checked, no redirect is followed, and little of the answer is read.
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { DeliveryError } from '@galley/shared/api/webhooks.ts';
import { TargetError, type Targets } from './targets.ts';

interface Message {
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** What came of a message: an answer, whatever its status, or why there was none. */
export type SendOutcome =
  | { outcome: 'answered'; status: number; answer: string }
  | { outcome: 'no-answer'; error: DeliveryError };

/** Sends a message. `signal` ends it. */
export type Send = (message: Message, signal: AbortSignal) => Promise<SendOutcome>;

const maxAnswer = 1024;

/** A way to send to these targets. */
export function createSend(targets: Targets): Send {
  return async ({ url, headers, body }, signal) => {
    try {
      const target = targets.read(url);
      const response = await new Promise<IncomingMessage>((resolve, reject) => {
        const { request } = target.protocol === 'https:' ? https : http;
        request(target, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'user-agent': 'Galley', ...headers },
          // Connections are not kept: another message must not go to an address that was checked some time ago.
          agent: false,
          lookup: targets.lookup,
          signal,
        })
          // Stays there after the answer has begun, when it has no effect any more.
          .on('error', reject)
          .on('response', resolve)
          .end(body);
      });
      return { outcome: 'answered', status: response.statusCode ?? 0, answer: await beginningOf(response) };
    } catch (error) {
      return { outcome: 'no-answer', error: errorOf(error) };
    }
  };
}

/** The first part of an answer as text. What breaks off is as good as what ends: the status says what came of it. */
async function beginningOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= maxAnswer) break;
    }
  } catch {
    // What came so far is kept.
  }
  // PostgreSQL's texts can't hold the character.
  return Buffer.concat(chunks).subarray(0, maxAnswer).toString().replaceAll('\0', '');
}

function errorOf(error: unknown): DeliveryError {
  if (error instanceof TargetError) return error.why;
  const { name = '', code = '' } = error as NodeJS.ErrnoException;
  if (name === 'AbortError' || name === 'TimeoutError' || code === 'ETIMEDOUT') return 'timeout';
  if (code === 'ECONNREFUSED') return 'connection-refused';
  if (/CERT|TLS|SSL|UNABLE_TO/.test(code)) return 'certificate';
  return 'broken-off';
}
