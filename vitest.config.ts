import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{shared,server,client}/src/**/*.test.{ts,tsx}'],
    environment: 'node',
    globalSetup: 'server/src/storage/test-template.ts',
    // Tests of the server wait for sockets and databases more than they compute, so two share even a small machine.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Long enough for a machine that many share: only what fails waits so long.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
