// A client of a server that speaks LanguageTool's HTTP interface (/v2/check). Texts are sent in slices; what was asked about a
// block is remembered for a while by the hash of its words, so that only what has changed is asked anew.
import { createHash } from 'node:crypto';
import type { LanguageCode } from '@galley/shared/checks/levels.ts';
import type { Language } from '@galley/shared/language.ts';
import { LRUCache } from 'lru-cache';
import pLimit from 'p-limit';
import type { Logger } from 'pino';
import { z } from 'zod';

/** What the server says of one block of words: `from` and `to` are offsets in its text. */
interface LanguageMatch {
  code: LanguageCode;
  from: number;
  to: number;
  message: string;
  replacements: string[];
}

export interface LanguageTool {
  /**
   * The matches of each block, in the order of the blocks. Throws where the server does not answer as it should, `AwayError` for a
   * while after that, and where `signal` ends it: what nobody else waits for is then asked no more. What has been sent by then ends
   * as well, or goes on and is remembered.
   */
  check(
    blocks: readonly string[],
    language: Language,
    signal: AbortSignal,
    sent?: 'ends' | 'goes-on',
  ): Promise<readonly LanguageMatch[][]>;
  /** The matches as they were last answered, without asking; null where any block has not been asked about lately. */
  remembered(blocks: readonly string[], language: Language): readonly LanguageMatch[][] | null;
}

/** The server has failed some seconds ago, and is left alone for a while. */
export class AwayError extends Error {
  override readonly name = 'AwayError';
}

/** Where the server is, and how it is to be asked. */
export interface LanguageToolOptions {
  /** Where the server is, without `/v2/check`. A name and a password in it are sent as a header (HTTP Basic). */
  url: string;
  /** How the server is to take each language, such as `en-US`. */
  variants: Readonly<Record<Language, string>>;
}

const timeoutMs = 15_000;
/** Letters a request. Public servers take 20,000, and small ones are slow with as much. */
const sliceLength = 8000;
/** What a block has beyond this is not asked about. */
const maxBlock = 20_000;
const maxAnswerBytes = 4_000_000;
const maxReplacements = 5;
/** Requests at once, of the whole desk. */
const atOnce = 2;
/** After a failure nobody is asked for so long: what waits would wait for one timeout after the other. */
const awayMs = 30_000;

/** The LanguageTool server at `url`. A failure is logged when it comes, once for all who wait, also where nobody does any more. */
export function createLanguageTool({ url, variants }: LanguageToolOptions, log: Logger): LanguageTool {
  const server = serverAt(url);
  const limit = pLimit(atOnce);
  let awayUntil = 0;
  /** By the keys of their blocks: whoever needs one of them meanwhile waits for it, too. */
  const underWay = new Map<string, UnderWay>();
  const noteFailure = (error: unknown) => {
    // Nothing of a text is in it: the error says what the server answered, or that it did not.
    if (Date.now() >= awayUntil) log.warn({ err: error }, 'The LanguageTool server could not be asked');
    awayUntil = Date.now() + awayMs;
  };
  const send = (slice: Slice, language: Language): UnderWay => {
    const end = new AbortController();
    const inTurn = async (): Promise<Answers> => {
      end.signal.throwIfAborted();
      if (Date.now() < awayUntil) throw new AwayError('The LanguageTool server has just failed.');
      one.isSent = true;
      try {
        const matches = await ask(server, variants[language], slice, end.signal);
        const answers = new Map(slice.map(([key], index) => [key, matches[index] ?? []]));
        for (const [key, answer] of answers) known.set(key, answer);
        return answers;
      } catch (error) {
        if (!end.signal.aborted) noteFailure(error);
        throw error;
      }
    };
    const forget = () => {
      for (const [key] of slice) if (underWay.get(key) === one) underWay.delete(key);
    };
    const one: UnderWay = { answers: limit(inTurn).finally(forget), waiting: 0, isSent: false, end };
    // Nobody waits in its place for what is ended.
    end.signal.addEventListener('abort', forget);
    for (const [key] of slice) underWay.set(key, one);
    return one;
  };
  /** What is asked about each block, and under which key the answer is remembered. */
  const askable = (blocks: readonly string[], language: Language) =>
    blocks.map((block) => {
      const text = block.slice(0, maxBlock);
      return { text, key: createHash('sha256').update(`${language} ${text}`).digest('base64') };
    });
  const answered = ({ text, key }: { text: string; key: string }) =>
    /\p{L}/u.test(text) ? known.get(key) : [];
  const known = new LRUCache<string, LanguageMatch[]>({ max: 5000, ttl: 3_600_000 });

  return {
    check: async (blocks, language, signal, sent = 'ends') => {
      signal.throwIfAborted();
      const all = askable(blocks, language);
      const results = new Map<string, LanguageMatch[]>();
      const requests = new Set<UnderWay>();
      const unknown = new Map<string, string>();
      for (const one of all) {
        const remembered = answered(one);
        const request = underWay.get(one.key);
        if (remembered) results.set(one.key, remembered);
        else if (request) requests.add(request);
        else unknown.set(one.key, one.text);
      }
      for (const slice of slicesOf([...unknown])) requests.add(send(slice, language));
      await Promise.all(
        [...requests].map(async (request) => {
          for (const [key, matches] of await answersOf(request, signal, sent)) results.set(key, matches);
        }),
      );
      return all.map(({ key }) => results.get(key) ?? []);
    },
    remembered: (blocks, language) => {
      const results = askable(blocks, language).map(answered);
      const whole = results.flatMap((one) => (one ? [one] : []));
      return whole.length === results.length ? whole : null;
    },
  };
}

interface Server {
  endpoint: string;
  headers: Record<string, string>;
}

/** `fetch` takes no URL with a password, and quotes the whole of it in what it throws. */
function serverAt(written: string): Server {
  const url = new URL(written);
  const credentials = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  url.username = '';
  url.password = '';
  return {
    endpoint: `${url.href.replace(/\/$/, '')}/v2/check`,
    headers: {
      accept: 'application/json',
      ...(credentials === ':'
        ? {}
        : { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` }),
    },
  };
}

type Answers = ReadonlyMap<string, LanguageMatch[]>;

/** A slice that waits for its turn or has been sent. */
interface UnderWay {
  answers: Promise<Answers>;
  /** So many wait for it. */
  waiting: number;
  isSent: boolean;
  end: AbortController;
}

/** What is answered, unless `signal` comes first; who is the last to leave ends it. */
async function answersOf(request: UnderWay, signal: AbortSignal, sent: 'ends' | 'goes-on'): Promise<Answers> {
  const { promise: left, reject } = Promise.withResolvers<never>();
  const leave = () => {
    request.waiting -= 1;
    if (request.waiting === 0 && !(request.isSent && sent === 'goes-on')) request.end.abort();
    reject(signal.reason);
  };
  request.waiting += 1;
  signal.addEventListener('abort', leave, { once: true });
  try {
    return await Promise.race([request.answers, left]);
  } finally {
    signal.removeEventListener('abort', leave);
  }
}

type Slice = readonly (readonly [key: string, text: string])[];

function slicesOf(texts: Slice): Slice[] {
  const slices: (readonly [string, string])[][] = [];
  let length = 0;
  for (const one of texts) {
    const last = slices.at(-1);
    if (last && length + one[1].length <= sliceLength) last.push(one);
    else {
      slices.push([one]);
      length = 0;
    }
    length += one[1].length;
  }
  return slices;
}

const answerSchema = z.object({
  matches: z.array(
    z.object({
      message: z.string(),
      offset: z.number().int(),
      length: z.number().int(),
      replacements: z.array(z.object({ value: z.string() })).default([]),
      rule: z.object({ issueType: z.string().default('') }).default({ issueType: '' }),
    }),
  ),
});

async function ask(
  { endpoint, headers }: Server,
  language: string,
  slice: Slice,
  end: AbortSignal,
): Promise<LanguageMatch[][]> {
  const starts: number[] = [];
  let length = 0;
  const annotation = slice.flatMap(([, text]) => {
    starts.push(length);
    length += text.length + between.length;
    return [...annotated(text), { markup: between, interpretAs: between }];
  });
  const response = await fetch(endpoint, {
    method: 'POST',
    headers,
    body: new URLSearchParams({ language, data: JSON.stringify({ annotation }) }),
    redirect: 'error',
    signal: AbortSignal.any([end, AbortSignal.timeout(timeoutMs)]),
  });
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`The LanguageTool server answers with ${response.status}.`);
  }
  const { matches } = answerSchema.parse(JSON.parse(await boundedText(response)));
  return slice.map(([, text], index) => {
    const start = starts[index] ?? 0;
    return matches.flatMap(({ offset, length: size, message, replacements, rule }) => {
      const [from, to] = [offset - start, offset - start + size];
      const inside = size > 0 && from >= 0 && to <= text.length;
      // The checks of the desk find these themselves, and nobody writes in code.
      if (!inside || ownChecks.has(rule.issueType) || text.slice(from, to).includes(filler)) return [];
      return [
        {
          code: rule.issueType === 'misspelling' ? ('spelling' as const) : ('grammar' as const),
          from,
          to,
          message: message.slice(0, 300),
          replacements: replacements
            .map(({ value }) => value)
            .filter((value) => value !== '' && value.length <= 200)
            .slice(0, maxReplacements),
        },
      ];
    });
  });
}

const between = '\n\n';
const ownChecks: ReadonlySet<string> = new Set(['whitespace', 'duplication']);
/** What stands in a text for code, a sign for each. */
const filler = '\ufffc';

/** Code is a word that nobody judges, and soft hyphens are not there; offsets count both. */
function annotated(text: string): object[] {
  return [...text.matchAll(/\ufffc+|\u00ad+|[^\ufffc\u00ad]+/gu)].map(([part]) => {
    if (part.startsWith(filler)) return { markup: part, interpretAs: 'X' };
    return part.startsWith('\u00ad') ? { markup: part, interpretAs: '' } : { text: part };
  });
}

async function boundedText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > maxAnswerBytes) throw new Error('The LanguageTool server says too much.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
