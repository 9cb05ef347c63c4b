// Sends spans to a collector by OTLP over HTTP. The SDK is loaded only where it is asked for, and reads the standard's own
// environment variables: headers, service name, sampler, size and delay of a batch.
import { DiagLogLevel, diag } from '@opentelemetry/api';
import type { Logger } from 'pino';

export interface Tracing {
  /** Sends what waits; gives up after a few seconds. */
  close(): Promise<void>;
}

const serviceName = 'galley';

/** Begins to send spans to OTEL_EXPORTER_OTLP_ENDPOINT. A collector that does not answer costs spans and a line in the log. */
export async function startTracing(log: Logger): Promise<Tracing> {
  const { BatchSpanProcessor, NodeTracerProvider } = await import('@opentelemetry/sdk-trace-node');
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
  const { defaultResource, detectResources, envDetector, resourceFromAttributes } = await import(
    '@opentelemetry/resources'
  );
  const complain = (message: string) => log.warn({ source: 'tracing' }, message);
  diag.setLogger(
    { error: complain, warn: complain, info: () => {}, debug: () => {}, verbose: () => {} },
    DiagLogLevel.WARN,
  );
  // The later ones count: OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES last.
  const resource = defaultResource()
    .merge(resourceFromAttributes({ 'service.name': serviceName }))
    .merge(detectResources({ detectors: [envDetector] }));
  const provider = new NodeTracerProvider({
    resource,
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  provider.register();
  return {
    close: () =>
      Promise.race([
        provider.shutdown(),
        new Promise<void>((resolve) => setTimeout(resolve, 3000).unref()),
      ]).catch(() => complain('Spans that waited were not sent')),
  };
}
