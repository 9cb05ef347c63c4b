// What a reader of the public site costs: the server's CPU time a request, beside Node's own HTTP server with the same bytes.
import { Agent, get } from 'node:http';
import { type ArticleId, newId, type SectionId } from '@galley/shared/ids.ts';
import { type Figure, type Measured, percentile } from './figures.ts';
import { type Galley, startGalley } from './galley.ts';
import { type MeasuredServer, startMeasured } from './server-process.ts';
import { articleOf } from './texts.ts';

const stories = 40;
const words = 1200;
const rounds = 7;
const requests = 3000;
const connections = 8;

const article = '/articles/story-1';
const questions: { what: string; path: string; encoding: 'identity' | 'gzip'; again?: true }[] = [
  { what: 'an article, as it is', path: article, encoding: 'identity' },
  { what: 'an article, gzip', path: article, encoding: 'gzip' },
  { what: 'an article, not modified', path: article, encoding: 'gzip', again: true },
  { what: 'the front page, gzip', path: '/', encoding: 'gzip' },
  { what: 'the front page, not modified', path: '/', encoding: 'gzip', again: true },
  { what: 'the feed, gzip', path: '/feed.xml', encoding: 'gzip' },
  { what: 'the feed, not modified', path: '/feed.xml', encoding: 'gzip', again: true },
];

/** Words of which every story has the first ones, and no story the last one. */
const searches: readonly (readonly [what: string, query: string])[] = [
  ['a search that finds every story', 'ferry dawn'],
  ['a search for a phrase', '"left at dawn"'],
  ['a search that finds nothing', 'zeppelin'],
];
const searchRequests = 300;

/** Asks both servers each question many times, in turns. */
export async function benchSite(): Promise<Measured> {
  // Each search comes from an address of its own, for one address has only so many a minute.
  const galley = await startGalley(undefined, { TRUST_PROXY: '1' });
  try {
    await publishStories(galley);
    const paths = [...new Set(questions.map(({ path }) => path))];
    for (const path of paths) await compressed(galley.url, path);
    const bare = await startMeasured('bare-server.ts', { LIKE: galley.url, PATHS: JSON.stringify(paths) });
    try {
      return {
        title: `The public site, CPU a request`,
        figures: [...(await figuresOf(galley, bare)), ...(await searchFigures(galley))],
      };
    } finally {
      await bare.stop();
    }
  } finally {
    await galley.stop();
  }
}

async function figuresOf(galley: Galley, bare: MeasuredServer): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const { what, path, encoding, again } of questions) {
    const { etag } = await answerOf(galley.url, path, { 'accept-encoding': encoding });
    const headers = { 'accept-encoding': encoding, ...(again && { 'if-none-match': etag }) };
    const samples = { galley: [] as number[], bare: [] as number[] };
    for (let round = 0; round < rounds; round += 1) {
      const took = {
        galley: await cpuOf(galley.server, path, headers, again ? 304 : 200),
        bare: await cpuOf(bare, path, headers, again ? 304 : 200),
      };
      // The first ones only warm up.
      if (round < 2) continue;
      samples.galley.push(took.galley);
      samples.bare.push(took.bare);
    }
    figures.push({
      what,
      unit: 'µs',
      value: percentile(samples.galley, 0.5),
      beside: [{ name: 'bare node:http', value: percentile(samples.bare, 0.5) }],
    });
  }
  return figures;
}

/** What a search costs, whose pages are made for each question: nothing beside it does the same. */
async function searchFigures({ server }: Galley): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [what, query] of searches) {
    const path = `/en/search?${new URLSearchParams({ q: query })}`;
    const headers = () => ({ 'x-forwarded-for': newAddress() });
    const samples: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const took = await cpuOf(server, path, headers, 200, searchRequests);
      if (round >= 2) samples.push(took);
    }
    figures.push({ what, unit: 'µs', value: percentile(samples, 0.5), beside: [] });
  }
  return figures;
}

let addresses = 0;
/** One that has not asked yet. */
function newAddress(): string {
  addresses += 1;
  return `10.${addresses >> 16}.${(addresses >> 8) & 255}.${addresses & 255}`;
}

/** The CPU time of one request, in microseconds, on connections that are kept open. */
async function cpuOf(
  server: MeasuredServer,
  path: string,
  headers: Record<string, string> | (() => Record<string, string>),
  status: number,
  count = requests,
): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const url = `http://127.0.0.1:${server.port}`;
  const before = await server.cpu();
  let left = count;
  const reader = async () => {
    while (left > 0) {
      left -= 1;
      const sent = typeof headers === 'function' ? headers() : headers;
      const answered = await answerOf(url, path, sent, agent);
      if (answered.status !== status) throw new Error(`${path}: ${answered.status} in place of ${status}`);
    }
  };
  await Promise.all(Array.from({ length: connections }, reader));
  const spent = (await server.cpu()) - before;
  agent.destroy();
  return spent / count;
}

function answerOf(
  url: string,
  path: string,
  headers: Record<string, string>,
  agent?: Agent,
): Promise<{ status: number; etag: string; encoding: string }> {
  return new Promise((resolve, reject) => {
    get(new URL(path, url), { headers, ...(agent && { agent }) }, (response) => {
      const { etag = '', 'content-encoding': encoding = 'identity' } = response.headers;
      response.on('end', () => resolve({ status: response.statusCode ?? 0, etag, encoding })).resume();
    }).on('error', reject);
  });
}

/** Waits until a page is there in its compressed form, which is made beside the first answer. */
async function compressed(url: string, path: string): Promise<void> {
  for (;;) {
    const { encoding } = await answerOf(url, path, { 'accept-encoding': 'gzip' });
    if (encoding === 'gzip') return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function publishStories(galley: Galley): Promise<void> {
  const content = articleOf(words);
  // The Blank template has one section and asks for no approval.
  const text = { id: newId<SectionId>(), kind: 'text', title: '' };
  const sections = [{ ...text, blocks: content.sections.flatMap(({ blocks }) => blocks) }];
  for (let number = 1; number <= stories; number += 1) {
    const made = await galley.ask('POST', '/api/articles', {
      template: 'blank',
      language: 'en',
      content: { ...content, sections },
    });
    const { id } = made as { id: ArticleId };
    await galley.ask('PATCH', `/api/articles/${id}`, { slug: `story-${number}` });
    const { hash } = (await galley.ask('GET', `/api/articles/${id}/publication`)) as { hash: string };
    await galley.ask('POST', `/api/articles/${id}/publish`, { hash, after: 0, note: '' });
  }
}
