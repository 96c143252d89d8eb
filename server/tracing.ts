import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod/mini';

/** The property of a raw response that contains the route of its request. */
export const routeProperty = Symbol.for('appointment-viewer.route');

interface Span {
  setAttributes(attributes: Record<string, string>): unknown;
  updateName(name: string): unknown;
}

type Constructor<Instance> = new (options: object) => Instance;

const constructor = <Instance>() =>
  z.custom<Constructor<Instance>>((value: unknown) => typeof value === 'function');
const sdkSchema = z.object({ NodeSDK: constructor<{ start(): void; shutdown(): Promise<void> }>() });
const httpSchema = z.object({ HttpInstrumentation: constructor<unknown>() });
const undiciSchema = z.object({ UndiciInstrumentation: constructor<unknown>() });

/** Attributes whose values name a record, replaced before a span is exported. */
const withoutPath = { 'http.url': '', 'http.target': '', 'url.full': '', 'url.path': '', 'url.query': '' };

const hooks = {
  http: {
    // Requests to the service are those of undici.
    disableOutgoingRequestInstrumentation: true,
    applyCustomAttributesOnSpan(span: Span, request: IncomingMessage, response: ServerResponse) {
      const route: unknown = Reflect.get(response, routeProperty);
      const name = typeof route === 'string' ? route : 'none';
      span.setAttributes({ ...withoutPath, 'http.route': name });
      span.updateName(`${request.method} ${name}`);
    },
  },
  undici: {
    requestHook(span: Span, request: { method: string; origin: string }) {
      span.setAttributes({ ...withoutPath, 'url.full': request.origin });
      span.updateName(request.method);
    },
  },
};

/** The packages are optional and not installed with the application. */
const load = async (name: string): Promise<unknown> => import(name);

/** Milliseconds that sending the last spans may take, also without a collector. */
const sendTimeoutMs = 1_000;

const nothingToSend = async (): Promise<void> => undefined;

/**
 * Starts OpenTelemetry traces if its standard variables name an exporter. Must be called before the server is imported.
 * Spans contain route and host, neither path nor query. Without the packages it prints one line and starts nothing.
 * Resolves to a function that sends the last spans, to be called when the server has stopped.
 */
export const startTracing = async (
  env: Readonly<Record<string, string | undefined>>,
): Promise<() => Promise<void>> => {
  const configured = env.OTEL_EXPORTER_OTLP_ENDPOINT ?? env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT;
  if (env.OTEL_SDK_DISABLED === 'true' || (configured ?? env.OTEL_TRACES_EXPORTER) === undefined)
    return nothingToSend;
  try {
    const { NodeSDK } = sdkSchema.parse(await load('@opentelemetry/sdk-node'));
    const { HttpInstrumentation } = httpSchema.parse(await load('@opentelemetry/instrumentation-http'));
    const { UndiciInstrumentation } = undiciSchema.parse(await load('@opentelemetry/instrumentation-undici'));
    const sdk = new NodeSDK({
      serviceName: env.OTEL_SERVICE_NAME ?? 'appointment-viewer',
      instrumentations: [new HttpInstrumentation(hooks.http), new UndiciInstrumentation(hooks.undici)],
    });
    sdk.start();
    return () =>
      Promise.race([sdk.shutdown().catch(() => undefined), delay(sendTimeoutMs, undefined, { ref: false })]);
  } catch {
    process.stderr.write(
      'Warning: OTEL_… is set, but traces need the packages @opentelemetry/api, sdk-node, instrumentation-http and ' +
        'instrumentation-undici: install them beside the application.\n',
    );
    return nothingToSend;
  }
};
