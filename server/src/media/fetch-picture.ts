// One picture from elsewhere on the web, for somebody who asked for it: an address of the public internet, a few detours,
// a bounded size and time. What comes is judged by its bytes later, as an upload is.
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { maxUploadBytes } from '@galley/shared/api/media.ts';
import { ProblemError } from '../http/problem.ts';
import { TargetError, type Targets } from '../net/targets.ts';

const timeoutMs = 20_000;
const maxRedirects = 4;

/** The bytes. Throws a `ProblemError` for what may not be asked, does not answer, is no success or is too large. */
export async function fetchPicture(address: string, targets: Targets): Promise<Buffer> {
  const signal = AbortSignal.timeout(timeoutMs);
  let next = address;
  try {
    for (let redirects = 0; redirects <= maxRedirects; redirects += 1) {
      const target = targets.read(next);
      const response = await ask(target, targets, signal);
      const { statusCode = 0, headers } = response;
      if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined) {
        response.destroy();
        // Each address on the way is checked as the first one was.
        next = new URL(headers.location, target).href;
        continue;
      }
      if (statusCode !== 200) {
        response.destroy();
        throw unreadable(`The address answers with ${statusCode}.`);
      }
      return await bytesOf(response);
    }
    throw unreadable('The address leads on and on.');
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    if (error instanceof TargetError)
      throw new ProblemError('invalid-input', 'Nothing is fetched from there.', [
        { path: 'address', message: error.why },
      ]);
    throw unreadable('The address does not answer.');
  }
}

function ask(target: URL, targets: Targets, signal: AbortSignal): Promise<IncomingMessage> {
  const { get } = target.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    get(target, {
      headers: { accept: 'image/*', 'user-agent': 'Galley' },
      // A kept connection would go to an address that was checked some time ago.
      agent: false,
      lookup: targets.lookup,
      signal,
    })
      .on('error', reject)
      .on('response', resolve);
  });
}

async function bytesOf(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  if (Number(response.headers['content-length'] ?? 0) <= maxUploadBytes) {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maxUploadBytes) break;
      chunks.push(chunk);
    }
    if (size <= maxUploadBytes) return Buffer.concat(chunks);
  }
  response.destroy();
  throw new ProblemError('too-large');
}

function unreadable(detail: string): ProblemError {
  return new ProblemError('unreadable-file', detail);
}
