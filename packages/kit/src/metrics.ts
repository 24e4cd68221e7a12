import { AggregatorRegistry, Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What a process counts about itself, in Prometheus' terms. One for each process, shared by its services. */
export interface Metrics {
  readonly registry: Registry;
  /** Counts one answered request. `route` is the pattern, never the address: label values must stay few. */
  request(service: string, route: string, method: string, status: number, seconds: number): void;
  /** A histogram of seconds, made on first use. */
  timer(name: string, help: string): Histogram;
  /** A gauge that is asked for its values whenever somebody reads it; where asking fails it has none. */
  gauge<Label extends string>(
    name: string,
    help: string,
    labels: Label[],
    ask: () => Promise<GaugeValue<Label>[]>,
  ): void;
  /** What `GET /metrics` answers. */
  render(): Promise<{ contentType: string; body: string }>;
}

export interface GaugeValue<Label extends string> {
  labels: Record<Label, string>;
  value: number;
}

export interface MetricsOptions {
  /**
   * The figures of further processes of the same product, each as `registry.getMetricsAsJSON()` gives them; `render`
   * adds them up with this one's.
   */
  others?: () => Promise<object[][]>;
}

/** From a fifth of a millisecond, what a warm ingestion takes, to ten seconds, where clients give up. */
const SECONDS = [0.0002, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** A registry with Node's own figures (heap, event loop, garbage collection) and those of HTTP requests. */
export function createMetrics(options: MetricsOptions = {}): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'railguard_http_requests_total',
    help: 'Answered HTTP requests.',
    labelNames: ['service', 'route', 'method', 'status'],
    registers: [registry],
  });
  const durations = new Histogram({
    name: 'railguard_http_request_duration_seconds',
    help: 'Time from the first byte of a request to the end of its answer.',
    labelNames: ['service', 'route'],
    buckets: SECONDS,
    registers: [registry],
  });
  const timers = new Map<string, Histogram>();

  return {
    registry,
    request(service, route, method, status, seconds) {
      requests.inc({ service, route, method, status });
      durations.observe({ service, route }, seconds);
    },
    timer(name, help) {
      const timer = timers.get(name) ?? new Histogram({ name, help, buckets: SECONDS, registers: [registry] });
      timers.set(name, timer);
      return timer;
    },
    gauge(name, help, labelNames, ask) {
      new Gauge({
        name,
        help,
        labelNames,
        registers: [registry],
        async collect() {
          const values = await ask().catch(() => []);
          this.reset();
          for (const { labels, value } of values) this.set(labels, value);
        },
      });
    },
    async render() {
      const others = (await options.others?.()) ?? [];
      const own = await registry.getMetricsAsJSON();
      const together = others.length === 0 ? registry : AggregatorRegistry.aggregate([own, ...others]);
      return { contentType: registry.contentType, body: await together.metrics() };
    },
  };
}
