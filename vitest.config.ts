import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      // Nothing in shared keeps anything between calls, so its files need no fresh modules each.
      { extends: true, test: { name: 'shared', include: ['shared/src/**/*.test.ts'], isolate: false } },
      { extends: true, test: { name: 'sides', include: ['{server,client}/src/**/*.test.{ts,tsx}'] } },
    ],
    environment: 'node',
    globalSetup: 'server/src/storage/test-template.ts',
    // Tests of the server wait for sockets and databases more than they compute, so two share even a small machine.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Long enough for a machine that many share: only what fails waits so long.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
