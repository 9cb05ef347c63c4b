// Spans of what Galley does, for OpenTelemetry. Without tracing.ts they go nowhere and cost next to nothing. They say what was
// done and how long it took: never a text, a name, an address, a path with a token in it, or the values of a query.
import {
  type Attributes,
  context,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import type { RequestHandler } from 'express';
import type { LogEvent } from 'kysely';

const tracer = trace.getTracer('galley');

/** Does some work within a span of this name, below the one that is under way here. Throws what the work throws. */
export async function inSpan<Result>(
  name: string,
  attributes: Attributes,
  work: () => Promise<Result>,
): Promise<Result> {
  return await tracer.startActiveSpan(name, { attributes }, async (span) => {
    try {
      return await work();
    } catch (error) {
      // The message may quote what somebody wrote.
      span.setStatus({ code: SpanStatusCode.ERROR });
      span.setAttribute('error.type', error instanceof Error ? error.name : typeof error);
      throw error;
    } finally {
      span.end();
    }
  });
}

/**
 * A span for each request, named by its method and route, as the semantic conventions of HTTP say. It goes on with the trace
 * that a proxy has begun, where one is trusted.
 */
export function traceRequests(trustProxy: number): RequestHandler {
  return (request, response, next) => {
    const parent = trustProxy > 0 ? propagation.extract(ROOT_CONTEXT, request.headers) : ROOT_CONTEXT;
    const attributes = { 'http.request.method': request.method };
    const span = tracer.startSpan(request.method, { kind: SpanKind.SERVER, attributes }, parent);
    response.once('close', () => {
      const route: unknown = request.route?.path;
      if (typeof route === 'string') {
        span.updateName(`${request.method} ${route}`);
        span.setAttribute('http.route', route);
      }
      span.setAttribute('http.response.status_code', response.statusCode);
      if (response.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    });
    context.with(trace.setSpan(parent, span), next);
  };
}

/** A span for a query that has just ended, below the one that is under way; queries of nothing else have none. */
export function traceQuery({ level, query, queryDurationMillis }: LogEvent): void {
  if (!trace.getActiveSpan()) return;
  const endTime = Date.now();
  // Its values are parameters and no part of its text.
  const attributes = { 'db.query.text': query.sql };
  const startTime = endTime - queryDurationMillis;
  const span = tracer.startSpan('query', { kind: SpanKind.CLIENT, attributes, startTime });
  if (level === 'error') span.setStatus({ code: SpanStatusCode.ERROR });
  span.end(endTime);
}

/** The trace that is under way here, in hex; null outside of one. */
export function currentTraceId(): string | null {
  return trace.getActiveSpan()?.spanContext().traceId ?? null;
}
