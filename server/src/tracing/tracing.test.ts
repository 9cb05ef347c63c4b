import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { testPassword } from '../accounts/testing.ts';
import { until } from '../collab/testing.ts';
import { forEachStorage } from '../storage/testing.ts';
import { addEditors, type DeskProcess, startDesk, TestEditor } from '../testing/desk-process.ts';

/** A span as OTLP writes it in JSON, as far as it is looked at. */
interface Span {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  attributes: { key: string; value: { stringValue?: string; intValue?: number } }[];
}

let collector: Server;
let address: string;
const bodies: string[] = [];

beforeEach(async () => {
  bodies.length = 0;
  collector = createServer(async (request, response) => {
    bodies.push(await text(request));
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
});
afterEach(() => void collector.close());

const spans = (): Span[] =>
  bodies.flatMap((body) =>
    JSON.parse(body).resourceSpans.flatMap((resource: { scopeSpans: { spans: Span[] }[] }) =>
      resource.scopeSpans.flatMap((scope) => scope.spans),
    ),
  );
const named = (name: string) => spans().filter((span) => span.name === name);

forEachStorage((database, kind) => {
  let desk: DeskProcess;
  afterEach(() => desk.kill());
  const start = async (settings: Record<string, string>) => {
    const place = await database();
    await addEditors(place, ['amy']);
    desk = await startDesk(place, { settings: { OTEL_BSP_SCHEDULE_DELAY: '50', ...settings } });
    return await TestEditor.signIn('amy', desk);
  };

  test('requests, their queries and what is written are spans at the collector, without anybody’s words', async () => {
    const amy = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: address });
    const article = await amy.newArticle();
    const client = await amy.open(article).synced();
    client.text().insert(0, 'Words that nobody else is to see. ');
    await client.saved();
    await amy.ask('GET', `/api/articles/${article}`);
    client.close();
    await until(() => named('journal.commit').length > 0 && named('GET /api/articles/:id').length > 0);

    const [request] = named('GET /api/articles/:id');
    const queries = spans().filter(({ parentSpanId }) => parentSpanId === request?.spanId);
    expect(queries.map(({ name }) => name)).toContain('query');
    expect(request?.attributes).toContainEqual({
      key: 'http.response.status_code',
      value: { intValue: 200 },
    });
    expect(bodies.join()).toContain('"service.name","value":{"stringValue":"galley"}');
    for (const secret of [testPassword, 'nobody else', 'amy@test.example', article])
      expect(bodies.join()).not.toContain(secret);
  });

  // What follows does not ask the database for more than that.
  if (kind !== 'sqlite') return;

  test('a trace that a trusted proxy has begun goes on; anybody else’s does not', async () => {
    const trace = '0af7651916cd43dd8448eb211c80319c';
    const headers = { traceparent: `00-${trace}-b7ad6b7169203331-01` };
    const amy = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: address, TRUST_PROXY: '1' });
    await amy.ask('GET', '/api/articles', undefined, headers);
    await until(() => named('GET /api/articles').length > 0);
    expect(named('GET /api/articles')[0]).toMatchObject({ traceId: trace, parentSpanId: 'b7ad6b7169203331' });

    await desk.kill('SIGTERM');
    bodies.length = 0;
    const again = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: address });
    await again.ask('GET', '/api/articles', undefined, headers);
    await until(() => named('GET /api/articles').length > 0);
    expect(named('GET /api/articles')[0]?.traceId).not.toBe(trace);
  });

  test('a collector that does not answer holds nobody up, and what waits is sent at the end', async () => {
    const away = createServer();
    await new Promise<void>((resolve) => away.listen(0, '127.0.0.1', resolve));
    const { port } = away.address() as AddressInfo;
    await new Promise((resolve) => away.close(resolve));
    const amy = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` });
    await amy.newArticle();
    expect(await desk.kill('SIGTERM')).toBe(0);

    const other = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: address, OTEL_BSP_SCHEDULE_DELAY: '60000' });
    await other.newArticle();
    expect(await desk.kill('SIGTERM')).toBe(0);
    expect(named('POST /api/articles')).toHaveLength(1);
  });
});
