// A server that speaks as much of LanguageTool's interface as Galley asks for: it finds the words that it is given.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Piece {
  text?: string;
  markup?: string;
  interpretAs?: string;
}

export interface TestLanguageTool {
  url: string;
  /** What was asked: the language, the text as the server reads it, and who asked. */
  asked: { language: string; text: string; authorization: string | undefined }[];
  /** How many requests there were, answered or not. */
  requests: number;
  /** What it does: answers, breaks off, says nothing, or something that is no answer. */
  mood: 'well' | 'broken' | 'silent' | 'wrong';
  /** It answers when this comes. */
  ready: Promise<void>;
  close(): Promise<void>;
}

/** `mistakes` names wrong words with what they should be; a word with a blank in it is a mistake of grammar. */
export async function openLanguageTool(
  mistakes: Readonly<Record<string, string>>,
): Promise<TestLanguageTool> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    tool.requests += 1;
    await tool.ready;
    if (tool.mood === 'silent') return;
    if (tool.mood === 'broken') return void response.destroy();
    if (request.url !== '/v2/check' || request.method !== 'POST' || tool.mood === 'wrong')
      return void response.writeHead(tool.mood === 'wrong' ? 200 : 404).end('What?');
    const form = new URLSearchParams(Buffer.concat(chunks).toString());
    const { annotation } = JSON.parse(form.get('data') ?? '{}') as { annotation: Piece[] };
    const text = annotation.map((piece) => piece.text ?? piece.interpretAs ?? '').join('');
    const { authorization } = request.headers;
    tool.asked.push({ language: form.get('language') ?? '', text, authorization });
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ matches: matchesIn(annotation, mistakes) }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // It listens on a port.
  const { port } = server.address() as AddressInfo;
  const tool: TestLanguageTool = {
    url: `http://127.0.0.1:${port}`,
    asked: [],
    requests: 0,
    mood: 'well',
    ready: Promise.resolve(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return tool;
}

/** Offsets count markup with all its signs, and what it is interpreted as with none. */
function matchesIn(annotation: readonly Piece[], mistakes: Readonly<Record<string, string>>): object[] {
  let read = '';
  const places: number[] = [];
  let offset = 0;
  for (const { text, markup = '', interpretAs = '' } of annotation) {
    const words = text ?? interpretAs;
    for (let at = 0; at < words.length; at += 1) places.push(offset + (text === undefined ? 0 : at));
    read += words;
    offset += (text ?? markup).length;
  }
  return Object.entries(mistakes).flatMap(([wrong, right]) =>
    [...read.matchAll(new RegExp(`\\b${wrong}\\b`, 'gu'))].map(({ index }) => {
      const start = places[index] ?? 0;
      const end = (places[index + wrong.length - 1] ?? 0) + 1;
      return {
        message: `Possible mistake: ${wrong}`,
        offset: start,
        length: end - start,
        replacements: [{ value: right }, { value: '' }],
        rule: { id: 'TEST', issueType: wrong.includes(' ') ? 'grammar' : 'misspelling' },
      };
    }),
  );
}
