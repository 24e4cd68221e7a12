import { defineConfig } from 'vitest/config';

/** Suites that need PostgreSQL share one embedded server; each test file clones its own database from a template. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['{packages,services}/*/src/**/*.test.ts', 'tools/**/*.test.ts'] } },
      {
        test: {
          name: 'integration',
          include: ['{packages,services}/*/test/**/*.test.ts'],
          globalSetup: ['packages/testing/src/postgres-server.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          // Each story drives a whole product; two at a time would only slow each other down.
          fileParallelism: false,
        },
      },
    ],
  },
});
