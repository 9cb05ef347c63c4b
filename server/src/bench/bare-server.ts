// The floor of the public site: Node's own HTTP server, which gives out bytes that it has, with the headers that readers
// of the measured Galley get.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { reportToBench } from './server-process.ts';

/** Answers like those of the server at `LIKE`, for each path in `PATHS`. */
const { LIKE = '', PATHS = '[]' } = process.env;

interface Answer {
  etag: string;
  head: string[];
  bytes: Buffer;
}

const answers = new Map<string, { identity: Answer; gzip: Answer }>();
for (const path of JSON.parse(PATHS) as string[])
  answers.set(path, { identity: await copy(path, 'identity'), gzip: await copy(path, 'gzip') });

async function copy(path: string, encoding: string): Promise<Answer> {
  const { get } = await import('node:http');
  return await new Promise((resolve, reject) => {
    get(new URL(path, LIKE), { headers: { 'accept-encoding': encoding } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const bytes = Buffer.concat(chunks);
        // A wrong answer is to be noticed before anything is measured beside it.
        if (encoding === 'gzip') gunzipSync(bytes);
        const ofNode = ['date', 'connection', 'keep-alive'];
        const kept = Object.entries(response.headers).filter(([name]) => !ofNode.includes(name));
        resolve({ etag: response.headers.etag ?? '', head: kept.flat().map(String), bytes });
      });
    }).on('error', reject);
  });
}

const server = createServer(({ url = '', headers }, response) => {
  const answer = answers.get(url)?.[headers['accept-encoding'] === 'gzip' ? 'gzip' : 'identity'];
  if (!answer) response.writeHead(404).end();
  else if (headers['if-none-match'] === answer.etag) response.writeHead(304, { etag: answer.etag }).end();
  else response.writeHead(200, answer.head).end(answer.bytes);
});
server.listen(0, '127.0.0.1', () => reportToBench((server.address() as AddressInfo).port));
process.on('SIGTERM', () => process.exit(0));
