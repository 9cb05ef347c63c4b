// Reads the body of an upload, and no more of it than is allowed.
import type { IncomingMessage } from 'node:http';
import { ProblemError } from './problem.ts';

/** How long the sender of a refused body may say nothing, and how long it may send in all, before it is cut off. */
const silentMs = 10_000;
const longestMs = 5 * 60_000;

/** Throws `too-large` as soon as the limit is passed, at once where the request announces it; `unreadable-file` for an empty or broken-off body. */
export async function readUpload(request: IncomingMessage, limit: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > limit) throw new ProblemError('too-large');
  const chunks: Buffer[] = [];
  let size = 0;
  const body: AsyncIterator<Buffer> = request.iterator({ destroyOnReturn: false });
  try {
    for (let next = await body.next(); !next.done; next = await body.next()) {
      size += next.value.length;
      if (size > limit) break;
      chunks.push(next.value);
    }
  } catch {
    throw new ProblemError('unreadable-file', 'The upload broke off.');
  }
  if (size > limit) {
    await body.return?.();
    throw new ProblemError('too-large');
  }
  if (size === 0) throw new ProblemError('unreadable-file', 'The upload is empty.');
  return Buffer.concat(chunks);
}

/**
 * Throws away what is still to come of a body that nobody wants, as long as it comes: browsers read the answer only after
 * they have sent everything, and a connection that is closed before takes the answer with it.
 */
export function discardRest(request: IncomingMessage): void {
  if (request.complete) return;
  const cut = () => request.socket.destroy();
  const silent = setTimeout(cut, silentMs).unref();
  const longest = setTimeout(cut, longestMs).unref();
  const stop = () => {
    clearTimeout(silent);
    clearTimeout(longest);
  };
  request
    .on('data', () => silent.refresh())
    .once('end', stop)
    .once('close', stop)
    .resume();
}
