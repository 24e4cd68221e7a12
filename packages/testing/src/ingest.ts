import type { Project } from './product-reading.ts';

/** An answer of ingestion, read to its end. */
export interface IngestAnswer {
  status: number;
  headers: Headers;
  /** Parsed where it is JSON, else text. */
  body: Record<string, unknown>;
}

/** What a client may do differently from the ordinary. */
export interface IngestOptions {
  publicKey?: string;
  headers?: Record<string, string>;
}

/** Whatever takes events: a product, or an ingestor. */
export interface Door {
  url: string;
}

type Destination = Pick<Project, 'id' | 'keys' | 'numeric_id'>;

/** Posts to the native endpoint; anything but text and bytes is sent as JSON. */
export function sendNative(product: Door, project: Destination, body: unknown, options: IngestOptions = {}) {
  return post(`${product.url}/api/v1/events/${project.id}`, bytesOf(body), {
    'content-type': 'application/json',
    'x-railguard-key': options.publicKey ?? publicKeyOf(project),
    ...options.headers,
  });
}

/** Posts an envelope whose items are `[header, payload]`; payloads that are not text are sent as JSON. */
export function sendEnvelope(
  product: Door,
  project: Destination,
  headers: object,
  items: [header: object, payload: unknown][],
) {
  const lines = items.flatMap(([header, payload]) => [JSON.stringify(header), bytesOf(payload)]);
  return sendToSentry(product, project, 'envelope', [JSON.stringify(headers), ...lines, ''].join('\n'));
}

/** Posts bytes as they are to one of the endpoints of Sentry's protocol. */
export function sendToSentry(
  product: Door,
  project: Destination,
  endpoint: 'envelope' | 'store',
  body: string | Buffer,
  options: IngestOptions = {},
) {
  const key = options.publicKey ?? publicKeyOf(project);
  return post(`${product.url}/api/${project.numeric_id}/${endpoint}/`, body, {
    'x-sentry-auth': `Sentry sentry_version=7, sentry_client=test/1.0, sentry_key=${key}`,
    ...options.headers,
  });
}

export function publicKeyOf({ keys }: Pick<Project, 'keys'>): string {
  return keys[0]!.public_key;
}

async function post(url: string, body: string | Buffer, headers: Record<string, string>): Promise<IngestAnswer> {
  const response = await fetch(url, { method: 'POST', body, headers });
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : { text } };
}

function bytesOf(body: unknown): string | Buffer {
  return typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
}
