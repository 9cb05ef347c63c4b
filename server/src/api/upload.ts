// Reads the body of an upload, and no more of it than is allowed.
import type { IncomingMessage } from 'node:http';
import { ProblemError } from './problem.ts';

/** How long the rest of a refused body is thrown away, so that its sender gets to read the answer. */
const lingerMs = 10_000;

/** Throws `too-large` as soon as the limit is passed, at once where the request announces it; `unreadable-file` for an empty or broken-off body. */
export async function readUpload(request: IncomingMessage, limit: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > limit) throw refused(request);
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
    throw refused(request);
  }
  if (size === 0) throw new ProblemError('unreadable-file', 'The upload is empty.');
  return Buffer.concat(chunks);
}

function refused(request: IncomingMessage): ProblemError {
  discardRest(request);
  return new ProblemError('too-large');
}

/**
 * Throws away what is still to come of a body that nobody wants, for a while: a connection that is closed while its sender
 * still sends would take the answer with it.
 */
export function discardRest(request: IncomingMessage): void {
  if (request.complete) return;
  request.resume();
  setTimeout(() => {
    if (!request.complete) request.socket.destroy();
  }, lingerMs).unref();
}
