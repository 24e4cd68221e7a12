import { defineConfig } from 'vitest/config';

/** The suites of the store that run on TimescaleDB as well; those that need many connections, on a real server only. */
const ON_TIMESCALE = [
  'choose-layout-timescale',
  'layout-timescale',
  'plans-timescale',
  'store-batch',
  'issue',
  'merge',
  'counters',
  'tables',
  'event-search',
  ...(process.env.RAILGUARD_TEST_TIMESCALE_URL ? ['store-batch-concurrency'] : []),
];

/** Nothing of them goes by the clock; Vitest leaves a core free otherwise, which on a small machine is half of it. */
const ON_EVERY_CORE = {
  maxWorkers: '100%',
  sequence: { groupOrder: 1 },
  testTimeout: 30_000,
  hookTimeout: 60_000,
} as const;

/** What real servers do takes as long as the machine is busy; a second is too short for that. */
const PATIENT = { poll: { timeout: 15_000 } } as const;

/** Suites that need PostgreSQL share one embedded server; each test file clones its own database from a template. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{packages,services,apps}/*/src/**/*.test.ts', 'tools/**/*.test.ts'],
          ...ON_EVERY_CORE,
        },
      },
      {
        test: {
          name: 'web',
          include: ['apps/web/src/**/*.test.tsx'],
          environment: 'jsdom',
          setupFiles: ['apps/web/test/setup.ts'],
          ...ON_EVERY_CORE,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['{packages,services}/*/test/**/*.test.ts', 'deploy/test/**/*.test.ts'],
          exclude: ['packages/store/test/*-timescale.test.ts'],
          globalSetup: ['packages/testing/src/postgres-server.ts'],
          expect: PATIENT,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'timescale',
          include: ON_TIMESCALE.map((name) => `packages/store/test/${name}.test.ts`),
          globalSetup: ['packages/testing/src/timescale-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // The stand-in takes half a gigabyte for each file.
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          expect: PATIENT,
          testTimeout: 120_000,
          hookTimeout: 180_000,
          // Each story drives a whole product; two at a time would only slow each other down.
          fileParallelism: false,
        },
      },
    ],
  },
});
